/* Copies of files, one after the other: {0} plus the arena. */
#ifndef SYS_COPY_H
#define SYS_COPY_H

#include <stdbool.h>

struct arena;

struct copier {
	struct arena *arena;
	char *chunk;		/* what is read at once; NULL at first */
	bool apart;		/* these cannot share blocks (FICLONE) */
};

/* Copy all of one file to another, sharing blocks if the system can. */
bool copy_bytes(struct copier *, int from, int to, unsigned long long size);

#endif
