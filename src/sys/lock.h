/* Locks between processes.  When a process ends, its locks are free. */
#ifndef SYS_LOCK_H
#define SYS_LOCK_H

#include <stdbool.h>

struct progress;

/*
 * Lock the file name below dirfd for ourselves; it is made if it is not there.
 * Closing the descriptor unlocks it.  -1 with errno: that failed, or, if wait
 * is false, another process holds it.
 */
int lock_file(int dirfd, const char *name, bool wait);

/* Open the file name below dirfd for locking, and make it if needed; or -1. */
int lock_open(int dirfd, const char *name);

/*
 * Lock fd without waiting: for us alone, or shared with others that share it.
 * False with errno; ERROR_BUSY: another process holds it.
 */
bool lock_try(int fd);
bool lock_try_shared(int fd);

/*
 * Lock fd for us alone, however long that takes; false with errno, which is
 * ERROR_INTERRUPTED for a signal.  Signals must be held.
 */
bool lock_wait(int fd, struct progress *);

#endif
