/*
 * Which directory it is, so that another one that takes its path later is not
 * taken for it.  An inode number is used again once its directory is deleted,
 * so the time of birth is part of the identity; where the file system keeps
 * none, or a copy changes it, the file handle is used for both.  The device
 * number is not part of it, because a remount changes it.
 */
#ifndef CORE_IDENTITY_H
#define CORE_IDENTITY_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

enum identity_kind {
	IDENTITY_NONE,		/* not known; equal to no other */
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
 * BEFORE) is compared by what it knew; identity_renews tells that it can be
 * replaced by a better one.
 */
bool identity_same(const struct identity *recorded,
    const struct identity *now);
bool identity_renews(const struct identity *recorded,
    const struct identity *now);

/* Is the inode all that is known of it? */
bool identity_weak(const struct identity *);

/*
 * One word without blanks, and back: "b131.1700000000.5" born, "h1.70c50300"
 * handle, "i131" inode, "o131.1700000000.5" before, "-" none.  False if the
 * word is none that identity_print gives.
 */
void identity_print(struct buf *, const struct identity *);
bool identity_parse(struct arena *, struct str word, struct identity *);

#endif
