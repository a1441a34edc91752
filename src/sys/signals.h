/*
 * The signals that end a program, while it makes or deletes something.
 *
 * While they are held, a Ctrl-C does not end us: whatever may take long
 * (child_run, lock_wait, a loop through files) notices it and returns, so that
 * its caller can take back what it began.  signals_release then delivers the
 * signal, and that ends the process.
 */
#ifndef SYS_SIGNALS_H
#define SYS_SIGNALS_H

#include <stdbool.h>

struct progress;

/*
 * Hold INT, TERM, HUP and QUIT, but for those that are ignored, as by nohup; a
 * bit for each that was held before.
 */
unsigned signals_hold(void);

/* Hold only those of before. */
void signals_release(unsigned before);

/* Has one of them come while it was held? */
bool signals_waiting(void);

/*
 * For a loop, between two steps: has one come?  That takes a system call, so it
 * is asked only once the loop takes long.  If so, errno is set accordingly.
 */
bool signals_stop(struct progress *);

#endif
