/* What is open, by its number: a file or a directory.  -1: it is not. */
#ifndef SYS_FD_H
#define SYS_FD_H

#include <stdbool.h>

#include "base/str.h"

/* Write all of text to fd; false with errno set. */
bool fd_write(int fd, struct str text);

/* False with errno: what was written to it may be lost. */
bool fd_close(int fd);

/* Close it without a look at how that goes, and with errno as it was. */
void fd_drop(int fd);

#endif
