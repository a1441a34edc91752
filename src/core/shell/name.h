/* What an env is called, by itself, by its project, and by conda. */
#ifndef CORE_SHELL_NAME_H
#define CORE_SHELL_NAME_H

struct arena;
struct env;

/*
 * The bare name of an env (VIRTUAL_ENV_PROMPT): `prompt` of pyvenv.cfg, else
 * the project's name if it is called .venv or venv, else its own.
 */
const char *name_env(struct arena *, const struct env *);

/* CONDA_DEFAULT_ENV: its name, or its path. */
const char *name_conda(struct arena *, const char *env);

#endif
