/*
 * Could somebody else change this?  The only place with that rule, for all
 * that is believed or run: environments, projects, settings, records, caches,
 * bases and programs.  World-writable directories are refused here.
 *
 * The question is about a list: each file, directory and link whose owner or
 * writers decide what a path means (sys/owners.h makes the list).  Nobody but
 * the user and root may own one of them or write to it, with these exceptions:
 *
 *   - the user's private group may write, where it is certain that no access
 *     control list counts others to it: what the mode says of the group is then
 *     said of all these;
 *   - a directory above that root or the user owns may be writable if it is
 *     sticky, like /tmp: nobody can replace there what belongs to others;
 *   - in a base or a program, what root owns may be writable by its group, as
 *     root chose that; and what the user owns, if members of the group can
 *     become root anyway (admin, wheel, sudo);
 *   - the accounts that `owners` in the system's settings names count as
 *     root; but not when root asks, who believes root alone.
 */
#ifndef CORE_OWNER_H
#define CORE_OWNER_H

#include "core/facts.h"

struct arena;

enum { GROUP_WRITES = 0020 };	/* in the mode of a node */

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
