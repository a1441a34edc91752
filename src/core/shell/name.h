/* What an env is called, by itself, by its project, and by conda. */
#ifndef CORE_SHELL_NAME_H
#define CORE_SHELL_NAME_H

#include <stdbool.h>

#include "core/shell/diff.h"

struct arena;
struct env;
struct facts;

/*
 * The bare name of an env (VIRTUAL_ENV_PROMPT): `prompt` of pyvenv.cfg, else
 * the project's name if it is called .venv or venv, else its own.
 */
const char *name_env(struct arena *, const struct env *);

/*
 * Somebody has switched another env on over ours: does VIRTUAL_ENV_PROMPT still
 * say the name of ours, because they did not set it?
 */
bool name_stayed(struct arena *, const struct facts *);

/*
 * VIRTUAL_ENV_PROMPT as somebody has set it in the shell of a hook since ours
 * went on: it stays, as they may do so at each prompt.  NULL: nobody has, or it
 * is an older name of ours (core/shell/left.h).
 */
const char *name_theirs(struct arena *, const struct facts *,
    const struct env *, struct caller);

/* What conda calls an env (CONDA_DEFAULT_ENV): by its name, or its path. */
const char *name_conda(struct arena *, const char *env);

#endif
