#include "config.h"

#include "sys/vars.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "base/str.h"
#include "sys/node.h"

/*
 * One that can change an answer of `export` has to be in the list in
 * core/shell/region.c as well, by which shells notice that it has changed.
 */
static const struct variable {
	const char *name;
	size_t at;		/* its member of struct vars */
} variables[] = {
	{ "CONDA_DEFAULT_ENV", offsetof(struct vars, conda_default_env) },
	{ "CONDA_PREFIX", offsetof(struct vars, conda_prefix) },
	{ "CONDA_SHLVL", offsetof(struct vars, conda_shlvl) },
	{ "HATCH_ENV_ACTIVE", offsetof(struct vars, manager) },
	{ "HOME", offsetof(struct vars, home) },
	{ "PATH", offsetof(struct vars, path) },
	{ "PIPENV_ACTIVE", offsetof(struct vars, manager) },
	{ "PIXI_IN_SHELL", offsetof(struct vars, manager) },
	{ "POETRY_ACTIVE", offsetof(struct vars, manager) },
	{ "PWD", offsetof(struct vars, pwd) },
	{ "PYENV_ROOT", offsetof(struct vars, pyenv_root) },
	{ "PYENV_VERSION", offsetof(struct vars, pyenv_version) },
	{ "PYTHONHOME", offsetof(struct vars, pythonhome) },
	{ "VENVHOOK_HOOK", offsetof(struct vars, hook) },
	{ "VENVHOOK_SESSION", offsetof(struct vars, session) },
	{ "VIRTUAL_ENV", offsetof(struct vars, virtual_env) },
	{ "VIRTUAL_ENV_DISABLE_PROMPT",
	    offsetof(struct vars, virtual_env_disable_prompt) },
	{ "VIRTUAL_ENV_PROMPT", offsetof(struct vars, virtual_env_prompt) },
	{ "WORKON_HOME", offsetof(struct vars, workon_home) },
	{ "XDG_CACHE_HOME", offsetof(struct vars, xdg_cache_home) },
	{ "XDG_CONFIG_HOME", offsetof(struct vars, xdg_config_home) },
	{ "XDG_DATA_HOME", offsetof(struct vars, xdg_data_home) },
	{ "XDG_STATE_HOME", offsetof(struct vars, xdg_state_home) },
};

enum { NVARIABLES = sizeof(variables) / sizeof(variables[0]) };

extern char **environ;

/* If a name is there twice, the first counts, as for getenv. */
static void
env_take(struct vars *v, const char *entry)
{
	for (int i = 0; i < NVARIABLES; i++) {
		const char **at = (const char **)(void *)
		    ((char *)v + variables[i].at);
		const char *value = text_value(entry, variables[i].name);

		if (value != NULL && *at == NULL)
			*at = value;
	}
}

/* One pass over the environment; getenv would make one for each variable. */
struct vars
vars_read(void)
{
	struct vars e = { .user = geteuid() };
	struct pairs ours = { .second[0] = 0 };

	for (int i = 0; i < NVARIABLES; i++)
		pairs_add(&ours, variables[i].name);
	for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
		pairs_add(&e.names, *entry);
		if (pairs_may_have(&ours, *entry))
			env_take(&e, *entry);
	}
	/* who owns it decides much, and it is asked once for all */
	if (e.home != NULL)
		e.home_node = node_at(AT_FDCWD, e.home, true);
	return e;
}

const char *
vars_named(const char *name)
{
	const char *value = NULL;

	for (char **entry = environ; value == NULL && entry != NULL &&
	    *entry != NULL; entry++)
		value = text_value(*entry, name);
	return value;
}

const char *
vars_sought(const struct vars *v, const char *name)
{
	return pairs_may_have(&v->names, name) ? vars_named(name) : NULL;
}

char **
vars_all(void)
{
	return environ;
}
