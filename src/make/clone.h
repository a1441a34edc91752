/*
 * Putting the pip of a seed into an env.  Each file keeps its time, or Python
 * would compile it again; the scripts and RECORD are made for the new place.
 */
#ifndef MAKE_CLONE_H
#define MAKE_CLONE_H

#include <stdbool.h>

struct arena;
struct progress;

struct clone {
	struct arena *arena;
	int from_site, from_bin;	/* of the seed */
	const char *manifest;	/* of the seed, when it was made */
	int to_site, to_bin;		/* of the env */
	const char *python;	/* the env's, absolute: for the scripts */
	bool darwin;
	bool blank;	/* this pip writes a blank line behind "#!..." */
	bool hardlink;	/* by choice: an edit in one env shows in all */
	unsigned umask;
	struct progress *progress;
};

enum clone_state {
	CLONE_DONE,
	CLONE_FAILED,	/* errno; EINTR: Ctrl-C */
	CLONE_STALE,	/* the seed was changed; nothing was kept */
};

enum clone_state clone_pip(struct clone *);

/* How much of the seed is in a site-packages already? */
enum clone_place {
	PLACE_FREE,	/* none of its names */
	PLACE_FILLED,	/* all of its distributions */
	PLACE_MIXED,
};
enum clone_place clone_place(int from_site, int to_site);

/* "files 1019\nbytes 13258430\n" for what is below these directories now. */
const char *clone_manifest(struct arena *, int site, int bin);

#endif
