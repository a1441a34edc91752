#include "config.h"

#include "cmd/activate.h"

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/export.h"
#include "cmd/names.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/python/pyvenv.h"
#include "core/shell/diff.h"
#include "core/shell/session.h"
#include "core/shell/shell.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "look/project.h"
#include "look/world.h"
#include "sys/cwd.h"
#include "sys/node.h"

/* The shell that --shell names: EXIT_DONE, or the error was printed. */
static int
shell_asked(struct run *run, const struct shell **shell)
{
	const char *name = run_option(run, "--shell");

	if (name != NULL) {
		run->hook = NULL;
		*shell = run_shell(run, name);
		return *shell == NULL ? EXIT_USAGE : EXIT_DONE;
	}
	if (run->hook != NULL) {
		*shell = run->hook->shell;
		return EXIT_DONE;
	}
	say_notice(run->arena, run->command->name, "a program cannot change "
	    "the shell that calls it; the shell function does",
	    "run 'venvhook setup' to have it, and start a new shell");
	return EXIT_REFUSED;
}

static int
refused(struct run *run, const char *subject, const struct decision *d)
{
	say_notice(run->arena, d->subject != NULL ? d->subject : subject,
	    d->reason, d->hint);
	return EXIT_REFUSED;
}

/* Switch the env of this project on again, after deactivate. */
static int
activate_here(struct run *run, const struct shell *shell)
{
	struct vars vars = *run->vars;
	struct session session;
	struct world w;

	if (vars.session != NULL && session_parse(run->arena,
	    str_from(vars.session), &session) &&
	    !session_is_on(&session))
		vars.session = NULL;
	world_read(run->arena, &vars, STAND_HERE, &w);
	if (w.decision.why == WHY_NOTHING)
		return where_empty(run, NULL, &w, true);
	if (w.decision.env == NULL)
		return refused(run, "activate", &w.decision);
	return export_print(run, &w, shell, NULL);
}

/* The path of the env of that name, if there is one; else word as a path. */
static const char *
env_named(struct run *run, const struct world *w, const char *word)
{
	const char *path = names_path(run, word);

	if (path != NULL && cwd_has(run->arena, path, PYVENV_CFG))
		return path;
	if (word[0] == '/')
		return path_clean(run->arena, word);
	if (w->search.start == NULL)
		return NULL;
	return path_clean(run->arena,
	    text_join(run->arena, w->search.start, "/", word, NULL));
}

/* Neither the name of an env nor a path that leads anywhere. */
static int
env_missing(struct run *run, const char *word, const char *path)
{
	struct arena *a = run->arena;
	const char *named = names_path(run, word);

	if (named == NULL)
		return fail(a, path, "is not there");
	say_notice(a, word, text_join(a, "no environment of that name: "
	    "neither ", named, " nor ", path, " is there",
	    names_question(run, word), NULL), "'venvhook list' shows which "
	    "there are; one without a name is meant by its path");
	return EXIT_REFUSED;
}

/* Where --cd goes: EXIT_DONE, or the error was printed. */
static int
env_project(struct run *run, const struct env *env, const char **project)
{
	const char *reason = "names no directory that is there";

	if (run->hook == NULL)
		return run_usage(run, "--cd", "needs the shell function of the "
		    "hook");
	*project = project_said(run->arena, env->where.canonical, &reason);
	if (*project != NULL && node_followed(*project).kind == NODE_DIR)
		return EXIT_DONE;
	return fail(run->arena, project_file(run->arena,
	    env->where.canonical), reason);
}

static int
activate_env(struct run *run, const struct shell *shell, const char *word)
{
	struct world w;
	struct decision d;
	const char *path, *go = NULL;

	world_read(run->arena, run->vars, STAND_HERE, &w);
	world_grants(run->arena, &w);
	path = env_named(run, &w, word);
	if (path == NULL || w.decision.why == WHY_MANUAL)
		return refused(run, word, &w.decision);
	if (w.facts.settings == NULL || w.facts.trust == NULL)
		return fail_fault(run->arena, w.facts.fault);
	world_activate(run->arena, &w, path);
	if (w.active.where.entry == ENTRY_LOST && w.active.where.named == NULL)
		return env_missing(run, word, path);
	if (w.decision.env != NULL && run_has(run, "--cd") &&
	    env_project(run, &w.active, &go) != EXIT_DONE)
		return EXIT_REFUSED;
	if (w.decision.env != NULL)
		return export_print(run, &w, shell, go);
	d = w.decision;
	d.hint = w.active.where.canonical == NULL ? NULL :
	    where_hint(run->arena, d.hint, path);
	return refused(run, word, &d);
}

static int
activate_run(struct run *run)
{
	const struct shell *shell;
	int status = shell_asked(run, &shell);

	if (status != EXIT_DONE)
		return status;
	if (run->nwords == 0 && run_has(run, "--cd"))
		return run_usage(run, "--cd", "needs the name of an env");
	if (run->nwords == 0)
		return activate_here(run, shell);
	return activate_env(run, shell, run->words[0]);
}

/* Say that nothing is on, or that it was not switched on by us. */
static int
not_ours(struct run *run)
{
	const char *on = run->vars->virtual_env;

	if (on == NULL || on[0] == '\0')
		return fail(run->arena, "deactivate",
		    "no environment is active");
	say_notice(run->arena, on, "was activated by hand, not by venvhook",
	    "run 'deactivate', which came with it");
	return EXIT_REFUSED;
}

static int
deactivate_run(struct run *run)
{
	const char *name = run_option(run, "--shell");
	const struct shell *shell;
	struct outcome out;
	struct world w;
	int status;

	if (name != NULL && run_shell(run, name) == NULL)
		return EXIT_USAGE;
	world_read(run->arena, run->vars, STAND_HERE, &w);
	if (!session_holds(&w.facts))
		return not_ours(run);
	if ((status = shell_asked(run, &shell)) != EXIT_DONE)
		return status;
	out = diff_off(run->arena, &w.facts, export_caller(run));
	return export_brief(run, &out, shell);
}

static const struct option activate_options[] = {
	{ .name = "--cd", .help = "change to the project that a file .project "
	    "in it names" },
	{ .name = "--shell", .arg = "SHELL",
	    .help = "print the statements for this shell" },
	{ .name = NULL },
};

const struct command activate_command = {
	.name = "activate",
	.args = "[ENV]",
	.help = "switch on the project's environment, or the one named",
	.options = activate_options,
	.most = 1,
	.run = activate_run,
};

const struct command deactivate_command = {
	.name = "deactivate",
	.args = "",
	.help = "switch it off until you leave the project",
	.options = activate_options + 1,	/* without --cd */
	.run = deactivate_run,
};
