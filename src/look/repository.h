/*
 * The question whether a repository tracks a file of an env, and the answer.
 * look/git.c and look/hg.c fill in the answer.
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
	bool whole;		/* see brought_ask */

	struct tracked tracked;
	const char *reason;	/* why it cannot tell; or NULL */
};

/* The question `like` to the repository at dir, which has like.path in it. */
struct repository repository_at(struct repository like, const char *dir);

/* To be called before its records are read: does the file system fold case? */
void repository_begin(struct repository *);

/* "the SYSTEM repository DIR " and the rest of a sentence. */
void repository_fault(struct repository *, const char *system,
    const char *rest);

/* Is there a lock of that name, and was the env changed after it? */
bool repository_locked(const struct repository *, const char *lock);

#endif
