/* Who looks for a Python, and from where: what every search needs. */
#ifndef BASES_LOOKUP_H
#define BASES_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct file;
struct vars;
struct program_rules;
struct progress;

struct lookup {
	struct arena *arena;
	const struct vars *vars;
	const char *project;	/* absolute; where pyenv is taken to be run */
	struct progress *progress;	/* or NULL */
	bool no_shims;		/* pass over pyenv's shims on PATH */
	bool aloof;		/* keep no answer in the cache */
	bool foreign;		/* the user vouches for the base */
};

/* For a project, the working directory if it is NULL. */
struct lookup lookup_from(struct arena *, const struct vars *,
    const char *project, struct progress *);

/* The rules for a program that is to be run (sys/program.h). */
struct program_rules lookup_rules(const struct lookup *);

/* The names in a directory but "." and "..", at most LOOKUP_NAMES of them. */
enum { LOOKUP_NAMES = 512 };

struct lookup_names {
	const char *row[LOOKUP_NAMES];
	unsigned n;
};

void lookup_names(const struct lookup *, const char *dir,
    struct lookup_names *);

/*
 * A file of the project, at most max bytes of it.  A link that leads below an
 * automounter's directory is not followed: that counts as not regular.
 */
struct file lookup_file(const struct lookup *, const char *path, size_t max);

/* Does the path lead to a regular file that somebody may execute? */
bool lookup_runnable(const char *path);

/* The nearest .python-version with a word in it, from the project upward. */
struct pin {
	const char *path;	/* of the file; NULL: there is none */
	const char *dir;
	const char *reason;	/* why it cannot be read; NULL: it can */
	const char *text;
};

void lookup_pin(const struct lookup *, struct pin *);

#endif
