/*
 * The envs known on this machine, and what there is to say of each.  Ten
 * thousand take no more memory than what is kept of them: each is looked at in
 * the same place.
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

/* What an env is found to be; texts are of the arena it was looked at in. */
struct listed {
	const char *path;
	struct env env;
	struct decision form;	/* is it whole? */
	bool there;
	const char *project;	/* whose it is; NULL: not known */
	bool said;		/* by the .project in it */
	bool asleep;		/* to look at it would wake an automounter */
	bool gone;		/* the project is no directory */
	const struct grant *grant;	/* that names it; or NULL */
	bool stored;		/* it stands where one keeps its envs */
	const struct manager *manager;	/* that keeps it; or NULL */
	bool its;		/* for that project, by its own rule */
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

/* Which there are; with scan, those below that directory. */
bool listing_open(struct listing *, struct run *, const char *scan,
    struct fault *);

/*
 * "looking at environments: 12 of 300", which is what it is doing; what is
 * read of this one is to be in that memory.
 */
struct arena listing_turn(struct listing *, size_t at, size_t of,
    const char *doing);

/* Nothing is looked at any more. */
void listing_end(struct listing *);

void listing_look(struct listing *, struct arena *, const char *path,
    struct listed *);

/* Who keeps it: "venvhook", the name of a manager; NULL: that is not known. */
const char *listed_keeper(const struct listed *);

/* The bytes on the disk below the directory that is open. */
unsigned long long listing_disk(struct arena *, int fd);

/* The days since then. */
long long listing_days(const struct listing *, long long then);

#endif
