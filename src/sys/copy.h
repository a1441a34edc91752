/*
 * Copying files, one after the other:
 *
 *	struct copier c = { .arena = a };
 *	copy_bytes(&c, from, to, size);
 */
#ifndef SYS_COPY_H
#define SYS_COPY_H

#include <stdbool.h>

struct arena;

struct copier {
	struct arena *arena;
	char *chunk;		/* what is read at once; NULL at first */
	bool apart;		/* these two cannot share blocks (FICLONE) */
};

/*
 * Copy all of one open file, of size bytes, to another that is empty; they
 * share the blocks if the file system can.  False with errno.
 */
bool copy_bytes(struct copier *, int from, int to, unsigned long long size);

#endif
