#include "config.h"

#include "core/doctor/seen.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/doctor/finding.h"
#include "core/doctor/which.h"
#include "core/shell/shell.h"
#include "core/vars.h"
#include "fresh.h"
#include "tap.h"

/* "key key": what was found. */
static const char *
keys(const struct findings *f)
{
	struct buf b = buf_in(f->arena);

	for (size_t i = 0; i < f->n; i++)
		buf_texts(&b, i > 0 ? " " : "", found_rows[
		    f->list[i].found].key, NULL);
	return buf_string(&b);
}

/* What bash says, with '|' for each NUL. */
static const struct { const char *text, *keys; } says[] = {
	{ "", "" },
	{ "prompt=__venvhook_hook|", "" },
	{ "prompt=__venvhook_hook", "" },
	{ "junk|=|prompt|prompt=__venvhook_hook|idle=|idle=x|", "" },
	{ "function=x|", "hook-not-called" },
	{ "prompt=|", "hook-not-called" },
	{ "prompt=echo '__venvhook_hook'|", "hook-not-called" },
	{ "prompt=echo \\'; __venvhook_hook|", "hook-late" },
	{ "prompt=__venvhook_hook; __venvhook_hook|", "hook-twice" },
	{ "prompt=__venvhook_hook 'x; __venvhook_hook' && y|", "" },
	{ "prompt=__venvhook_hook 'it'\\''s; __venvhook_hook' && y|", "" },
	{ "prompt=__venvhook_hook|prompt=__venvhook_hook|", "hook-twice" },
	{ "prompt=theme|prompt=__venvhook_hook|", "hook-late" },
	{ "prompt= ; __venvhook_hook|", "" },
	{ "prompt=__venvhook_hook|alias cd=x|", "cd-replaced" },
	{ "prompt=__venvhook_hook|body cd=__venvhook_moved|", "" },
	{ "prompt=__venvhook_hook|body cd=builtin cd|", "cd-replaced" },
	{ "prompt=__venvhook_hook|body cd=__zoxide_z|"
	    "body __zoxide_cd=__venvhook_moved|", "" },
	{ "prompt=__venvhook_hook|body deactivate=__venvhook_off|", "" },
	{ "prompt=__venvhook_hook|body deactivate=x|", "deactivate-replaced" },
	{ "prompt=__venvhook_hook|function=workon_cwd|", "other-activator" },
	{ "prompt=__venvhook_hook|function=workon_cwd2|", "" },
	{ "prompt=__venvhook_hook|body pip=x|", "python-function" },
	{ "prompt=__venvhook_hook|body pip4=x|", "" },
	{ "prompt=__venvhook_hook|idle=49999|", "" },
	{ "prompt=__venvhook_hook|idle=50000|", "slow-prompt" },
	{ "prompt=__venvhook_hook|idle=99999999999999999999|", "" },
};

/* Does python, as this alias, pass by the environment /e? */
static const struct { const char *alias; bool past; } aliases[] = {
	{ "", false },
	{ " ", false },
	{ "python3", false },
	{ "'python3'", false },
	{ "python3 -I", false },
	{ "noglob python", false },
	{ "'noglob python'", false },
	{ "\\python", false },
	{ "command python3", false },
	{ "uv run python", false },
	{ "/e/bin/python", false },
	{ "'/e/bin/python -q'", false },
	{ "/e2/bin/python", true },
	{ "/usr/bin/python3", true },
	{ "'/usr/bin/python3'", true },
	{ "python3.11", true },
	{ "ipython", true },
	{ "command /usr/bin/python3", true },
};

static void
test_seen(struct arena *a, const char *text, const char *want)
{
	char *facts = arena_string(a, text);
	struct findings f = { .arena = a };
	struct seen seen = { .shell = shell_find("bash"), .rc = "/h/.bashrc",
	    .text = { facts, strlen(facts) }, .env = "/e" };

	for (char *p = facts; *p != '\0'; p++)
		if (*p == '|')
			*p = '\0';
	seen_examine(&seen, &f);
	is_str(keys(&f), want, "seen: of '%s' is found: %s", text, want);
}

