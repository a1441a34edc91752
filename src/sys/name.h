/*
 * Changing the names in an open directory.  No link is followed; false with
 * errno set.
 */
#ifndef SYS_NAME_H
#define SYS_NAME_H

#include <stdbool.h>

/* Rename, and replace what has that name there. */
bool name_move(int from, const char *old, int to, const char *name);

bool name_remove(int dirfd, const char *name);	/* no directory */
bool name_remove_dir(int dirfd, const char *name);	/* an empty one */

/*
 * Move name to another directory.  To move a directory one must be allowed to
 * write in it: one of the user's own is made writable meanwhile.
 */
bool name_move_own(int from, int to, const char *name);

/* A second name for the same file; a symbolic link that says target. */
bool name_link(int from, const char *name, int to);
bool name_symlink(const char *target, int dirfd, const char *name);

bool name_make_dir(int dirfd, const char *name, unsigned mode);

/* Of no link: that has no mode.  On Linux it may want a mounted /proc. */
bool name_mode(int dirfd, const char *name, unsigned mode);

/* By a path, absolute or from the working directory. */
bool name_make_dir_path(const char *path);
bool name_remove_path(const char *path);	/* no directory */
bool name_remove_dir_path(const char *path);

/* Set its date to now. */
bool name_touch(int dirfd, const char *name);

#endif
