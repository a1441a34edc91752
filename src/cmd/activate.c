#include "config.h"

#include "cmd/activate.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/export.h"
#include "core/diff.h"
#include "core/environ.h"
#include "core/redirect.h"
#include "core/shell.h"
#include "sys/cwd.h"
#include "sys/dirs.h"
#include "sys/inspect.h"
#include "sys/out.h"
#include "sys/say.h"
#include "sys/world.h"

/* The row of --shell; NULL after an error told. */
static const struct shell *
shell_asked(struct run *run)
{
	const char *name = run_option(run, "--shell");
	const struct shell *shell = name == NULL ? NULL : shell_find(name);

	if (shell != NULL)
		return shell;
	say(run->arena, run->command->name, "a program cannot change the "
	    "shell that calls it; the shell function does");
	say_hint(run->arena, "put the line that 'venvhook help' shows into "
	    "the rc file of your shell, and start a new one");
	return NULL;
}

static int
refused(struct run *run, const char *subject, const struct decision *d)
{
	say_notice(run->arena, d->subject != NULL ? d->subject : subject,
	    d->reason, d->hint);
	return EXIT_REFUSED;
}

/* The env of this project again, after deactivate. */
static int
activate_here(struct run *run, const struct shell *shell)
{
	struct environ environ = *run->environ;
	struct session session;
	struct world w;

	if (environ.session != NULL && session_parse(run->arena,
	    str_from(environ.session), &session) &&
	    session.mode == SESSION_OFF)
		environ.session = NULL;
	world_read(run->arena, &environ, false, &w);
	if (w.decision.env == NULL)
		return refused(run, "activate", &w.decision);
	return export_print(run, &w, shell);
}

/* A name in WORKON_HOME, or else a path; NULL if it is neither. */
static const char *
env_named(struct run *run, const struct world *w, const char *word)
{
	const char *home = dirs_workon(run->arena, run->environ), *path;

	if (strchr(word, '/') == NULL && home != NULL && word[0] != '.') {
		path = text_join(run->arena, home, "/", word, NULL);
		if (cwd_has(run->arena, path, "pyvenv.cfg"))
			return path_clean(run->arena, path);
	}
	if (word[0] == '/')
		return path_clean(run->arena, word);
	if (w->search.start == NULL)
		return NULL;
	return path_clean(run->arena,
	    text_join(run->arena, w->search.start, "/", word, NULL));
}

static int
activate_env(struct run *run, const struct shell *shell, const char *word)
{
	struct world w;
	const char *path;

	world_read(run->arena, run->environ, false, &w);
	world_grants(run->arena, &w);
	path = env_named(run, &w, word);
	if (path == NULL || w.decision.why == WHY_MANUAL)
		return refused(run, word, &w.decision);
	if (w.facts.settings == NULL || w.facts.trust == NULL)
		return fail(run->arena, w.facts.fault, w.facts.fault_reason);
	inspect(run->arena, run->environ, NULL, path, false, &w.active);
	w.decision = world_judge(run->arena, &w, &w.active, true);
	if (w.decision.env == NULL)
		return refused(run, word, &w.decision);
	w.facts.active = &w.active;
	w.decision.why = WHY_HAND;
	return export_print(run, &w, shell);
}

static int
activate_run(struct run *run)
{
	const struct shell *shell = shell_asked(run);

	if (shell == NULL || hook_check(run) != EXIT_DONE)
		return EXIT_REFUSED;
	if (run->nwords == 0)
		return activate_here(run, shell);
	return activate_env(run, shell, run->words[0]);
}

static int
deactivate_run(struct run *run)
{
	const struct shell *shell = shell_asked(run);
	struct buf b = buf_in(run->arena);
	struct outcome out;
	struct world w;

	if (shell == NULL)
		return EXIT_REFUSED;
	world_read(run->arena, run->environ, false, &w);
	if (!session_holds(&w.facts))
		return fail(run->arena, "deactivate",
		    "no environment of venvhook is active");
	out = diff_off(run->arena, &w.facts);
	shell_print(shell, &b, &out, NULL);
	return out_write(run->arena, buf_view(&b));
}

static const struct option activate_options[] = {
	{ .name = "--shell", .arg = "SHELL",
	    .help = "print the statements for this shell" },
	{ .name = "--hook", .arg = "N" },
	{ .name = "--told", .arg = "KEYS" },
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
	.options = activate_options,
	.run = deactivate_run,
};
