#include "config.h"

#include "cmd/export.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/create.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "core/rule/settings.h"
#include "core/shell/diff.h"
#include "core/shell/left.h"
#include "core/shell/notices.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/shell/shell.h"
#include "core/shell/watch.h"
#include "core/vars.h"
#include "look/watch.h"
#include "look/world.h"
#include "sys/vars.h"

/* Not in one piece with what every run needs, which is near (src/hot.ld). */
#define RARE __attribute__((noinline))

/* A hook in a file of its own may be old: how to renew that; or NULL. */
static const char *
hook_renew(struct run *run, const struct shell *shell)
{
	return shell->rc.line != NULL ? NULL : text_join(run->arena,
	    "run 'venvhook setup ", shell->name, "' to update it", NULL);
}

/*
 * The hook of a live shell speaks another protocol: tell that a person who
 * calls, and else once.  What a hook reads then is the same in all of them.
 */
RARE static int
hook_refuse(struct run *run, const struct shell *shell)
{
	static const char key[] = "0000000000000000";
	const char *notices = text_or_empty(run_option(run, "--notices"));
	struct buf b = buf_in(run->arena);

	if (run->nwords == 1 && notices_has(notices, key))
		return EXIT_REFUSED;
	say_notice(run->arena, "hook", text_join(run->arena, "this shell was "
	    "set up by another version of venvhook: 'exec ", shell->name,
	    "' starts it again", NULL), hook_renew(run, shell));
	if (run->nwords > 1 || shell->hook == NULL)
		return EXIT_REFUSED;
	shell_noted(shell, &b, notices_add(run->arena, notices, key));
	return out_write(run->arena, buf_view(&b));
}

/* If a hook asks: does it speak our protocol? */
static bool
hook_known(struct run *run, const struct shell *shell)
{
	const char *protocol = run_option(run, "--hook");

	return protocol == NULL || strcmp(protocol,
	    shell->protocol != NULL ? shell->protocol : "1") == 0;
}

RARE static void
hook_tell(struct run *run, const struct shell *shell, const char *made_by)
{
	say_notice(run->arena, "hook", text_join(run->arena,
	    "this shell was set up by version ", made_by, "; the "
	    "program is version " PACKAGE_VERSION, NULL),
	    hook_renew(run, shell));
}

static bool
is_noticed(const struct world *w)
{
	const struct settings *s = w->facts.settings;

	return whys[w->decision.why].notice &&
	    (s == NULL || s->messages != MESSAGES_NONE);
}

/* With messages = all: what was switched on or off. */
static void
tell_changes(struct run *run, const struct world *w,
    const struct outcome *out)
{
	const struct settings *s = w->facts.settings;

	if (s == NULL || s->messages != MESSAGES_ALL || out->changes.n == 0)
		return;
	if (out->env != NULL)
		say(run->arena, out->env, "activated");
	else if (w->facts.session != NULL && session_holds(&w->facts))
		say(run->arena, w->facts.session->env, "deactivated");
}

/*
 * Print the notice, unless this shell has seen it.  Returns the new list of
 * those seen; NULL: it is as before.  A failed creation is put into the list as
 * well, so that it is not tried again on each cd.
 */
static const char *
tell(struct run *run, const struct world *w)
{
	const char *notices = run->hook == NULL ? NULL : run->hook->notices;
	const char *key;

	if (!is_noticed(w) && w->decision.why != WHY_CREATE_FAILED)
		return NULL;
	key = notices_key(run->arena, &w->decision);
	if (notices != NULL && notices_has(notices, key))
		return NULL;
	if (w->decision.why != WHY_CREATE_FAILED)
		say_notice(run->arena, w->decision.subject,
		    w->decision.reason, w->decision.hint);
	return notices_add(run->arena, notices == NULL ? "" : notices, key);
}

/* Make what the policy wants made, unless that failed here before. */
static void
export_create(struct run *run, struct world *w)
{
	const char *notices = run->hook->notices;
	struct decision failed = decision_instead(w->decision,
	    WHY_CREATE_FAILED);
	const char *project = w->decision.subject;

	if (notices != NULL &&
	    notices_has(notices, notices_key(run->arena, &failed)))
		w->decision = failed;
	else if (create_auto(run, project))
		world_read(run->arena, run->vars, STAND_HERE, w);
	else
		w->decision = failed;
}

/* Can the shell read all values? */
static bool
outcome_carried(const struct shell *shell, const struct outcome *out)
{
	for (size_t i = 0; i < out->changes.n; i++) {
		const char *value = out->changes.list[i].value;

		if (value != NULL &&
		    !shell_carries(shell, str_from(value)))
			return false;
	}
	return true;
}

struct caller
export_caller(const struct run *run)
{
	return run->hook != NULL ? run->hook->caller :
	    (struct caller){ .start = false };
}

