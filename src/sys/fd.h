/* Open files and directories, by their descriptors; -1 is none. */
#ifndef SYS_FD_H
#define SYS_FD_H

#include <stdbool.h>

#include "base/str.h"

struct node;

/* Write all of text to fd; false with errno set. */
bool fd_write(int fd, struct str text);

/* False with errno: what was written may not have reached the disk. */
bool fd_close(int fd);

/* Close it, ignore errors, and leave errno as it is. */
void fd_drop(int fd);

/* Open name for reading; follows no link, does not wait for a FIFO. */
int fd_read(int dirfd, const char *name);

/* Open a file that the user named for reading; follows links. */
int fd_read_path(const char *path);

/* Open a new file for writing; -1 also if there is something already. */
int fd_new(int dirfd, const char *name, unsigned mode);

/*
 * Set its mode, whatever the umask is; setuid and the like are left out, as
 * they were given to the original and not to a copy.  Set its date to that of
 * the node.  False with errno.
 */
bool fd_mode(int fd, unsigned mode);
bool fd_date(int fd, const struct node *);

#endif
