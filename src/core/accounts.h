/*
 * What /etc/passwd and /etc/group say: which group has nobody but the user in
 * it, and who can become root anyway, so that there is no point in refusing
 * what they can write.
 */
#ifndef CORE_ACCOUNTS_H
#define CORE_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct words;

#define NO_GROUP (~0ul)

struct numbers {
	const unsigned long *p;
	size_t n;
};

struct accounts {
	unsigned long user;		/* the effective one */
	unsigned long private_group;	/* the user's own; or NO_GROUP */
	struct numbers admins;		/* groups that may become root */
	struct numbers services;	/* `owners` of the system's settings */
};

bool numbers_have(struct numbers, unsigned long);

/*
 * The private group of the user, or NO_GROUP: the user's first group, if it has
 * the user's name, is no other account's first group, and all lines of the
 * group file with its number have nobody else in it.
 */
unsigned long accounts_private(struct str passwd, struct str groups,
    unsigned long user);

/* The home of the user, absolute; or NULL. */
const char *accounts_home(struct arena *, struct str passwd,
    unsigned long user);

/* The numbers of the groups admin, wheel and sudo. */
struct numbers accounts_admins(struct arena *, struct str groups);

/* The numbers of the accounts in names; a name may be a number itself. */
struct numbers accounts_named(struct arena *, struct str passwd,
    const struct words *names);

#endif
