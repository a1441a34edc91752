/*
 * The search: up from the working directory to the nearest name of an env.  It
 * only reads, and little: a stat of each name, and one of each level that may
 * be on another file system.
 */
#ifndef LOOK_SCAN_H
#define LOOK_SCAN_H

#include "core/facts.h"

struct arena;
struct vars;
struct keepers;
struct settings;

/* Where the search starts. */
struct start {
	const char *path;	/* NULL: it is gone, or cannot be read */
	struct node node;	/* NODE_ABSENT: not looked at yet */
	bool physical;		/* no link is in its path */
};

/* $PWD if it names the same directory as ".", else getcwd. */
struct start scan_start(struct arena *, const struct vars *);

/* Fill the search.  keepers: the managers to ask at each level, after names. */
void scan(struct arena *, const struct start *, const struct vars *,
    const struct settings *, struct keepers *, struct search *);

#endif
