/*
 * What was in a directory, put aside within it while something new is made
 * there: nothing is lost until that stands, and the directory stays the one it
 * is, be it a mount.
 *
 *	.venv/lib  ->  .venv/.venvhook-TOKEN-old/lib
 *
 * pyvenv.cfg goes first and comes back last: while one is aside and none is in
 * the directory, what is aside is what counts.
 */
#ifndef MAKE_ASIDE_H
#define MAKE_ASIDE_H

#include <stdbool.h>

struct journal;
struct fault;

struct aside {
	struct journal *journal;
	const char *path;	/* of the directory */
	int fd;			/* it, open and locked */
	struct fault *fault;
};

/*
 * Put aside all that is in it; where that fails it is as it was before.  What
 * could not be deleted later is found out first.
 */
bool aside_take(const struct aside *);

/* May all that is in it be deleted, and could it?  Nothing is, yet. */
bool aside_look(const struct aside *);

/* Take out what was made, and put back what was there. */
bool aside_restore(const struct aside *);

/* Delete what is aside: the new one stands. */
bool aside_drop(const struct aside *);

/* Is it there, the very one that the journal means? */
bool aside_there(const struct aside *);

/* What is aside, open, to be looked at; -1: nothing is. */
int aside_enter(const struct aside *);

/*
 * Take out what one that makes an env has put there: names that an env has,
 * and those that are aside.  What else is there was put there by somebody
 * else, and stays.
 */
bool aside_wipe(const struct aside *);

/*
 * Files that say nothing of what an env does, and lie in a directory that is
 * as good as empty: .gitkeep, say.  Their bit in journal.kept, or 0.
 */
unsigned aside_spared(int dirfd, const char *name);

/* Is it a name that does not count: of a file system, or of ours? */
bool aside_apart(const struct journal *, const char *name);

#endif
