#include "config.h"

#include "cmd/exec.h"

#include <stddef.h>

#include "base/str.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/shell/diff.h"
#include "core/shell/session.h"
#include "core/vars.h"
#include "look/world.h"
#include "sys/cwd.h"
#include "sys/error.h"
#include "sys/exec.h"

/*
 * The variables as a new shell in the directory would have them, in which
 * neither a `deactivate` of this shell counts, nor an env that is on by hand.
 */
static struct vars
exec_vars(struct run *run)
{
	struct vars vars = *run->vars;
	struct session session;
	bool ours = vars.session != NULL && session_parse(run->arena,
	    str_from(vars.session), &session);

	if (ours && session.mode == SESSION_OFF)
		vars.session = NULL;
	if (!ours || session.mode != SESSION_ON)
		vars.virtual_env = NULL;
	return vars;
}

/* The env that cd to DIR would switch on: EXIT_DONE, or says why not. */
static int
exec_find(struct run *run, struct vars *vars, struct world *w)
{
	struct run asked = *run;
	const char *dir = run_option(run, "--dir");
	const struct decision *d = &w->decision;
	struct vars before = exec_vars(run);
	int here = cwd_open(), status;

	asked.vars = &before;
	status = where_read(&asked, dir, vars, w);
	if (here < 0 || !cwd_return(here))
		return fail(run->arena, ".", error_reason(run->arena));
	if (status != EXIT_DONE)
		return status;
	if (d->why == WHY_NOTHING)
		return where_empty(run, dir, w, true);
	if (d->env != NULL)
		return EXIT_DONE;
	say_notice(run->arena, d->subject != NULL ? d->subject : "exec",
	    d->reason, where_hint(run->arena, d->hint, dir));
	return EXIT_REFUSED;
}

static int
exec_run(struct run *run)
{
	struct exec_var list[CHANGES_MAX + 1] = { { "VENVHOOK_HOOK", NULL } };
	struct outcome out;
	struct vars vars;
	struct world w;
	const char *path, *reason;
	int n = 1, status = exec_find(run, &vars, &w);

	if (status != EXIT_DONE)
		return status;
	out = diff(run->arena, &w.facts, &w.decision,
	    (struct caller){ .start = true });
	path = vars.path;
	for (size_t i = 0; i < out.changes.n; i++) {
		const struct change *c = &out.changes.list[i];

		list[n++] = (struct exec_var){ c->name, c->value };
		if (str_is(str_from(c->name), "PATH"))
			path = c->value;
	}
	status = exec_replace(run->arena, run->words, path, list, n, &reason);
	fail(run->arena, run->words[0], reason);
	return status;
}

static const struct option exec_options[] = {
	{ .name = "--dir", .arg = "DIR",
	    .help = "take the environment of this directory" },
	{ .name = NULL },
};

const struct command exec_command = {
	.name = "exec",
	.args = "CMD...",
	.help = "run a command inside the project's environment",
	.options = exec_options,
	.least = 1,
	.most = -1,
	.rest = true,
	.run = exec_run,
};
