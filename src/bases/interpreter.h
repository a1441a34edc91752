/*
 * From the path of something that is called python to the base behind it.
 * pyenv's shims and envs are seen through by reading; what is left is asked
 * once who it is, without anything of the user's in its way, and answers for
 * good (bases/cache.h).  A wrapper is asked each time.
 *
 * Nothing is run that another user owns or could have written.
 */
#ifndef BASES_INTERPRETER_H
#define BASES_INTERPRETER_H

#include <stdbool.h>

struct lookup;
struct python;

struct fault {
	const char *subject, *reason;
	const char *hint;	/* what the user can do; or NULL */
};

/* path is absolute and normal. */
bool interpreter_load(const struct lookup *, const char *path, struct python *,
    struct fault *);

#endif
