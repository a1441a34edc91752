/*
 * A directory with all that is below it: what it takes, and removing it.  No
 * link is followed and no mount is entered (sys/walk.h).
 */
#ifndef SYS_SUBTREE_H
#define SYS_SUBTREE_H

#include <stdbool.h>

struct arena;

/*
 * Remove name with all below it, however deep; true also if it is not there.
 * Stops at a mount (EXDEV).  If it fails, *failed (where failed is not NULL) is
 * the path below name that could not be removed, NULL for name itself.
 */
bool subtree_remove(struct arena *, int dirfd, const char *name,
    const char **failed);

/* What that means: "name/failed", or name where failed is NULL. */
const char *subtree_failed(struct arena *, const char *name,
    const char *failed);

/*
 * Could name be removed with all below it?  To be asked before anything is
 * removed.  Else false with errno, and *failed as above.
 */
bool subtree_removable(struct arena *, int dirfd, const char *name,
    const char **failed);

/*
 * Add the regular files below dirfd to the count, their sizes, and what they
 * take on the disk, where one with n names counts as the nth part of it.
 */
struct subtree_size {
	unsigned long long files, bytes, disk;
};
bool subtree_measure(struct arena *, int dirfd, struct subtree_size *);

#endif
