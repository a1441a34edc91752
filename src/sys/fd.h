/* What is open, by its number: a file or a directory.  -1: it is not. */
#ifndef SYS_FD_H
#define SYS_FD_H

#include <stdbool.h>

#include "base/str.h"

struct node;

/* Write all of text to fd; false with errno set. */
bool fd_write(int fd, struct str text);

/* False with errno: what was written to it may be lost. */
bool fd_close(int fd);

/* Close it without a look at how that goes, and with errno as it was. */
void fd_drop(int fd);

/* The name below dirfd for reading; no link is followed, no FIFO waited for. */
int fd_read(int dirfd, const char *name);

/* A file of the user's choice for reading, through whatever links. */
int fd_read_path(const char *path);

/* A new file for writing; -1 where the name is taken, too. */
int fd_new(int dirfd, const char *name, unsigned mode);

/* Its mode, whatever the umask; its date, which is the node's. */
bool fd_mode(int fd, unsigned mode);
bool fd_date(int fd, const struct node *);

#endif
