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
	bool fresh;		/* it was empty, or is now: all is ours */
	bool again;		/* a killed run was making it over */
	bool whole;		/* a killed run had finished it */
	bool made;		/* the directory itself is ours */
	size_t stood;		/* length of the part of path that existed */
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
 * The same without a change or a lock, closed again: may it be opened so?  What
 * a killed run left is not examined: journal.there.
 */
bool target_look(struct target *, const struct recipe *);

/* To be called before the first change to a place that is not fresh. */
bool target_begin(struct target *, struct str cfg);

/* Write pyvenv.cfg, which makes it an env. */
bool target_finish(struct target *, struct str cfg);

/* The same where another program has written all of it. */
bool target_settled(struct target *);

/*
 * Keep it: delete what is aside, and end the journal.  If it could not be
 * recorded as ours, the journal stays and says so.
 */
bool target_keep(struct target *, bool recorded);

/* Take back what was made, put back what is aside; closed as well. */
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
