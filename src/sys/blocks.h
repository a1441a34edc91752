/*
 * A file read in blocks of at most 64 KiB.  What the caller did not use of one
 * block is at the beginning of the next.
 */
#ifndef SYS_BLOCKS_H
#define SYS_BLOCKS_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum { BLOCK_SIZE = 64 << 10 };

struct blocks {
	int fd;			/* -1: it cannot be read, errno tells why */
	unsigned long long size;	/* of the file */
	char *p;
	size_t have, room;
};

struct blocks blocks_open(struct arena *, const char *path);

/* What has been read and not used. */
struct str blocks_view(const struct blocks *);

/*
 * Drop the first used bytes, move the rest to the beginning, and read on.
 * False at the end of the file, and where the room is full.
 */
bool blocks_more(struct blocks *, size_t used);

/* Forget what has been read, and begin at the beginning once more. */
bool blocks_again(struct blocks *);

/* Read n bytes from that place in the file; false: there are fewer. */
bool blocks_at(const struct blocks *, unsigned long long place, void *to,
    size_t n);

void blocks_close(struct blocks *);

#endif
