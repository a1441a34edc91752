/* What a file looked like, to see later whether it was changed. */
#ifndef SYS_STAMP_H
#define SYS_STAMP_H

#include <stdbool.h>

#include "core/facts.h"

struct stamp {
	struct node node;
	unsigned long long size;
	long long changed_seconds;	/* ctime, which nobody can set */
	long changed_nanoseconds;
};

/* Of what path leads to; false with errno set. */
bool stamp_take(const char *path, struct stamp *);

/* Of what is open, and of the name itself below dirfd. */
bool stamp_open(int fd, struct stamp *);
bool stamp_at(int dirfd, const char *name, struct stamp *);

/* When path was read last, in seconds since 1970; 0: it cannot be told. */
long long stamp_read(const char *path);

/* The time of day, in seconds since 1970, to compare a node's with. */
long long stamp_now(void);

/* Is it the same file, unchanged? */
bool stamp_same(const struct stamp *, const struct stamp *);

#endif
