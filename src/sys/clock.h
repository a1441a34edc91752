/* The monotonic clock, to measure how long something takes. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

/* Microseconds since some moment in the past; -1: there is no such clock. */
long long clock_read(void);

#endif
