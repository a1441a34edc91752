/* Who looks for a Python, and from where: what every search needs. */
#ifndef BASES_LOOKUP_H
#define BASES_LOOKUP_H

#include <stdbool.h>

struct arena;
struct environ;
struct progress;

struct hunt {
	struct arena *arena;
	const struct environ *environ;
	const char *project;	/* absolute; where pyenv is taken to be run */
	struct progress *progress;	/* or NULL */
	bool no_shims;		/* as if pyenv's shims were not on PATH */
};

/* The names in a directory but "." and "..", at most HUNT_NAMES of them. */
enum { HUNT_NAMES = 512 };

struct hunt_names {
	const char *row[HUNT_NAMES];
	unsigned n;
};

void hunt_names(const struct hunt *, const char *dir, struct hunt_names *);

/* Does the path lead to a regular file that somebody may execute? */
bool hunt_runnable(const char *path);

/*
 * The directory above, or NULL where the search ends: like the one for envs
 * it looks neither into "/", nor above the home, nor across a mount.
 */
const char *hunt_above(const struct hunt *, const char *dir);

/* The nearest .python-version with a word in it, from the project upward. */
struct pin {
	const char *path;	/* of the file; NULL: there is none */
	const char *dir;
	const char *reason;	/* why it cannot be read; NULL: it can */
	const char *text;
};

void hunt_pin(const struct hunt *, struct pin *);

#endif
