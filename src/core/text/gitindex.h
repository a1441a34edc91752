/*
 * What git tracks, read off the bytes of an index, versions 2 to 4, of SHA-1
 * and SHA-256 repositories, without git.  The bytes come in blocks, because an
 * index may be larger than all of our memory.
 */
#ifndef CORE_TEXT_GITINDEX_H
#define CORE_TEXT_GITINDEX_H

#include <stdint.h>

#include "core/text/tracked.h"

enum { GITINDEX_PATH = 4096, GITINDEX_SHA1 = 20, GITINDEX_SHA256 = 32 };

enum gitindex_part {
	GITINDEX_HEADER,
	GITINDEX_ENTRIES,
	GITINDEX_EXTENSIONS,
	GITINDEX_END,		/* all that matters has been read */
	GITINDEX_BAD,		/* truncated, or of an unknown kind */
};

struct gitindex {
	struct tracked *tracked;
	size_t hash;			/* length of an object name, in bytes */
	unsigned long long left;	/* bytes to come before the checksum */

	enum gitindex_part part;
	unsigned version;
	uint32_t entries;		/* to come */
	unsigned long long skip;	/* bytes of an extension to come */
	bool nameless;			/* an entry had no path: a bad index */
	bool split;			/* most entries are in a shared index */
	unsigned char shared[GITINDEX_SHA256];	/* the name of that */
	bool deletes;			/* some of those entries are deleted */

	/* The path of the last entry, as much of it as can matter. */
	char path[GITINDEX_PATH];
	size_t length;
	size_t along;			/* see tracked_along */
};

/* Begin with an index of size bytes, with object names of hash bytes. */
void gitindex_begin(struct gitindex *, struct tracked *, size_t hash,
    unsigned long long size);

/*
 * Read on in block; returns how many bytes of it were used.  The next block has
 * to begin with the others.
 */
size_t gitindex_take(struct gitindex *, struct str block);

#endif
