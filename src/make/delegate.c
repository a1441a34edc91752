#include "config.h"

#include "make/delegate.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/layout.h"
#include "core/python/python.h"
#include "core/rule/settings.h"
#include "make/recipe.h"
#include "make/target.h"
#include "sys/child.h"
#include "sys/program.h"

/*
 * Two rows of the options need care.  --clear is not handed on, as we put aside
 * ourselves what was there.  --without-scm-ignore-files is unknown to a venv
 * that writes no such file.
 */
enum { NOPTIONS = 8, ROW_CLEAR = 2, ROW_IGNORE = 6, ARGS_MAX = 24 };

/*
 * The options of python -m venv in the words of each; NULL: it cannot do that;
 * "": it does that anyway.
 */
static const struct delegate {
	const char *name;
	const char *head[6];		/* what stands before the options */
	const char *python;		/* the option that names the base */
	const char *words[NOPTIONS];	/* in the order of option_names */
	const char *pip;		/* what asks for pip; NULL: nothing */
} delegates[] = {
	[CREATOR_VENV] = { "venv", { "-I", "-m", "venv" }, NULL, {
		"--system-site-packages", "--copies", "--clear", "--upgrade",
		"--without-pip", "--upgrade-deps",
		"--without-scm-ignore-files", "--prompt=",
	}, NULL },
	[CREATOR_VIRTUALENV] = { "virtualenv", { "--quiet" }, "--python=", {
		"--system-site-packages", "--copies", "--clear", NULL,
		"--no-seed", NULL, "--no-vcs-ignore", "--prompt=",
	}, NULL },
	[CREATOR_UV] = { "uv", { "venv", "--no-config", "--quiet",
	    "--allow-existing" }, "--python=", {
		"--system-site-packages", NULL, "--clear", NULL, "", NULL,
		NULL, "--prompt=",
	}, "--seed" },
};

static const char *const option_names[NOPTIONS] = {
	"--system-site-packages", "--copies", "--clear", "--upgrade",
	"--without-pip", "--upgrade-deps", "--without-scm-ignore-files",
	"--prompt",
};

/* Was the option of that row given? */
static bool
given(const struct layout_options *o, int row)
{
	const bool options[NOPTIONS] = {
		o->system_site_packages, o->copies, o->clear, o->upgrade,
		o->without_pip, o->upgrade_deps, o->without_scm_ignore_files,
		o->prompt != NULL,
	};

	return options[row];
}

/* The creator of the settings; the base's own venv for one we do not know. */
static const struct delegate *
delegate_of(const struct recipe *m)
{
	return &delegates[m->creator == CREATOR_VENVHOOK ? CREATOR_VENV :
	    m->creator];
}

bool
delegate_fits(const struct recipe *m)
{
	const struct delegate *d = delegate_of(m);

	for (int row = 0; row < NOPTIONS; row++) {
		if (!given(&m->options, row) || d->words[row] != NULL)
			continue;
		return fault_set(m->fault, option_names[row],
		    text_join(m->arena, d->name, ", the creator of your "
		    "settings, cannot do that", NULL), NULL);
	}
	return true;
}

/* The base, which was chosen already, or what PATH has of that name. */
static bool
delegate_find(const struct recipe *m, const struct delegate *d,
    struct program *program)
{
	struct program_rules rules = recipe_rules(m);

	if (d->python == NULL)
		return program_at(program, &rules, m->python->executable,
		    m->fault);
	rules.foreign = false;
	if (program_find(program, &rules, d->name, m->fault))
		return true;
	m->fault->hint = "it is the creator of your settings: install it, or "
	    "take 'creator' out of them";
	return false;
}

/* A prompt "." is replaced here, as the program is run from "/". */
static const char *
delegate_prompt(const struct recipe *m)
{
	const char *prompt = m->options.prompt;

	if (strcmp(prompt, ".") != 0 || m->options.cwd == NULL)
		return prompt;
	return path_base(str_from(m->options.cwd)).p;
}

static void
delegate_args(const struct recipe *m, const struct delegate *d,
    const char *args[ARGS_MAX])
{
	const struct layout_options *o = &m->options;
	int n = 0;

	for (int i = 0; d->head[i] != NULL; i++)
		args[n++] = d->head[i];
	if (d->python != NULL)
		args[n++] = text_join(m->arena, d->python,
		    m->python->executable, NULL);
	for (int row = 0; row < NOPTIONS; row++)
		if (row != ROW_CLEAR && given(o, row) &&
		    d->words[row][0] != '\0' && (row != ROW_IGNORE ||
		    d->python != NULL || layout_ignores(m->python)))
			args[n++] = row < NOPTIONS - 1 ? d->words[row] :
			    text_join(m->arena, d->words[row],
			    delegate_prompt(m), NULL);
	if (d->pip != NULL && !o->without_pip)
		args[n++] = d->pip;
	args[n++] = "--";
	args[n] = m->env;
}

const char *
delegate_name(const struct recipe *m)
{
	return delegate_of(m)->name;
}

bool
delegate_there(const struct recipe *m)
{
	struct program program;

	return delegate_find(m, delegate_of(m), &program);
}

bool
delegate_run(const struct recipe *m, const struct target *target)
{
	const struct delegate *d = delegate_of(m);
	const char *args[ARGS_MAX] = { NULL };
	struct program program;
	struct child child = { .program = &program, .args = args,
	    .progress = m->progress, .lock = target->fd };
	struct child_end end;

	if (!delegate_find(m, d, &program))
		return false;
	delegate_args(m, d, args);
	return child_run(m->arena, &child, &end) ||
	    child_fault(m->arena, &end, m->env, program.path, m->fault);
}
