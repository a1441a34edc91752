/*
 * What pyvenv.cfg says, read as CPython reads it: no comments, no quotes, no
 * sections, keys in any case; a byte order mark hides the first key; the
 * first `home` wins, of other keys the last.
 */
#ifndef CORE_PYTHON_PYVENV_H
#define CORE_PYTHON_PYVENV_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* The file, directly in an env, and the mark of one (PEP 405). */
#define PYVENV_CFG "pyvenv.cfg"

/* A key that is not there is a str whose p is NULL. */
struct pyvenv {
	struct str home;
	struct str version;	/* of `version`, else of `version_info` */
	struct str prompt;	/* as written: see pyvenv_prompt */
	struct str command;
	bool system_site;	/* true also when nothing is said */
	bool has_home;
	bool uv, virtualenv;	/* who made it; neither: venv */
	bool relocatable;
	unsigned major, minor;	/* of version; 0 if unknown */
};

/*
 * Where the packages of the env at path are, "/p/.venv/lib/python3.12/
 * site-packages", or as far as is known without the version: "/p/.venv/lib".
 */
const char *pyvenv_site(struct arena *, const struct pyvenv *,
    const char *path);

struct pyvenv pyvenv_parse(struct arena *, struct str text);

/*
 * The prompt without the marks of its writer; false if there is none.
 *
 *	venv		'it\'s'	  it's	   the repr of Python
 *	virtualenv	"it's"	  it's	   nothing escaped; 20: no quotes
 *	uv		it's	  it's	   as it is
 *
 * An escape that Python would not write, or of a NUL, stands for itself.
 */
bool pyvenv_prompt(struct arena *, const struct pyvenv *, struct str *out);

#endif
