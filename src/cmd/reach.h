/* Whether a cd finds an environment that the user has named by its path. */
#ifndef CMD_REACH_H
#define CMD_REACH_H

#include <stdbool.h>

struct fault;
struct run;
struct world;

/*
 * Of the world that where_read has read for a DIR.  False: subject, reason and
 * hint of the fault tell why not, and what would have it found.
 */
bool reach_check(struct run *, const struct world *, struct fault *);

/*
 * No env was found: is there one in the directory at hand, under a name that
 * no cd looks for?  True: the fault tells of it, and what would have it found.
 */
bool reach_beside(struct run *, const struct world *, struct fault *);

#endif
