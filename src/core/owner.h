/*
 * Could somebody else change this?  The one answer there is, for whatever is
 * to be believed or run: environments and projects, settings, records, what
 * is cached, bases and programs.
 *
 * What is asked about is a list: each file, directory and link whose owner
 * or writers decide what a path means (sys/owners.h makes it).  Nobody but
 * the user and root may own one or write to it, with these exceptions:
 *
 *   - a group may write that is the user's alone;
 *   - the sticky bit is enough for a directory above, where root or the user
 *     owns it: who can write there cannot take away what others have there;
 *   - in a base or a program, the group of what is root's may write, as root
 *     wanted it so; and the group of what is the user's, if that group can be
 *     root anyway;
 *   - the accounts that `owners` of the system's settings names count as
 *     root, but for root, who believes root alone.
 */
#ifndef CORE_OWNER_H
#define CORE_OWNER_H

#include "core/facts.h"

struct arena;

enum owner_state {
	OWNER_GOOD,
	OWNER_UNSEEN,		/* it cannot be examined */
	OWNER_OTHER,		/* somebody else owns it */
	OWNER_WRITERS,		/* somebody else can write to it */
};

enum owner_state owner_state(const struct accounts *, const struct owned *);

/* The first of them that is not good; NULL: all are. */
const struct owned *owner_first(const struct accounts *, struct owners);

/* What is wrong with it: "belongs to user 1001", without its path. */
const char *owner_reason(struct arena *, const struct accounts *,
    const struct owned *);

#endif
