/* Whether a cd finds an environment that the user has named by its path. */
#ifndef CMD_REACH_H
#define CMD_REACH_H

#include <stdbool.h>

struct fault;
struct run;
struct world;

/*
 * Would a cd find the env of this world, which where_read has read for a DIR?
 * False with the fault: why not, and what would make it find it.
 */
bool reach_check(struct run *, const struct world *, struct fault *);

/*
 * No env was found: is there one in the working directory, under a name that no
 * cd looks for?  True with the fault: which, and what would make a cd find it.
 */
bool reach_beside(struct run *, const struct world *, struct fault *);

#endif
