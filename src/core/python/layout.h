/*
 * What `python -m venv` of a base makes, as a list of pieces in the order in
 * which they are made.  Everything that differs between versions of Python
 * stands in one table in layout.c.
 */
#ifndef CORE_PYTHON_LAYOUT_H
#define CORE_PYTHON_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct python;

struct layout_options {		/* those of python -m venv, in its words */
	bool system_site_packages;
	bool copies;
	bool clear;
	bool upgrade;
	bool without_pip;
	bool upgrade_deps;
	bool without_scm_ignore_files;
	const char *prompt;	/* NULL: not given; "." names cwd */
	const char *cwd;
};

/* The files below venv/scripts of the base, as they are. */
struct template {
	const char *name;	/* "activate" */
	unsigned mode;		/* its permission bits, kept in the copy */
	struct str text;
};

struct templates {
	const struct template *list;
	size_t n;
};

enum piece_kind {
	PIECE_DIR,		/* with all directories above it */
	PIECE_LINK,		/* to target */
	PIECE_COPY,		/* of the file target, mode 0755 */
	PIECE_FILE,		/* with text and mode */
};

struct piece {
	enum piece_kind kind;
	const char *path;	/* in the env: "bin/activate" */
	const char *target;
	struct str text;
	unsigned mode;
	bool exact;		/* mode holds whatever the umask is */
	bool keep;		/* what is there already may stay */
};

struct layout {
	const struct piece *pieces;
	size_t npieces;
	struct str cfg;		/* text of pyvenv.cfg, to be written last */
	const char *executable;	/* the base's python */
	const char *home;	/* its directory */
	const char *python;	/* name of the env's own in bin: "python3" */
	const char *site;	/* "lib/python3.12/site-packages" */
};

/* Can we make the envs of this base?  Else its own venv has to. */
bool layout_knows(const struct python *);

/* Where packages go in an env of it: "lib/python3.12/site-packages". */
const char *layout_site(struct arena *, const struct python *);

/* Does its own venv write .gitignore, and know the option against that? */
bool layout_ignores(const struct python *);

/* The text of the .gitignore where it does not. */
extern const struct str layout_ignore;

/* The layout of an env at that path, which is absolute and normal. */
struct layout layout_make(struct arena *, const struct python *,
    const struct layout_options *, const struct templates *, const char *env);

#endif
