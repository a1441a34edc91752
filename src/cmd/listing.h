/*
 * The envs known on this machine, and what there is to say of each.  Each is
 * looked at in the same memory, so that ten thousand of them take no more than
 * what is kept of each.
 *
 *	if (!listing_open(&l, run, NULL, &fault))
 *		...
 *	for (size_t i = 0; i < l.known.n; i++) {
 *		struct arena own = listing_turn(&l, i, n, "looking");
 *		listing_look(&l, &own, l.known.paths[i], &e);
 *	}
 *	listing_end(&l);
 */
#ifndef CMD_LISTING_H
#define CMD_LISTING_H

#include "base/arena.h"
#include "core/facts.h"
#include "core/rule/decision.h"
#include "look/known.h"
#include "look/store.h"
#include "sys/progress.h"

struct run;

enum { LISTING_SCRATCH = 2 << 20 };	/* for what is read of one */

/* What was found out of one; the texts are in the arena of listing_look. */
struct listed {
	const char *path;
	struct env env;
	struct decision form;	/* is it whole? */
	bool there;
	const char *project;	/* whose it is; NULL: not known */
	bool said;		/* the .project in it says so */
	bool asleep;		/* looking at it would wake an automounter */
	bool gone;		/* it is no directory any more */
	const struct grant *grant;	/* the first record of it; or NULL */
	bool stored;		/* it stands in the store of a manager */
	const struct manager *manager;	/* that keeps it; or NULL */
	bool its;		/* the manager keeps it for that project, by */
				/* its own rule for names */
	long long used;		/* seconds since 1970; 0: not known */
};

struct listing {
	struct run *run;
	struct progress progress;
	struct store store;
	struct known known;
	void *scratch;			/* memory for one env at a time */
	long long now;
};

/* Find out which there are; with scan, those below that directory instead. */
bool listing_open(struct listing *, struct run *, const char *scan,
    struct fault *);

/*
 * Begin with the next: shows "looking at environments: 12 of 300" if it takes
 * long, and returns the memory for what is read of this one.
 */
struct arena listing_turn(struct listing *, size_t at, size_t of,
    const char *doing);

/* All are done: wipe what was shown. */
void listing_end(struct listing *);

/* Look at the env at path. */
void listing_look(struct listing *, struct arena *, const char *path,
    struct listed *);

/* "venvhook", or the name of the manager that keeps it; NULL: not known. */
const char *listed_keeper(const struct listed *);

/* How many bytes on the disk is what is below the open directory? */
unsigned long long listing_disk(struct arena *, int fd);

/* The days since then. */
long long listing_days(const struct listing *, long long then);

#endif
