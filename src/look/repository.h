/*
 * A repository that is asked whether it tracks a file of an env: what is
 * asked, and what came out.  git and hg fill it, each from its own files.
 */
#ifndef LOOK_REPOSITORY_H
#define LOOK_REPOSITORY_H

#include "core/facts.h"
#include "core/text/tracked.h"

struct arena;
struct blocks;

struct repository {
	struct arena *arena;
	const char *home;	/* or NULL */
	const struct env *env;
	const char *dir;	/* the top of its working tree */
	const char *path;	/* of the env; below dir, or dir itself */
	bool whole;		/* it matters that nobody can tell */

	struct tracked tracked;
	const char *reason;	/* nobody can tell: a sentence; or NULL */
};

/* One that is asked about path at dir, which is above it or the same. */
struct repository repository_at(struct repository like, const char *dir);

/* What there is to read of it is about to be: sees what folding there is. */
void repository_begin(struct repository *);

/* "the SYSTEM repository DIR " and the rest of a sentence. */
void repository_fault(struct repository *, const char *system,
    const char *rest);

/* Is there a lock of that name, and has the env been changed since? */
bool repository_locked(const struct repository *, const char *lock);

#endif
