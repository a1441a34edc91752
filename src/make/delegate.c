#include "config.h"

#include "make/delegate.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "core/python/python.h"
#include "core/rule/settings.h"
#include "sys/child.h"
#include "make/make.h"
#include "sys/say.h"
#include "sys/self.h"

enum { NOPTIONS = 8, ARGV_MAX = 24 };

/* The options of python -m venv in the words of each; NULL: it has none. */
static const struct delegate {
	const char *name;
	const char *head[5];		/* what stands before the options */
	const char *python;		/* the option that names the base */
	const char *words[NOPTIONS];	/* in the order of given() */
	const char *pip;		/* what asks for pip, if asked for */
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
	[CREATOR_UV] = { "uv", { "venv", "--quiet", "--allow-existing" },
	    "--python=", {
		"--system-site-packages", NULL, "--clear", NULL, "", NULL,
		NULL, "--prompt=",
	}, "--seed" },
};

static const char *const option_names[NOPTIONS] = {
	"--system-site-packages", "--copies", "--clear", "--upgrade",
	"--without-pip", "--upgrade-deps", "--without-scm-ignore-files",
	"--prompt",
};

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

/* A base that we do not know is asked itself. */
static const struct delegate *
delegate_of(const struct make *m)
{
	return &delegates[m->creator == CREATOR_VENVHOOK ? CREATOR_VENV :
	    m->creator];
}

bool
delegate_fits(const struct make *m)
{
	const struct delegate *d = delegate_of(m);

	for (int row = 0; row < NOPTIONS; row++) {
		if (!given(&m->options, row) || d->words[row] != NULL)
			continue;
		say(m->arena, option_names[row], text_join(m->arena,
		    d->name, ", the creator of your settings, cannot do that",
		    NULL));
		return false;
	}
	return true;
}

static const char *
delegate_program(const struct make *m, const struct delegate *d)
{
	if (d->python == NULL)
		return m->python->executable;
	return self_path(m->arena, m->vars, d->name);
}

static void
delegate_argv(const struct make *m, const struct delegate *d,
    const char *argv[ARGV_MAX])
{
	const struct layout_options *o = &m->options;
	int n = 1;

	for (int i = 0; d->head[i] != NULL; i++)
		argv[n++] = d->head[i];
	if (d->python != NULL)
		argv[n++] = text_join(m->arena, d->python,
		    m->python->executable, NULL);
	for (int row = 0; row < NOPTIONS; row++)
		if (given(o, row) && d->words[row][0] != '\0')
			argv[n++] = row < NOPTIONS - 1 ? d->words[row] :
			    text_join(m->arena, d->words[row], o->prompt,
			    NULL);
	if (d->pip != NULL && !o->without_pip)
		argv[n++] = d->pip;
	argv[n++] = "--";
	argv[n] = m->env;
}

bool
delegate_run(const struct make *m)
{
	const struct delegate *d = delegate_of(m);
	const char *argv[ARGV_MAX] = { delegate_program(m, d) };
	struct child child = { .argv = argv, .progress = m->progress };
	struct str output;
	int status;

	if (argv[0] == NULL) {
		say(m->arena, d->name, "the creator of your settings is not "
		    "on PATH");
		return false;
	}
	delegate_argv(m, d, argv);
	status = child_run(m->arena, &child, &output);
	if (status == 0)
		return true;
	say(m->arena, m->env, status == CHILD_CANCELLED ? "given up" :
	    status == CHILD_NOT_RUN ? say_errno(m->arena) : text_join(m->arena,
	    argv[0], " could not make it", NULL));
	child_tell(m->arena, output);
	return false;
}
