/*
 * Is something gone for good, or is it perhaps on a volume that is not mounted
 * now?  What was kept for it is deleted only if it is certainly gone.
 */
#ifndef LOOK_ABSENCE_H
#define LOOK_ABSENCE_H

#include <stdbool.h>

struct arena;
struct grant;
struct vars;

struct absence {
	bool gone;		/* nothing is there */
	const char *doubt;	/* why that is not certain; NULL: it is */
};

struct absence absence_of(struct arena *, const struct vars *,
    const char *path);

/*
 * Is the record of no use any more, as both the env and its project are gone?
 * While the project is there, it holds for an env that is recreated in it.
 */
bool absence_ends(struct arena *, const struct vars *, const struct grant *);

#endif
