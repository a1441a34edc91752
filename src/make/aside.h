/*
 * What was in a directory is put aside within it while a new env is made there.
 * So nothing is lost until the new one is whole, and the directory stays the
 * same one, which matters for its grant, and if it is a mount.
 *
 *	.venv/lib  ->  .venv/.venvhook-TOKEN-old/lib
 *
 * pyvenv.cfg is moved away first and put back last.  So while the directory has
 * none, and what is aside has one, it is the old env that is to be restored.
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
 * Put aside all that is in it; false with the fault: it is as it was.  Begins
 * with aside_look.
 */
bool aside_take(const struct aside *);

/* Is that the name of something that envs have at their top? */
bool aside_usual(const char *name);

/* Is that the name of something that marks a project?  Those stay. */
bool aside_marks(const char *name);

/* May all that is in it be deleted, and will that succeed?  Deletes nothing. */
bool aside_look(const struct aside *);

/* Take out what was made, and put back what was there. */
bool aside_restore(const struct aside *);

/* Delete what is aside, once the new env is whole. */
bool aside_drop(const struct aside *);

/* Is the directory there that is aside, by the identity in the journal? */
bool aside_there(const struct aside *);

/* Open what is aside, to look at it; -1: nothing is. */
int aside_enter(const struct aside *);

/*
 * Delete what was made there: the names that envs have, and those that are also
 * in what is aside.  Anything else was put there by somebody else, and stays.
 */
bool aside_wipe(const struct aside *);

/*
 * The bit in journal.kept of a file such as .gitkeep, with which a directory
 * still counts as empty; 0: it is no such file.
 */
unsigned aside_spared(int dirfd, const char *name);

/* Does a name not count: lost+found, or the directory that is aside? */
bool aside_apart(const struct journal *, const char *name);

#endif
