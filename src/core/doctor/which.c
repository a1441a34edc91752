#include "config.h"

#include "core/doctor/which.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "core/doctor/finding.h"
#include "core/shell/pathlist.h"
#include "core/vars.h"

const char *const which_names[WHICHES] = { "python", "python3", "pip" };

enum { PIP = 2 };

/* Variables that lead python or pip elsewhere. */
static const struct variable {
	const char *name;
	enum found found;
	bool value;		/* the detail is its value, not its name */
} variables[] = {
	{ "VENVHOOK_DISABLE", FOUND_DISABLED, false },
	{ "PYTHONPATH", FOUND_PYTHONPATH, true },
	{ "PIP_TARGET", FOUND_PIP_SETTINGS, false },
	{ "PIP_PREFIX", FOUND_PIP_SETTINGS, false },
	{ "PIP_ROOT", FOUND_PIP_SETTINGS, false },
	{ "PIP_USER", FOUND_PIP_SETTINGS, false },
	{ "VSCODE_PYTHON_BASH_ACTIVATE", FOUND_VSCODE_VARIABLES, false },
	{ "VSCODE_PYTHON_ZSH_ACTIVATE", FOUND_VSCODE_VARIABLES, false },
	{ "VSCODE_PYTHON_FISH_ACTIVATE", FOUND_VSCODE_VARIABLES, false },
	{ "VSCODE_PYTHON_PWSH_ACTIVATE", FOUND_VSCODE_VARIABLES, false },
};

static bool
is_off(const char *value)
{
	static const char *const words[] = { "", "0", "no", "false", "off" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (value == NULL || strcmp(value, words[i]) == 0)
			return true;
	return false;
}

static void
examine_variables(const struct which *r, struct findings *f)
{
	const char *home = r->vars->pythonhome;
	bool vscode = false;

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const struct variable *v = &variables[i];
		const char *value = r->value(v->name);

		if (is_off(value) ||
		    (vscode && v->found == FOUND_VSCODE_VARIABLES))
			continue;
		vscode = vscode || v->found == FOUND_VSCODE_VARIABLES;
		found(f, v->found, v->value ? value : v->name, NULL);
	}
	if (r->env != NULL && home != NULL && home[0] != '\0')
		found(f, FOUND_PYTHONHOME, home, NULL);
}

/* Who has put the directory of this program in front of the env's? */
static enum found
path_found(const struct which *r, const char *program)
{
	const char *conda = r->vars->conda_prefix, *pyenv = r->vars->pyenv_root;
	struct str path = str_from(program);

	if (conda != NULL && conda[0] == '/' &&
	    path_within(path, str_from(conda)))
		return FOUND_PATH_CONDA;
	if (strstr(program, "/mise/") != NULL ||
	    strstr(program, "/.asdf/") != NULL)
		return FOUND_PATH_MISE;
	if (strstr(program, "/.pyenv/") != NULL || (pyenv != NULL &&
	    pyenv[0] == '/' && path_within(path, str_from(pyenv))))
		return FOUND_PATH_PYENV;
	return FOUND_PATH_ORDER;
}

/* Only of the first name that leads elsewhere, as the others will, too. */
static void
examine_path(const struct which *r, struct findings *f)
{
	const char *bin;

	if (r->env == NULL)
		return;
	bin = pathlist_entry(f->arena, r->env);
	if (!pathlist_has(r->vars->path, bin)) {
		found(f, FOUND_PATH_MISSING, r->env, NULL);
		return;
	}
	for (size_t i = 0; i < WHICHES; i++) {
		if (!r->in_env[i] || r->first[i] == NULL ||
		    path_within(str_from(r->first[i]), str_from(bin)))
			continue;
		found(f, path_found(r, r->first[i]), text_join(f->arena, "'",
		    which_names[i], "' is ", r->first[i], NULL), NULL);
		return;
	}
	if (!r->in_env[PIP] && r->first[PIP] != NULL)
		found(f, FOUND_PIP_MISSING, r->first[PIP], NULL);
}

static void
examine_relative(const struct which *r, struct findings *f)
{
	const char *path = r->vars->path;
	struct str rest = { path, path == NULL ? 0 : strlen(path) }, dir;

	while (str_cut(&rest, ':', &dir))
		if (dir.n == 0 || dir.p[0] != '/') {
			found(f, FOUND_PATH_RELATIVE, str_copy(f->arena, dir),
			    NULL);
			return;
		}
}

static void
examine_other(const struct which *r, struct findings *f)
{
	const char *terminal = r->value("TERM_PROGRAM");

	if (r->gone != NULL)
		found(f, FOUND_ON_GONE, r->gone, NULL);
	if (r->other == NULL)
		return;
	found(f, strstr(r->other, "/.direnv/") != NULL ? FOUND_BY_DIRENV :
	    FOUND_BY_HAND, r->other, NULL);
	if (r->kept_path && terminal != NULL &&
	    strcmp(terminal, "vscode") == 0)
		found(f, FOUND_VSCODE_TYPES, NULL, NULL);
}

void
which_examine(const struct which *r, struct findings *f)
{
	examine_path(r, f);
	examine_relative(r, f);
	examine_other(r, f);
	examine_variables(r, f);
}
