/*
 * Which directory it is, whatever its path leads to later: a number that the
 * file system gives once and not again.  An inode alone is given again as soon
 * as its directory is gone, so the date of birth stands beside it; where none
 * is kept, or a copy changes it, the handle stands for both.  The device is
 * not part of it: a remount changes it.
 */
#ifndef CORE_IDENTITY_H
#define CORE_IDENTITY_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

enum identity_kind {
	IDENTITY_NONE,		/* not known: the same as nothing */
	IDENTITY_BORN,		/* inode and birth */
	IDENTITY_HANDLE,	/* the handle, which holds the inode */
	IDENTITY_INODE,		/* inode: there is nothing better */
	IDENTITY_BEFORE,	/* inode, and not born after that date */
};

struct identity {
	enum identity_kind kind;
	unsigned long long ino;
	unsigned long long seconds;	/* of the birth, since 1970 */
	unsigned long nanoseconds;
	const char *handle;		/* its type and bytes: "1.70c50300" */
};

/*
 * Is what was recorded what is there now?  A record that knew less (INODE,
 * BEFORE) is believed for what it knew; identity_renews tells that it is to
 * be written anew.
 */
bool identity_same(const struct identity *recorded,
    const struct identity *now);
bool identity_renews(const struct identity *recorded,
    const struct identity *now);

/* Is the inode all there is to tell it by? */
bool identity_weak(const struct identity *);

/*
 * One word without blanks, and back: "b131.1700000000.5" born, "h1.70c50300"
 * handle, "i131" inode, "o131.1700000000.5" before, "-" none.  False if the
 * word is none that identity_print gives.
 */
void identity_print(struct buf *, const struct identity *);
bool identity_parse(struct arena *, struct str word, struct identity *);

#endif
