/*
 * The directory that becomes an env.  While that lasts it is locked, and one
 * in which all is ours holds the file .venvhook-new: whoever finds that file
 * and no pyvenv.cfg, and gets the lock, may clear the directory.  In the end
 * the file is renamed to pyvenv.cfg, so half an env never looks like one.
 *
 * One made over what was there loses its pyvenv.cfg first, unless that is to
 * be the same again.
 */
#ifndef MAKE_TARGET_H
#define MAKE_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct progress;

struct target {
	struct arena *arena;
	const char *path;
	struct progress *progress;
	int fd;
	bool fresh;		/* it was empty, or is now: all is ours */
	bool made;		/* the directory itself is ours */
	size_t stood;		/* so much of path was there before */
	int marker;		/* .venvhook-new, open; or -1 */
	bool marked;		/* it was laid there: what follows is ours */
	bool same;		/* pyvenv.cfg is what it shall be */
};

/*
 * Make or find it, and lock it; waits for others who make an env there.
 * clear empties it.  False when that cannot be: told, and nothing changed.
 */
bool target_open(struct target *, struct arena *, const char *path, bool clear,
    struct progress *);

/* Before the first change to a place that is not fresh. */
bool target_begin(struct target *, struct str cfg);

/* Write pyvenv.cfg: from now on it is an env. */
bool target_finish(struct target *, struct str cfg);

/* Another program wrote all of it. */
void target_unmark(struct target *);

/* Take back what was made. */
void target_undo(struct target *);
void target_close(struct target *);

/*
 * Tell that it failed at name in it, for the reason in errno; EINTR stands
 * for a signal that waits.  False.
 */
bool target_fail(const struct target *, const char *name);

#endif
