/*
 * Deleting an env.  It is renamed first, so that it is gone for every shell at
 * once, and what cannot be deleted then is known to the journal and is deleted
 * later.  A mount cannot be renamed: it is emptied, which nothing brings back.
 */
#ifndef MAKE_REMOVAL_H
#define MAKE_REMOVAL_H

#include <stdbool.h>

#include "make/journal.h"

struct arena;
struct env;
struct fault;
struct progress;
struct vars;

struct removal {
	struct arena *arena;
	struct fault *fault;
	struct journal journal;
	const char *path;	/* of the env, without links */
	const char *name;	/* its last name */
	int parent, fd;		/* the directory it is in, and itself */
	bool mount;
};

/*
 * Open and lock it, and look through all of it: false if it is another one by
 * now, or if something in it could not be deleted.
 */
bool removal_open(struct removal *, struct arena *, const struct vars *,
    const struct env *, struct progress *, struct fault *);

/* False: some of it is left, and the fault says where. */
bool removal_run(struct removal *);
void removal_close(struct removal *);

/* Delete what the journal says was renamed at its place. */
bool removal_finish(struct journal *, struct fault *);

/* The same for all places, as far as it is possible now. */
void removal_sweep(struct arena *, const struct vars *);

#endif
