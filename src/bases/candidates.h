/*
 * The paths where a Python may be, in the order in which they are preferred:
 * PATH (with pyenv's shims seen through), pyenv's versions, those of uv, mise,
 * asdf, rye and Nix, the usual directories; of several versions in one place
 * the newest first.
 */
#ifndef BASES_CANDIDATES_H
#define BASES_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/python/version.h"

struct lookup;
struct want;

struct candidate {
	const char *path;
	const char *where;	/* "PATH", "pyenv", "uv", "system" */
	bool hinted;		/* its directory's name has its version */
	struct version hint;
};

enum { CANDIDATES_MAX = 1024 };

struct candidates {
	struct candidate *row;
	size_t n, room;
};

struct candidates *candidates_new(const struct lookup *);

/* Add each file of that name on PATH. */
void candidates_named(const struct lookup *, const char *name,
    struct candidates *);

/*
 * Add all that may fit, as far as names tell; want NULL: all.  No path is
 * listed twice.
 */
void candidates_for(const struct lookup *, const struct want *,
    struct candidates *);

#endif
