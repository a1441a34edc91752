#include "config.h"

#include "core/shell/variables.h"

#include "base/arena.h"
#include "base/pairs.h"
#include "core/shell/changes.h"
#include "core/shell/session.h"

/* All that sys/vars reads, the first VARIABLES_SET of which an answer sets. */
#define V(literal) STR_INIT(literal)
static const struct str variables[] = {
	V("CONDA_DEFAULT_ENV"), V("CONDA_PREFIX"), V("PYTHONHOME"),
	V("CONDA_SHLVL"), V("HATCH_ENV_ACTIVE"), V("HOME"), V("PIPENV_ACTIVE"),
	V("PIXI_IN_SHELL"), V("POETRY_ACTIVE"), V("WORKON_HOME"),
	V("XDG_CONFIG_HOME"), V("XDG_STATE_HOME"),
};

/* What the rows of managers ask for besides (struct manager, vars). */
static const struct str asked[] = {
	V("CONDA_ENVS_DIRS"), V("CONDA_ENVS_PATH"), V("CONDA_EXE"),
	V("HATCH_CONFIG"), V("HATCH_DATA_DIR"), V("HATCH_ENV"),
	V("HATCH_ENV_TYPE_VIRTUAL_PATH"), V("MAMBA_ROOT_PREFIX"),
	V("PDM_IGNORE_SAVED_PYTHON"), V("PDM_PYTHON"),
	V("PIPENV_CUSTOM_VENV_NAME"), V("PIPENV_MAX_DEPTH"),
	V("PIPENV_NO_INHERIT"), V("PIPENV_NO_VENV_IN_PROJECT"),
	V("PIPENV_PIPFILE"), V("PIPENV_PYTHON"), V("PIPENV_VENV_IN_PROJECT"),
	V("POETRY_CACHE_DIR"), V("POETRY_CONFIG_DIR"),
	V("POETRY_VIRTUALENVS_CREATE"), V("POETRY_VIRTUALENVS_PATH"),
	V("PYENV_ROOT"), V("PYENV_VERSION"), V("UV_PROJECT_ENVIRONMENT"),
	V("VIRTUALENVWRAPPER_PROJECT_FILENAME"), V("XDG_CACHE_HOME"),
	V("XDG_DATA_HOME"),
};
#undef V

enum {
	NVARIABLES = sizeof(variables) / sizeof(variables[0]),
	NASKED = sizeof(asked) / sizeof(asked[0]),
};

const char *
variables_key(size_t i)
{
	static const char *const key[] = { "PATH", "VIRTUAL_ENV",
	    SESSION_NAME, "VIRTUAL_ENV_PROMPT" };

	return i < sizeof(key) / sizeof(key[0]) ? key[i] : NULL;
}

const char *
variables_name(size_t i)
{
	if (i < NVARIABLES)
		return variables[i].p;
	return i < NVARIABLES + NASKED ? asked[i - NVARIABLES].p : NULL;
}

bool
variables_sets(const char *name)
{
	for (size_t i = 0; i < VARIABLES_SET; i++)
		if (str_is(variables[i], name))
			return true;
	return false;
}

static void
variable_take(struct variable *v, size_t n, const char *entry)
{
	for (; n > 0; v++, n--) {
		const char *value = text_value(entry, v->name.p);

		if (value != NULL)
			v->value = value;
	}
}

/* What the answer itself changes is as that leaves it. */
static void
variable_change(struct variable *list, const struct change *change)
{
	for (size_t i = 0; i < VARIABLES_SET; i++)
		if (str_is(list[i].name, change->name))
			list[i].value = change->value;
}

struct variable *
variables_read(struct arena *a, const char *const *environ,
    const struct changes *c, size_t *n)
{
	enum { ALL = NVARIABLES + NASKED };
	struct variable *list = arena_new(a, struct variable, ALL);
	struct pairs ours = { .second[0] = 0 };

	for (*n = 0; *n < ALL; ++*n) {
		list[*n].name = str_from(variables_name(*n));
		pairs_add(&ours, list[*n].name.p);
	}
	for (; environ != NULL && *environ != NULL; environ++)
		if (pairs_may_have(&ours, *environ))
			variable_take(list, ALL, *environ);
	for (size_t i = 0; i < c->n; i++)
		variable_change(list, &c->list[i]);
	return list;
}
