/*
 * An env put aside: renamed within its directory, so that nothing is lost
 * until the new one stands, and what goes is gone for every shell at once.
 *
 *	.venv  ->  .venv.venvhook-old
 */
#ifndef MAKE_ASIDE_H
#define MAKE_ASIDE_H

#include <stdbool.h>

struct arena;
struct env;

struct aside {
	struct arena *arena;
	int dir;		/* the directory of the env, open */
	const char *name;	/* ".venv" */
	const char *old;	/* ".venv.venvhook-old" */
};

/* False with errno; ESTALE: another directory stands there by now. */
bool aside_open(struct aside *, struct arena *, const struct env *);

bool aside_take(struct aside *);	/* put it aside */
bool aside_restore(struct aside *);	/* back, in place of a new one */
bool aside_drop(struct aside *);	/* delete what is aside */

/* Bring back what a killed run left aside of place; false: nothing. */
bool aside_rescue(struct arena *, const char *place);

/*
 * Move into the new env what only the old one has: packages, their scripts
 * and data.  What both have stays the new one's.
 */
bool aside_merge(struct aside *);

#endif
