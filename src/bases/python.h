/*
 * Which Python an env is to be made from, and why this one: --python, else
 * .python-version, else what the files of the project say
 * (core/python/asks.h), else what the settings name, else python3 on PATH.
 *
 * Of several that fit a version, the first wins, in the order of
 * bases/candidates.h; of those that fit a set of specifiers the one of the
 * settings or of PATH, else the newest.  Early versions (3.14.0rc2) are taken
 * when nothing else fits.
 */
#ifndef BASES_PYTHON_H
#define BASES_PYTHON_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/python/python.h"

struct arena;
struct vars;
struct progress;

struct python_request {
	const char *spec;	/* --python; NULL: not given */
	bool foreign;		/* the user vouches for what spec names */
	bool aloof;		/* leave nothing behind, not even in a cache */
	const char *project;	/* a directory; NULL: the working directory */
	const char *setting;	/* the key `python`; NULL: none */
	struct progress *progress;	/* while one is asked; or NULL */
};

struct python_choice {
	struct python python;
	const char *asked;	/* the path as found: a shim's or an env's
				   python are already seen through by python */
	const char *reason;	/* ".python-version of /p says 3.12" */
	struct fault fault;	/* when there is none */
};

bool python_choose(struct arena *, const struct vars *,
    const struct python_request *, struct python_choice *);

#endif
