/*
 * Changing the names in an open directory.  No link is followed; false with
 * errno set.
 */
#ifndef SYS_NAME_H
#define SYS_NAME_H

#include <stdbool.h>

/* In place of what is called so there, at once. */
bool name_move(int from, const char *old, int to, const char *name);

bool name_remove(int dirfd, const char *name);	/* no directory */
bool name_remove_dir(int dirfd, const char *name);	/* an empty one */

/* Have it be as of now. */
bool name_touch(int dirfd, const char *name);

#endif
