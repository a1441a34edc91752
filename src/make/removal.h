/*
 * Deleting an env.  It is renamed first, so that it is gone for all shells at
 * once.  If not all can be deleted then, the journal has its name, and a later
 * run deletes the rest.  A mount cannot be renamed: it is emptied at once; nor
 * can what an image brought on overlayfs, which is deleted where it is, as is
 * all where the disk is full: who makes room must not need some.  There bin
 * goes first, so that what a run that was killed has left is not switched on.
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
	bool fixed;		/* none, but it is deleted where it is, too */
};

/* May it be deleted: is it the user's own, and could nobody else change it? */
bool removal_may(struct arena *, const struct vars *, const struct env *,
    struct fault *);

/*
 * Open and lock it, and look through all of it: false if it is another one by
 * now, or if something in it could not be deleted.
 */
bool removal_open(struct removal *, struct arena *, const struct vars *,
    const struct env *, struct progress *, struct fault *);

/* The same once more, when time has passed; it is locked still. */
bool removal_look(struct removal *);

/*
 * The name of something at its top that envs do not have, first of all what
 * marks a project (make/aside.h); NULL: there is none.
 */
const char *removal_strange(struct arena *, int fd);

/* False: some of it is left, and the fault says where. */
bool removal_run(struct removal *);
void removal_close(struct removal *);

/* Does the journal name what was renamed, and is still to be deleted? */
bool removal_begun(const struct journal *);

/* Delete that. */
bool removal_finish(struct journal *, struct fault *);

/* The same, behind another process that is about it; signals must be held. */
bool removal_wait(struct journal *, struct progress *, struct fault *);

/* The same for all places in the journal, as far as it is possible now. */
void removal_sweep(struct arena *, const struct vars *);

#endif
