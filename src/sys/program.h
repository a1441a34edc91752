/*
 * A program that is not ours and that we start: a base, the python of an
 * env, pip, uv, virtualenv.  child_run takes nothing else, and only the
 * functions here fill one, so all that is started
 *
 *   - has an absolute path: what stands in PATH as "", "." or "bin" is
 *     another directory each time, and mostly the one we are in;
 *   - cannot be changed by anybody else (sys/owners.h), neither the file, nor
 *     the way to it, nor what a link on that way leads to;
 *   - is not inside the project, whose files may be a stranger's, and no
 *     link there leads to it.
 *
 * The user goes past the last two by naming a program and vouching for it.
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
 * What it takes its code from besides its own file is held to the same; a
 * directory that is not there is none.
 */
bool program_with(const struct program *, const char *directory,
    struct fault *);

/*
 * The first of that name on PATH that may be started.  Those that may not are
 * passed over; where no other is left, the fault is that of the first.
 */
bool program_find(struct program *, const struct program_rules *,
    const char *name, struct fault *);

/* bin/NAME of an env: inside the project, but made or granted before. */
bool program_of_env(struct program *, const struct program_rules *,
    const char *env, const char *name, struct fault *);

/*
 * Is path, as it is spelled or without links, in the project?  The home is
 * none, nor is what is above it: all of the user's own programs are there.
 */
bool program_inside(const struct program_rules *, const char *path);

/* The next absolute entry of PATH, without slashes at its end. */
bool program_path_next(struct str *rest, struct str *dir);

#endif
