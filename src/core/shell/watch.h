/*
 * What the answer rests on, so that a shell can see with builtin tests alone
 * that it still holds: names that are there, names that are not, links that
 * lead where they led, files that have not been written since.
 */
#ifndef CORE_SHELL_WATCH_H
#define CORE_SHELL_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "core/shell/region.h"

struct arena;

enum watch_kind {
	WATCH_THERE,
	WATCH_ABSENT,
	WATCH_FREE,		/* not even a link that leads nowhere */
	WATCH_NO_LINK,		/* whether there or not */
	WATCH_SAME,		/* there, and the same as other */
	WATCH_NOT_NEWER,	/* than the reference of the watch */
};

struct watch_test {
	enum watch_kind kind;
	const char *path;
	const char *other;	/* of WATCH_SAME: without links */
};

struct watch {
	struct watch_test *tests;
	size_t n, room;
	const char *reference;	/* the generation file (look/store.h) */
	const char *here;	/* the working directory; NULL: a link is */
				/* in its path, or it is gone */
	struct str top;		/* from here up to it is no automounter */
	struct region region;	/* where else the answer holds */
	bool nameless;		/* VIRTUAL_ENV_PROMPT is not set; for a shell */
				/* whose key is without that */
};

void watch_add(struct arena *, struct watch *, enum watch_kind,
    const char *path);
void watch_add_same(struct arena *, struct watch *, const char *path,
    const char *other);

/* Drop tests that another one implies: what is above a name that is there. */
void watch_thin(struct watch *);

/* Drop tests of what is no UTF-8, for a shell that cannot name it. */
void watch_utf8(struct watch *);

/*
 * The shortest way to path from where the shell is, for a shell whose tests
 * take longer the longer a path is.  Where a ".." could wake an automounter it
 * is path itself.
 *	here /home/u/p, /home/u/.config/x    ->  ../.config/x
 */
const char *watch_short(struct arena *, const struct watch *, const char *path);

#endif
