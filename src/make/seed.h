/*
 * A seed is an env with pip, made once for each base by the base itself, below
 * ${XDG_CACHE_HOME:-~/.cache}/venvhook/seeds.  The pip of all other envs is
 * cloned from it.  Its name is a hash of all that decides what its files are
 * like: the base, its wheels, the umask, the user.
 */
#ifndef MAKE_SEED_H
#define MAKE_SEED_H

#include <stdbool.h>

struct arena;
struct vars;
struct fault;
struct recipe;
struct python;

struct seed {
	const char *path;
	int site, bin;		/* its directories, open and locked; or -1 */
	int lock;
	const char *manifest;	/* see clone_manifest */
	bool blank;		/* see struct clone */
};

enum seed_state {
	SEED_READY,
	SEED_UNUSABLE,		/* there can be no cache, for reason */
	SEED_FAILED,		/* the base could not make one: fault */
	SEED_CANCELLED,		/* Ctrl-C: fault, or a reason */
};

/*
 * The seed of the base, made if there is none, which takes seconds.  site is
 * the layout's.  Signals must be held.
 */
enum seed_state seed_open(const struct recipe *, const char *site,
    struct seed *, const char **reason);

/* Is there one of the right name?  It is not opened. */
bool seed_known(const struct recipe *);

void seed_close(struct seed *);

/* It was found to be damaged: remove it, and close it. */
void seed_drop(struct arena *, const struct vars *, struct seed *);

/* Why there is no pip, and what to do about it; always false. */
bool seed_absent(struct arena *, const struct python *, struct fault *);

#endif