/* --- PATH and variables */

static const char *variable[2];

static const char *
value(const char *name)
{
	return variable[0] != NULL && strcmp(variable[0], name) == 0 ?
	    variable[1] : NULL;
}

static const struct {
	const char *path, *first, *keys;
	bool pip;
} paths[] = {
	{ "/e/bin:/usr/bin", "/e/bin/python", "", true },
	{ "/x:/e/bin:/usr/bin", "/e/bin/python", "", true },
	{ "/usr/bin", "/usr/bin/python", "path-missing", true },
	{ NULL, NULL, "path-missing", true },
	{ "/x:/e/bin", "/x/python", "path-order", true },
	{ "/h/.pyenv/shims:/e/bin", "/h/.pyenv/shims/python", "path-pyenv",
	    true },
	{ "/py/shims:/e/bin", "/py/shims/python", "path-pyenv", true },
	{ "/c/bin:/e/bin", "/c/bin/python", "path-conda", true },
	{ "/cc/bin:/e/bin", "/cc/bin/python", "path-order", true },
	{ "/m/mise/shims:/e/bin", "/m/mise/shims/python", "path-mise", true },
	{ "/e/bin:/usr/bin", "/e/bin/python", "pip-missing", false },
	{ "/e/bin:", "/e/bin/python", "path-relative", true },
	{ "/e/bin:~/bin:.", "/e/bin/python", "path-relative", true },
};

static const struct { const char *name, *value, *keys; } variables[] = {
	{ "VENVHOOK_DISABLE", "1", "disabled" },
	{ "VENVHOOK_DISABLE", "", "" },
	{ "PYTHONPATH", "/l", "pythonpath" },
	{ "PIP_TARGET", "/l", "pip-redirected" },
	{ "PIP_USER", "1", "pip-redirected" },
	{ "PIP_USER", "0", "" },
	{ "PIP_USER", "no", "" },
	{ "VSCODE_PYTHON_FISH_ACTIVATE", "x", "vscode-variables" },
};

static void
test_reach(struct arena *a)
{
	struct vars vars = { .conda_prefix = "/c", .pyenv_root = "/py" };
	struct which r = { .vars = &vars, .env = "/e", .value = value };

	for (size_t i = 0; i < ROWS(paths); i++) {
		struct findings f = { .arena = a };

		vars.path = paths[i].path;
		r.first[0] = paths[i].first;
		r.first[2] = paths[i].pip ? "/e/bin/pip" : "/usr/bin/pip";
		r.in_env[0] = true;
		r.in_env[2] = paths[i].pip;
		which_examine(&r, &f);
		is_str(keys(&f), paths[i].keys, "reach: of PATH '%s' is "
		    "found: %s", paths[i].path == NULL ? "none" :
		    paths[i].path, paths[i].keys);
	}
	r.env = NULL;
	vars.path = "/usr/bin";
	for (size_t i = 0; i < ROWS(variables); i++) {
		struct findings f = { .arena = a };

		variable[0] = variables[i].name;
		variable[1] = variables[i].value;
		which_examine(&r, &f);
		is_str(keys(&f), variables[i].keys, "reach: of %s='%s' is "
		    "found: %s", variable[0], variable[1], variables[i].keys);
	}
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(says); i++)
		test_seen(&a, says[i].text, says[i].keys);
	for (size_t i = 0; i < ROWS(aliases); i++)
		test_seen(&a, text_join(&a, "prompt=__venvhook_hook|"
		    "alias python=", aliases[i].alias, "|", NULL),
		    aliases[i].past ? "python-alias" : "");
	test_reach(&a);
	for (enum found i = 0; i < NFOUND; i++)
		ok(found_rows[i].key != NULL && found_rows[i].todo != NULL,
		    "finding %d has a key and what to do", i);
	return done_testing();
}