/* The outcome; an env whose path this shell cannot read is not activated. */
static struct outcome
export_outcome(struct run *run, struct world *w, const struct shell *shell)
{
	struct caller caller = export_caller(run);
	struct outcome out;

	out = diff(run->arena, &w->facts, &w->decision, caller);
	if (w->decision.env == NULL || (outcome_carried(shell, &out) &&
	    shell_keeps(shell, out.entry)))
		return out;
	w->decision = decision_instead(w->decision,
	    outcome_carried(shell, &out) ? WHY_EXPANDED : WHY_BYTES);
	return diff(run->arena, &w->facts, &w->decision, caller);
}

/* Print an answer: for the hook to evaluate, or for a person to read. */
static int
export_write(struct run *run, const struct buf *b)
{
	return run->hook != NULL ? out_write(run->arena, buf_view(b)) :
	    run_write(run, buf_view(b));
}

enum { USUAL = 4095 };		/* bytes; hardly an answer is longer */

static void
answer_hook(struct answer *answer, struct hook *hook,
    const struct watch *watch)
{
	hook->answered = true;
	answer->watch = watch;
	answer->tests = hook->tests;
	answer->path = hook->path;
	answer->had_notices = hook->notices;
	answer->had_left = hook->caller.left;
	answer->replaced = hook->replaced;
}

int
export_print(struct run *run, struct world *w, const struct shell *shell,
    const char *go)
{
	struct outcome out = export_outcome(run, w, shell);
	struct answer answer = { .out = &out, .go = go };
	struct buf b = buf_in(run->arena);
	struct watch watch;

	buf_expect(&b, USUAL);
	world_renew(run->arena, w);
	if (!outcome_carried(shell, &out))
		return fail(run->arena, "PATH",
		    "is not UTF-8 and cannot pass to this shell");
	if (run->hook != NULL) {
		watch_gather(run->arena, w, &watch);
		watch.nameless = out.changes.nameless;
		if (shell->utf8)
			watch_utf8(&watch);
		answer_hook(&answer, run->hook, &watch);
	}
	answer.notices = tell(run, w);
	answer.tells = w->facts.settings != NULL &&
	    w->facts.settings->messages == MESSAGES_ALL;
	shell_print(shell, &b, &answer);
	tell_changes(run, w, &out);
	return export_write(run, &b);
}

/*
 * Adapt the session of a shell that has just started: that VIRTUAL_ENV is not
 * set does not mean there that `deactivate` was run.
 */
static void
vars_of_start(struct run *run, struct vars *v)
{
	struct session s;

	if (v->session == NULL || v->virtual_env != NULL ||
	    !session_parse(run->arena, str_from(v->session), &s) ||
	    s.mode != SESSION_ON)
		return;
	s.mode = SESSION_UNDER;
	v->session = session_print(run->arena, &s);
}

/*
 * Is the `deactivate` that bash exports not ours?  Versions of bash differ in
 * how they call the variable for a function.
 */
static bool
is_replaced(const struct vars *v)
{
	static const char *const names[] = { "BASH_FUNC_deactivate%%",
	    "BASH_FUNC_deactivate()", "__BASH_FUNC<deactivate>()",
	    "deactivate" };
	const char *text = NULL;

	for (size_t i = 0; text == NULL &&
	    i < sizeof(names) / sizeof(names[0]); i++)
		text = vars_sought(v, names[i]);
	return text != NULL && strstr(text, "__venvhook_off") == NULL;
}

/* Take PATH as the shell has it: a local one may not be exported. */
static void
vars_of_shell(struct run *run, struct vars *v, struct hook *hook)
{
	const char *path = run_option(run, "--path");

	if (path == NULL && hook->shell->hidden != NULL)
		path = v->path;
	hook->replaced = hook->shell->replaced != NULL && is_replaced(v);
	if (path != NULL && path[0] != '\0')
		v->path = hook->path = path;
	run->vars = v;
}

/*
 * Has direnv put PATH back, or set it, since the last answer?  Then what is in
 * it was not typed, whether the hook knows that or not.
 */
static void
vars_of_direnv(struct run *run, const struct vars *v, struct caller *caller)
{
	const char *kept = vars_sought(v, "DIRENV_DIFF");

	caller->mark = kept == NULL ? 0 : left_mark(kept);
	if (caller->left != NULL)
		caller->left = left_compare(run->arena, caller->left,
		    caller->mark);
}

/*
 * An env's own activate was run, which the user has typed: so what is in PATH
 * is not swept (core/shell/left.h), and PYTHONHOME is what activate put away.
 */
static void
vars_of_kept(const struct run *run, struct vars *v, struct hook *hook)
{
	const char *kept = run_option(run, "--kept");

	if (kept == NULL)
		return;
	hook->caller.kept = true;
	hook->caller.left = left_plain(hook->caller.left);
	if (kept[0] != '\0' && v->virtual_env != NULL)
		v->pythonhome = kept;
}

int
export_brief(struct run *run, const struct outcome *out,
    const struct shell *shell)
{
	struct answer answer = { .out = out };
	struct buf b = buf_in(run->arena);
	struct watch never = { .n = 0 };

	if (run->hook != NULL) {
		watch_add(run->arena, &never, WATCH_ABSENT, "/");
		answer_hook(&answer, run->hook, &never);
	}
	shell_print(shell, &b, &answer);
	return export_write(run, &b);
}

