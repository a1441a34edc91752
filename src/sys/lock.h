/*
 * Locks between processes that run at the same time; whatever way a process
 * ends, what it held is free.
 */
#ifndef SYS_LOCK_H
#define SYS_LOCK_H

#include <stdbool.h>

/*
 * Hold the file name below dirfd, made if it is not there, for ourselves:
 * open until that is closed.  -1 with errno: not to be had, or, where wait is
 * false, not at once.
 */
int lock_file(int dirfd, const char *name, bool wait);

/* The file name below dirfd, made if it is not there, to be locked; or -1. */
int lock_open(int dirfd, const char *name);

/*
 * Lock what is open if that can be had at once, alone or shared with others
 * who share it.  False with errno; ERROR_BUSY: another holds it.
 */
bool lock_try(int fd);
bool lock_try_shared(int fd);

#endif
