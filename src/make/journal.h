/*
 * What was begun at a place and is not finished.  Only what stands here may be
 * deleted or put back after a run that was killed; names and marks in the tree
 * say nothing, as the tree may be a stranger's.
 *
 * One file for each place, in the state directory, named by a hash of it:
 *
 *	venvhook making 1
 *	place /p/.venv
 *	token 5f0c9a2b11d4e873	  files beside others are .venvhook-TOKEN
 *	made b12.1700000000.5	  the directory there was empty: it is ours
 *	over b12.17...	  or it was not, and may be made over
 *	kept 3			  but for these, which stay
 *	other			  by another program, which may not be done
 *	aside b77.160000.0 .venv.venvhook-5f0c9a2b11d4e873
 *				  what was there before, to be put back;
 *	drop ...		  or, once all is done, to be deleted
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
	int dir;		/* the state directory; -1: there is none, */
	struct fault why;	/* and why, if there is a HOME */
	const char *path;	/* of the state directory */
	const char *file;	/* in it */
	bool there;		/* a file: the fields below are filled */
	const char *place;	/* without links */
	const char *token;
	struct identity made;	/* IDENTITY_NONE: nothing is */
	struct identity over;	/* the same, of what is made over */
	struct identity old;
	const char *aside;	/* from the directory of place; NULL: none */
	bool drop;
	unsigned kept;		/* what was there before: see aside_spared */
	bool other;		/* another program makes it: not yet whole */
};

/*
 * Open the journal of place, an absolute path whose directory is there, and
 * read it.  Without a HOME nothing is kept, and nothing found.
 */
bool journal_open(struct journal *, struct arena *, const struct vars *,
    const char *place, struct fault *);

/* What it says now; another process may have gone on. */
bool journal_read(struct journal *, struct fault *);

/*
 * Write what the fields say.  What has to be kept, also if the power fails, is
 * synced, and it is a fault if that cannot be; a new env is made without.
 */
bool journal_write(struct journal *, bool synced, struct fault *);

/* All is done, or nothing was. */
void journal_end(struct journal *);
void journal_close(struct journal *);

/* ".venvhook-TOKEN", for what of this run lies beside something else. */
const char *journal_beside(struct journal *);

/* The places with something to drop, NULL at the end. */
const char **journal_drops(struct arena *, const struct vars *);

#endif
