#include "config.h"

#include "sys/vars.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Their first letters are those of is_likely. */
static const struct variable {
	const char *name;
	size_t at;		/* its member of struct environ */
} variables[] = {
	{ "HOME", offsetof(struct environ, home) },
	{ "PATH", offsetof(struct environ, path) },
	{ "PWD", offsetof(struct environ, pwd) },
	{ "PYENV_ROOT", offsetof(struct environ, pyenv_root) },
	{ "PYENV_VERSION", offsetof(struct environ, pyenv_version) },
	{ "PYTHONHOME", offsetof(struct environ, pythonhome) },
	{ "VENVHOOK_SESSION", offsetof(struct environ, session) },
	{ "VIRTUAL_ENV", offsetof(struct environ, virtual_env) },
	{ "VIRTUAL_ENV_PROMPT", offsetof(struct environ, virtual_env_prompt) },
	{ "WORKON_HOME", offsetof(struct environ, workon_home) },
	{ "XDG_CACHE_HOME", offsetof(struct environ, xdg_cache_home) },
	{ "XDG_CONFIG_HOME", offsetof(struct environ, xdg_config_home) },
	{ "XDG_DATA_HOME", offsetof(struct environ, xdg_data_home) },
	{ "XDG_STATE_HOME", offsetof(struct environ, xdg_state_home) },
};

enum { NVARIABLES = sizeof(variables) / sizeof(variables[0]) };

extern char **environ;

static bool
is_likely(char first)
{
	return first == 'H' || first == 'P' || first == 'V' || first == 'W' ||
	    first == 'X';
}

/* The first of a name counts, as for getenv. */
static void
env_take(struct environ *e, const char *entry)
{
	for (int i = 0; i < NVARIABLES; i++) {
		const char *name = variables[i].name;
		size_t n;
		const char **value;

		if (name[0] != entry[0] || name[1] != entry[1])
			continue;
		n = strlen(name);
		value = (const char **)(void *)((char *)e + variables[i].at);
		if (strncmp(entry, name, n) == 0 && entry[n] == '=' &&
		    *value == NULL)
			*value = entry + n + 1;
	}
}

/* One pass over the environment, where getenv would make one a variable. */
struct environ
env_read(void)
{
	struct environ e = { .home = NULL };

	for (char **entry = environ; entry != NULL && *entry != NULL; entry++)
		if (is_likely((*entry)[0]))
			env_take(&e, *entry);
	return e;
}

char **
env_all(void)
{
	return environ;
}
