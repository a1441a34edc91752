/* Making an env, natively where the base is one we know. */
#ifndef MAKE_MAKE_H
#define MAKE_MAKE_H

#include <stdbool.h>

struct recipe;
struct target;

/*
 * Why no env can be at this path, because it could not be written to PATH, to a
 * script or to pyvenv.cfg; NULL if it can.
 */
const char *make_refusal(const char *env);

/* Why it cannot have this prompt; NULL if it can. */
const char *make_prompt_refusal(const char *prompt);

/*
 * Make the env.  True: it is whole; the caller then records it, and calls
 * target_keep.  False with the fault: all is as before.  Signals must be held.
 */
bool make_env(const struct recipe *, struct target *);

/* What make_env would do. */
struct make_ahead {
	bool fresh;		/* in a new directory, or an empty one */
	bool begun;		/* another run began there, and comes first */
	const char *creator;	/* what makes it; NULL: we do */
	bool seed;		/* pip is there to be copied */
	const char *unrecorded;	/* why it cannot be remembered; or NULL */
};

/* False with the fault that make_env would have.  Nothing is changed. */
bool make_look(const struct recipe *, struct make_ahead *);

/*
 * What comes after target_keep: --upgrade-deps, and the requirements if the env
 * was there before (fresh is false).  If that fails the env stays.
 */
bool make_after(const struct recipe *, bool fresh);

#endif
