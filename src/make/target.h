/*
 * The directory that becomes an env.  While that lasts it is locked, and the
 * journal says that what is in it is ours, if it was empty before, or who put
 * aside what was there.  pyvenv.cfg comes last, so half an env never looks
 * like one; only then does the caller keep it, by target_keep.
 *
 * One made over what was there loses its pyvenv.cfg first, unless that is to
 * be the same again.
 */
#ifndef MAKE_TARGET_H
#define MAKE_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "core/identity.h"
#include "make/journal.h"

struct arena;
struct fault;
struct progress;
struct recipe;

struct target {
	struct arena *arena;
	const char *path;
	struct progress *progress;
	struct fault *fault;
	struct journal journal;
	int fd;
	bool fresh;		/* it was empty, or is now: all is ours */
	bool again;		/* a run before was making it over */
	bool whole;		/* a run before made it, and was killed then */
	bool made;		/* the directory itself is ours */
	size_t stood;		/* so much of path was there before */
	bool same;		/* pyvenv.cfg is what it shall be */
};

/*
 * Make or find it, and lock it; waits for others who make an env there.  What
 * a killed run left is taken away or put back; clear puts aside what
 * is there; else it has to be empty, or granted.  False:
 * nothing changed.
 */
bool target_open(struct target *, const struct recipe *);

/* Before the first change to a place that is not fresh. */
bool target_begin(struct target *, struct str cfg);

/* Write pyvenv.cfg: from now on it is an env. */
bool target_finish(struct target *, struct str cfg);

/* Another program has written all of it, and it is whole. */
bool target_settled(struct target *);

/*
 * It is to stay: what is aside goes, and the journal ends.  Where it could not
 * be recorded, the journal goes on to say that we made it.
 */
bool target_keep(struct target *, bool recorded);

/* Take back what was made, put back what is aside; closed as well. */
void target_undo(struct target *);

/*
 * What a run that was killed left at place is taken away or put back, if it
 * was such a place; true if anything was changed.
 */
bool target_rescue(const struct recipe *, const char *place);

/*
 * It failed at name in it, for the reason in errno; EINTR stands for a signal
 * that waits.  False.
 */
bool target_fail(const struct target *, const char *name);

#endif
