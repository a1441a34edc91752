/* What an env is called, by itself, by its project, and by conda. */
#ifndef CORE_SHELL_NAME_H
#define CORE_SHELL_NAME_H

#include <stdbool.h>

struct arena;
struct env;
struct facts;

/*
 * The bare name of an env (VIRTUAL_ENV_PROMPT): `prompt` of pyvenv.cfg, else
 * the project's name if it is called .venv or venv, else its own.
 */
const char *name_env(struct arena *, const struct env *);

/*
 * Is what is on, over an env of ours, called by the name of ours?  Whoever put
 * it there has set no VIRTUAL_ENV_PROMPT.
 */
bool name_stayed(struct arena *, const struct facts *);

/* CONDA_DEFAULT_ENV: its name, or its path. */
const char *name_conda(struct arena *, const char *env);

#endif
