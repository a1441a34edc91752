/*
 * A program that is not ours and that we start: a base, the python of an
 * env, pip, uv, virtualenv.  child_run takes nothing else, and only the
 * functions here fill one, so all that is started
 *
 *   - has an absolute path: an entry "", "." or "bin" of PATH would be a
 *     directory of the project we are in;
 *   - cannot be changed by anybody else (sys/owners.h), neither the file, nor
 *     the way to it, nor what a link on that way leads to;
 *   - is not inside the project, whose files may be a stranger's, and is not
 *     reached by a link in it.
 *
 * The last two do not apply to a program that the user names with --foreign.
 */
#ifndef SYS_PROGRAM_H
#define SYS_PROGRAM_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/facts.h"

struct arena;
struct vars;

/* Who wants to start it, and where. */
struct program_rules {
	struct arena *arena;
	const struct vars *vars;
	const char *project;	/* absolute; NULL: there is none */
	bool foreign;		/* the user vouches for the program */
};

struct program {
	struct program_rules rules;
	const char *path;	/* absolute and normal; links stay */
	struct node node;	/* of what its links lead to */
};

/* The program at path, which is absolute; false: why it is not started. */
bool program_at(struct program *, const struct program_rules *,
    const char *path, struct fault *);

/*
 * Do the same rules hold for a directory that it takes code from?  One that is
 * not there passes.
 */
bool program_with(const struct program *, const char *directory,
    struct fault *);

/*
 * The first of that name on PATH that may be started.  Those that may not are
 * passed over; where no other is left, the fault is that of the first.
 */
bool program_find(struct program *, const struct program_rules *,
    const char *name, struct fault *);

/* bin/NAME of an env that is ours or was allowed, though in the project. */
bool program_of_env(struct program *, const struct program_rules *,
    const char *env, const char *name, struct fault *);

/*
 * Is path, as it is spelled or without links, in the project?  Home and what
 * is above it are not taken for a project here: the user's programs are there.
 */
bool program_inside(const struct program_rules *, const char *path);

/* The next absolute entry of PATH, without slashes at its end. */
bool program_path_next(struct str *rest, struct str *dir);

#endif
