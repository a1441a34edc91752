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
 * Put aside all that is in it, or else leave it as it was.  First it is found
 * out whether all of it can be deleted later.
 */
bool aside_take(const struct aside *);

/* Has an env that name at its top, whoever made it? */
bool aside_usual(const char *name);

/* Does that name in it mark a project, of which nothing is deleted? */
bool aside_marks(const char *name);

/* May all that is in it be deleted, and can it?  Deletes nothing. */
bool aside_look(const struct aside *);

/* Take out what was made, and put back what was there. */
bool aside_restore(const struct aside *);

/* Delete what is aside, once the new env is whole. */
bool aside_drop(const struct aside *);

/* Is it there, and the directory that the journal names? */
bool aside_there(const struct aside *);

/* What is aside, open, to be looked at; -1: nothing is. */
int aside_enter(const struct aside *);

/*
 * Delete what the maker of an env has put there: the names that an env has, and
 * those of what is aside.  Anything else somebody else has put there; it stays.
 */
bool aside_wipe(const struct aside *);

/*
 * Is it a file such as .gitkeep, with which a directory still counts as empty?
 * Its bit in journal.kept, or 0.
 */
unsigned aside_spared(int dirfd, const char *name);

/* A name that does not count: lost+found, or ours of what is aside. */
bool aside_apart(const struct journal *, const char *name);

#endif
