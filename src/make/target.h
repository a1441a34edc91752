/*
 * The directory that becomes an env.  While it is made it is locked, and the
 * journal says that its contents are ours (it was empty before), or where
 * those it had were put aside.  pyvenv.cfg is written last, so half an env
 * never looks like one; then the caller calls target_keep.
 *
 * An env that is made over loses its pyvenv.cfg first, unless the new one has
 * the same text.
 */
#ifndef MAKE_TARGET_H
#define MAKE_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
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
	bool fresh;		/* it was empty, or is by now: all is ours */
	bool again;		/* a run that was killed was making it over */
	bool whole;		/* a run that was killed had finished it */
	bool made;		/* we have made the directory itself */
	size_t stood;		/* length of the part of path that was there */
	bool same;		/* pyvenv.cfg has the right text already */
};

/*
 * Make or find it, and lock it; waits for others who make an env there.  First
 * it finishes what a killed run left.  Then with clear it puts aside what is
 * there; else the directory has to be empty or granted.  False: nothing was
 * changed.
 */
bool target_open(struct target *, const struct recipe *);

/*
 * Would target_open succeed?  Changes, locks and leaves open nothing.  Whether
 * something that a killed run left comes first, journal.there says.
 */
bool target_look(struct target *, const struct recipe *);

/* To be called before the first change to a place that is not fresh. */
bool target_begin(struct target *, struct str cfg);

/* Write pyvenv.cfg, which makes it an env. */
bool target_finish(struct target *, struct str cfg);

/* The same for an env that another program has written, and finished. */
bool target_settled(struct target *);

/*
 * Keep it: delete what is aside, and end the journal.  If it could not be
 * recorded as ours, the journal stays and says so.
 */
bool target_keep(struct target *, bool recorded);

/* Take back what was made, put back what is aside, and close it. */
void target_undo(struct target *);

/*
 * Finish what a killed run left at place, if the journal knows of any; true if
 * something was changed.
 */
bool target_rescue(const struct recipe *, const char *place);

/*
 * Fill the fault: it failed at that name in the directory, for the reason in
 * errno; EINTR is a Ctrl-C.  Always false.
 */
bool target_fail(const struct target *, const char *name);

#endif
