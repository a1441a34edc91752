/*
 * The values of the variables that venvhook sets, at one time: as they are, or
 * as they would be without us.  core/shell/diff.h makes changes of two of them.
 */
#ifndef CORE_SHELL_STATE_H
#define CORE_SHELL_STATE_H

#include <stddef.h>

#include "core/shell/conda.h"
#include "core/shell/diff.h"

struct arena;
struct env;
struct facts;

/* NULL: it is not set. */
struct state {
	const char *virtual_env, *prompt, *pythonhome, *path, *session;
	struct conda conda;
};

/* As they are in the shell. */
struct state state_now(const struct facts *);

/*
 * As if none of our envs had ever been on.  If somebody else has switched on
 * env, which is to be on here (NULL: none is), as if that were not on either.
 */
struct state state_without(struct arena *, const struct facts *,
    const struct env *, struct caller);

/* The state without what another tool has put back (core/shell/left.h). */
struct state state_swept(struct arena *, struct state, const char *left);

/*
 * The state while somebody has switched another env on over ours: ours is back
 * once that is off.  Outside of our project our entry is not in PATH meanwhile.
 */
struct state state_under(struct arena *, struct state, const struct facts *);

/* path without the entry of the session's env, as it was before us. */
const char *state_path(struct arena *, const char *path, const struct facts *);

/* How often that may be in PATH: as before us, and once more by conda. */
size_t state_copies(const struct facts *);

#endif