/* Have the shell tell what it alone can see, and then call `doctor`. */
RARE static int
export_doctor(struct run *run, const struct shell *shell)
{
	struct buf b = buf_in(run->arena);

	shell_examine(shell, &b, run->words + 1);
	return out_write(run->arena, buf_view(&b));
}

/* There is no PATH, but the shell may have one: have the hook ask with that. */
RARE static int
export_repeat(struct run *run, const struct shell *shell)
{
	struct buf b = buf_in(run->arena);

	if (run_has(run, "--start"))
		shell_assign(shell, &b, "__venvhook_start", "--start");
	shell_repeat(shell, &b, (size_t)run->nwords - 1);
	return out_write(run->arena, buf_view(&b));
}

/* Run what a person has typed behind `venvhook` in the shell of a hook. */
RARE static int
export_call(struct run *run, struct hook *hook)
{
	struct run call = {
		.arena = run->arena,
		.vars = run->vars,
		.program = run->program,
		.hook = hook,
		.says = hook->shell->say != NULL ? hook->shell : NULL,
	};
	int status = run_call(&call, run->nwords, run->words);

	return status == EXIT_DONE && !hook->answered && call.says == NULL ?
	    EXIT_SHOWN : status;
}

static enum stand
export_stand(const struct run *run)
{
	return run_has(run, "--nowhere") ? STAND_NONE :
	    run_has(run, "--gone") ? STAND_GONE : STAND_HERE;
}

static int
export_state(struct run *run, const struct shell *shell)
{
	struct vars vars = *run->vars;
	struct world w;

	if (run_has(run, "--start"))
		vars_of_start(run, &vars);
	vars.taken = run->hook != NULL && !run->hook->caller.kept &&
	    left_is_now(run_option(run, "--left"));
	/* a deactivate unsets itself: while ours is there, none was run */
	vars.taken_alone = vars.taken && (shell->now_ours ||
	    (shell->replaced != NULL && !run->hook->replaced));
	if (run->hook != NULL && vars.virtual_env != NULL)
		vars.put_back = left_has(run->hook->caller.left,
		    pathlist_entry(run->arena, vars.virtual_env));
	world_read(run->arena, &vars, export_stand(run), &w);
	if (w.decision.why == WHY_CREATE && run->hook != NULL)
		export_create(run, &w);
	return export_print(run, &w, shell, NULL);
}

static int
export_run(struct run *run)
{
	const char *made_by = run_option(run, "--made-by");
	struct vars vars = *run->vars;
	struct hook hook = {
		.shell = run_shell(run, run->words[0]),
		.notices = run_option(run, "--notices"),
		.tests = run_option(run, "--tests"),
		.caller = {
			.start = run_has(run, "--start"),
			.left = run_option(run, "--left"),
		},
	};

	if (hook.shell == NULL)
		return EXIT_USAGE;
	if (!hook_known(run, hook.shell))
		return hook_refuse(run, hook.shell);
	if (made_by != NULL && strcmp(made_by, PACKAGE_VERSION) != 0)
		hook_tell(run, hook.shell, made_by);
	run->hook = run_has(run, "--hook") && hook.shell->hook != NULL ?
	    &hook : NULL;
	if (run->hook != NULL && hook.shell->hidden != NULL &&
	    vars.path == NULL && run_option(run, "--path") == NULL)
		return export_repeat(run, hook.shell);
	vars_of_shell(run, &vars, &hook);
	vars_of_direnv(run, &vars, &hook.caller);
	vars_of_kept(run, &vars, &hook);
	if (run->nwords == 1)
		return export_state(run, hook.shell);
	if (run->hook == NULL)
		return run_usage(run, run->words[1], "unexpected argument");
	if (hook.shell->examine[0] != NULL &&
	    strcmp(run->words[1], "doctor") == 0)
		return export_doctor(run, hook.shell);
	return export_call(run, &hook);
}

/* Only the hooks use these. */
static const struct option export_options[] = {
	{ .name = "--hook", .arg = "N" },
	{ .name = "--notices", .arg = "KEYS" },
	{ .name = "--left", .arg = "ENTRIES" },
	{ .name = "--path", .arg = "PATH" },
	{ .name = "--tests", .arg = "NAMES" },
	{ .name = "--kept", .arg = "PYTHONHOME" },
	{ .name = "--start" },
	{ .name = "--made-by", .arg = "VERSION" },
	{ .name = "--nowhere" },
	{ .name = "--gone" },
	{ .name = NULL },
};

const struct command export_command = {
	.name = "export",
	.args = "SHELL",
	.help = "print what brings a shell to where it should be "
	    "(SHELL may be sh or json)",
	.options = export_options,
	.least = 1,
	.most = -1,		/* of a hook: the words of a call */
	.run = export_run,
};
