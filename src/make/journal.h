/*
 * What was begun at a place and is not finished.  After a run that was killed
 * only what the journal names may be deleted or put back.  Names and marks
 * in the project do not count, as a stranger's clone may bring them.
 *
 * One file for each place, in the state directory, named by a hash of the
 * place.  An identity is written as in core/identity.h.
 *
 *	venvhook making 1
 *	place /p/.venv
 *	token 5f0c9a2b11d4e873	  temporary files are .venvhook-TOKEN
 *	made IDENTITY		  the directory was empty: what is in it is
 *				  ours,
 *	kept 3			  but for these files (aside_spared)
 *	over IDENTITY		  the directory was no empty one, and is made
 *				  over
 *	other			  another program makes it: a pyvenv.cfg does
 *				  not mean that it has finished
 *	aside IDENTITY .venv.venvhook-5f0c9a2b11d4e873
 *				  what was there before, to be put back;
 *	drop IDENTITY NAME	  or, once all is done, to be deleted
 */
#ifndef MAKE_JOURNAL_H
#define MAKE_JOURNAL_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/identity.h"

struct arena;
struct vars;

struct journal {
	struct arena *arena;
	int dir;		/* the state directory; -1: there is none */
	struct fault why;	/* why there is none, if there is a HOME */
	bool full;		/* there was no room for it, or in it */
	const char *path;	/* of the state directory */
	const char *file;	/* the name of the file in it */
	const char *place;	/* without links */

	/* What the file says; if it is not there, nothing. */
	bool there;		/* there is a file */
	const char *token;
	struct identity made;	/* IDENTITY_NONE: no such line */
	struct identity over;	/* the same */
	struct identity old;	/* of what is aside, or to drop */
	const char *aside;	/* its name, from the directory of place; */
				/* NULL: there is none */
	bool drop;		/* it is to be deleted */
	unsigned kept;		/* bits of aside_spared */
	bool other;
};

/*
 * Open the journal of place, an absolute path whose directory exists, and read
 * it.  Without a HOME there is no journal, which is no fault.
 */
bool journal_open(struct journal *, struct arena *, const struct vars *,
    const char *place, struct fault *);

/* The same to look at it alone: no directory is made for it. */
bool journal_look(struct journal *, struct arena *, const struct vars *,
    const char *place, struct fault *);

/* Read it again, as another process may have changed it. */
bool journal_read(struct journal *, struct fault *);

/*
 * Write what the fields say; synced: so that it survives a power failure.
 * Without a state directory nothing is written, which is a fault if it is
 * synced, or says that an env is made over; a new one needs no journal.
 */
bool journal_write(struct journal *, bool synced, struct fault *);

/* Remove it: all is done, or nothing was begun. */
void journal_end(struct journal *);
void journal_close(struct journal *);

/* ".venvhook-TOKEN": the name for a temporary file of this run. */
const char *journal_beside(struct journal *);

/* The places with something to drop, NULL at the end. */
const char **journal_drops(struct arena *, const struct vars *);

#endif
