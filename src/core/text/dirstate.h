/*
 * What mercurial tracks, read off the bytes of .hg/dirstate, without hg.  The
 * first form is a list, which comes in blocks; the second names a file that
 * holds a tree, of which only the way to the env is read.
 */
#ifndef CORE_TEXT_DIRSTATE_H
#define CORE_TEXT_DIRSTATE_H

#include <stdint.h>

#include "core/text/tracked.h"

enum { DIRSTATE_PATH = 4096 };

/* --- the list */

struct dirstate {
	struct tracked *tracked;
	unsigned long long left;	/* bytes to come */
	bool begun;		/* what stands before the entries was read */
	bool bad;		/* it is damaged */
};

/* Begin with a list of size bytes. */
void dirstate_begin(struct dirstate *, struct tracked *,
    unsigned long long size);

/* Read on in block; returns how many bytes of it were used. */
size_t dirstate_take(struct dirstate *, struct str block);

/* Has all that matters been read? */
bool dirstate_ended(const struct dirstate *);

/* --- the tree */

enum { DOCKET_UID_MAX = 255 };

/* The nodes of a directory: where the first is in the file, and how many. */
struct dirstate_nodes {
	uint32_t start, count;
};

struct dirstate_tree {
	struct tracked *tracked;
	struct dirstate_nodes top;
	char uid[DOCKET_UID_MAX + 1];	/* the tree is in .hg/dirstate.uid */

	/* Read n bytes of the tree at a place; false: not there. */
	bool (*read)(void *, unsigned long long place, void *to, size_t n);
	void *file;
	char path[DIRSTATE_PATH];	/* of the node that is looked at */
};

/* Fill top and uid from the text of .hg/dirstate; false: it names no tree. */
bool dirstate_docket(struct dirstate_tree *, struct str text);

/* Look through the tree; false: it is damaged. */
bool dirstate_search(struct dirstate_tree *);

#endif
