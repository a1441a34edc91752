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
	size_t hash;			/* bytes of an object name */
	unsigned long long left;	/* to come before the checksum */

	enum gitindex_part part;
	unsigned version;
	uint32_t entries;		/* to come */
	unsigned long long skip;	/* of an extension */
	bool nameless;			/* an entry had no path: a bad index */
	bool split;			/* most is in a shared index */
	unsigned char shared[GITINDEX_SHA256];	/* the name of that */
	bool deletes;			/* some of its entries are gone */

	/* the path of the last entry, as much of it as can matter */
	char path[GITINDEX_PATH];
	size_t length, along;
};

/* Begin with an index of so many bytes, of object names of hash bytes. */
void gitindex_begin(struct gitindex *, struct tracked *, size_t hash,
    unsigned long long size);

/*
 * Read on from block: how many bytes of it were taken.  What is left is to
 * stand at the beginning of the next one.
 */
size_t gitindex_take(struct gitindex *, struct str block);

#endif
