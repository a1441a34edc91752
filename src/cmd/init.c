#include "config.h"

#include "cmd/init.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/out.h"
#include "cmd/rcfile.h"
#include "cmd/say.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/shell/shell.h"
#include "core/shell/themes.h"
#include "core/vars.h"
#include "sys/dirs.h"
#include "sys/program.h"
#include "sys/self.h"

/* The words of a script that init replaces (doc/HOOK.md). */
#define MARK "__VENVHOOK_"
static const struct str mark_program = STR_INIT(MARK "_");
static const struct str mark_version = STR_INIT(MARK "VERSION__");
static const struct str mark_shell = STR_INIT(MARK "SHELL__");
static const struct str mark_builtin = STR_INIT("\\builtin ");
static const struct str mark_themes = STR_INIT(MARK "THEMES__");
static const struct str mark_variables = STR_INIT(MARK "VARIABLES__");
static const struct str mark_key = STR_INIT(MARK "KEY__");

/* Print what takes the place of the word at `at`; returns its length. */
static size_t
mark_print(struct buf *b, struct str at, const struct shell *shell,
    const char *program)
{
	if (shell->brief != NULL && str_starts(at, str_from(shell->brief))) {
		buf_text(b, "__venvhook_");
		return strlen(shell->brief);
	}
	if (str_starts(at, mark_builtin)) {
		buf_char(b, '\\');
		return mark_builtin.n;
	}
	if (str_starts(at, mark_shell)) {
		buf_text(b, shell->name);
		return mark_shell.n;
	}
	if (str_starts(at, mark_themes)) {
		themes_print(b, shell);
		return mark_themes.n;
	}
	if (str_starts(at, mark_version)) {
		buf_text(b, PACKAGE_VERSION);
		return mark_version.n;
	}
	if (str_starts(at, mark_variables)) {
		shell_variables(shell, b);
		return mark_variables.n;
	}
	if (str_starts(at, mark_key)) {
		shell_key(shell, b);
		return mark_key.n;
	}
	shell->quote(b, program);
	return mark_program.n;
}

/* The next place where brief is short for "__venvhook_"; or NULL. */
static const char *
brief_next(const char *script, const char *brief)
{
	const char *at = script;

	while ((at = strstr(at, brief)) != NULL) {
		at += strlen(brief);
		if (*at >= 'a' && *at <= 'z')
			return at - strlen(brief);
	}
	return NULL;
}

/* The next word to replace; NULL: there is none. */
static const char *
mark_next(const char *script, const struct shell *shell)
{
	const char *at = strstr(script, MARK), *other = NULL;

	if (shell->special)
		other = strstr(script, mark_builtin.p);
	else if (shell->brief != NULL)
		other = brief_next(script, shell->brief);
	return other != NULL && (at == NULL || other < at) ? other : at;
}

static void
script_print(struct buf *b, const char *script, const struct shell *shell,
    const char *program)
{
	const char *at;

	while ((at = mark_next(script, shell)) != NULL) {
		buf_str(b, str_range(script, at));
		script = at + mark_print(b, str_from(at), shell, program);
	}
	buf_text(b, script);
}

/* What a script may hold, but not a word that stands on one line. */
static const struct { char byte; const char *escape; } escapes[] = {
	{ '\n', "\\n" }, { '\'', "\\047" }, { '\\', "\\\\" },
	{ '%', "\\045" },
};

/*
 * The script as one word on one line that any POSIX shell reads over, and
 * under any option: without a quote in it, and without a line feed.
 */
static void
word_print(struct buf *b, const struct shell *shell, struct str script)
{
	buf_text(b, shell->eval[0]);
	for (size_t i = 0; i < script.n; i++) {
		const char *escape = NULL;

		for (size_t j = 0; j < sizeof(escapes) / sizeof(*escapes); j++)
			if (script.p[i] == escapes[j].byte)
				escape = escapes[j].escape;
		if (escape != NULL)
			buf_text(b, escape);
		else
			buf_char(b, script.p[i]);
	}
	buf_text(b, shell->eval[1]);
}

/* The beginning of an if: is it this shell that reads the text? */
static void
test_print(struct buf *b, const struct shell *shell)
{
	buf_texts(b, "if case ${", shell->variable, "-} in ", shell->pattern,
	    ") ;; *) false ;; esac; then ", NULL);
}

/* The beginning of the sentence that another shell prints. */
static void
sentence_print(struct buf *b, const struct shell *shell)
{
	buf_texts(b, "echo \"venvhook: this is the line of ", shell->name,
	    NULL);
}

/* For POSIX shells: a sentence with the line of the shell that reads this. */
static void
lines_print(struct buf *b, const struct shell *shell)
{
	for (size_t i = 0; shells[i] != NULL; i++) {
		if (shells[i]->variable == NULL || shells[i] == shell)
			continue;
		test_print(b, shells[i]);
		sentence_print(b, shell);
		buf_texts(b, "; in ", shells[i]->name, " it is: ", NULL);
		for (const char *p = shells[i]->rc.line; *p != '\0'; p++) {
			if (*p == '"' || *p == '$')
				buf_char(b, '\\');
			buf_char(b, *p);
		}
		buf_text(b, "\" >&2; el");
	}
	buf_text(b, "se ");
	sentence_print(b, shell);
	buf_text(b, ", and there is none for this shell\" >&2; fi");
}

/*
 * The script, for which another POSIX shell prints a sentence with its own line
 * instead.  A shell that cannot read any of it, such as fish, shows the first
 * line in its error message.
 */
static struct buf
guard_print(struct arena *a, const struct shell *shell, struct str script)
{
	struct buf b = buf_in(a);

	buf_texts(&b, "if ! \\: 'venvhook: this is the line of ", shell->name,
	    "; venvhook init tells that of another shell'; then :\nel", NULL);
	test_print(&b, shell);
	word_print(&b, shell, script);
	buf_text(&b, "\nelse\n");
	lines_print(&b, shell);
	buf_text(&b, "\nfi\n");
	return b;
}

/*
 * The same for a script that POSIX shells cannot read.  To its own shell the
 * first line is a string; to a POSIX shell the rest is a here-document.
 */
static struct buf
over_print(struct arena *a, const struct shell *shell, struct str script)
{
	struct buf b = buf_in(a);

	buf_text(&b, shell->over[0]);
	lines_print(&b, shell);
	buf_texts(&b, "; : <<\"#\" ", shell->over[1], "\n", NULL);
	buf_str(&b, script);
	buf_text(&b, "#\n");
	return b;
}

/*
 * A login shell inherits the env that is on, but has made PATH anew: put our
 * entry back.  The first prompt would do so, too, but a shell that runs one
 * command has none.
 */
static void
entry_print(struct run *run, struct buf *b, const struct shell *shell)
{
	const struct vars *v = run->vars;
	struct session s;

	if (v->session == NULL || v->virtual_env == NULL ||
	    shell->front == NULL ||
	    !session_parse(run->arena, str_from(v->session), &s) ||
	    s.user != v->user || strcmp(s.env, v->virtual_env) != 0 ||
	    !session_is_on(&s) || pathlist_has_env(v->path, s.env))
		return;
	shell_front(shell, b, pathlist_entry(run->arena, s.env));
}

/* The path of this program, if a hook may start it: EXIT_DONE, or told. */
static int
init_program(struct run *run, const char **program)
{
	struct program_rules rules = { .arena = run->arena,
	    .vars = run->vars };
	struct program self;
	struct fault fault;

	*program = self_path(run->arena, run->vars, run->program);
	if (*program == NULL)
		return fail_fault(run->arena, &(struct fault){
		    .subject = run->program,
		    .reason = "is in no absolute directory of PATH",
		    .hint = "call it by its path, as in "
		    "'/usr/local/bin/venvhook init'" });
	if (program_at(&self, &rules, *program, &fault))
		return EXIT_DONE;
	fault.hint = "a hook would start it at each prompt; if it is the "
	    "system's, 'owners' in " DIRS_SYSTEM "/config names who may own it";
	return fail_fault(run->arena, &fault);
}

/* The scripts and variables of the hook, for the shell itself. */
static struct buf
hook_print(struct run *run, const struct shell *shell, const char *program)
{
	struct buf b = buf_in(run->arena);

	/* first, as it takes the flag -a away that would export the others */
	if (shell->common[0] != NULL)
		script_print(&b, shell->common[0], shell, program);
	entry_print(run, &b, shell);
	shell_declare(shell, &b, "__venvhook_cd",
	    run_has(run, "--no-cd") ? "no" : "yes");
	shell_declare(shell, &b, "__venvhook_prompt",
	    run_has(run, "--no-prompt") ? "no" : "yes");
	if (shell->rc.line == NULL)
		shell_declare(shell, &b, "__venvhook_version", PACKAGE_VERSION);
	if (shell->common[1] != NULL)
		script_print(&b, shell->common[1], shell, program);
	script_print(&b, shell->hook, shell, program);
	return b;
}

/* The same with what another shell makes of it. */
static struct buf
hook_wrap(struct arena *a, const struct shell *shell, struct buf b)
{
	struct buf wrapped = buf_in(a);

	if (shell->variable != NULL)
		b = guard_print(a, shell, buf_view(&b));
	if (shell->over[0] != NULL)
		b = over_print(a, shell, buf_view(&b));
	if (shell->guard == NULL)
		return b;
	shell->guard(&wrapped, buf_view(&b));
	return wrapped;
}

int
init_text(struct run *run, const struct shell *shell, struct str *text)
{
	const char *program;
	struct buf b;

	if (init_program(run, &program) != EXIT_DONE)
		return EXIT_REFUSED;
	b = hook_print(run, shell, program);
	if (!shell_carries(shell, buf_view(&b)))
		return fail(run->arena, program, "a path that is not UTF-8 "
		    "cannot pass to this shell");
	b = hook_wrap(run->arena, shell, b);
	*text = buf_view(&b);
	return EXIT_DONE;
}

/* No shell is named: tell which line is meant for the one that called. */
static int
init_explain(struct run *run)
{
	struct arena *a = run->arena;
	const struct shell *shell = rcfile_shell(run);
	const char *path = shell == NULL ? NULL : rcfile_path(run, shell);
	const char *line = shell == NULL ? NULL : rcfile_line(run, shell);

	if (path == NULL)
		return run_usage(run, "init", "SHELL is missing");
	say_notice(a, "init", text_join(a, "SHELL is missing; this one is ",
	    shell->name, line == NULL ? ", and its hook is the file " :
	    ", and its line in ", path, line == NULL ? NULL : " is: ", line,
	    NULL), "run 'venvhook setup' to have it put there");
	return EXIT_USAGE;
}

static int
init_run(struct run *run)
{
	const struct shell *shell;
	struct str text;
	int status;

	if (run->nwords == 0)
		return init_explain(run);
	shell = run_shell_hooked(run, run->words[0]);
	if (shell == NULL)
		return EXIT_USAGE;
	status = init_text(run, shell, &text);
	return status != EXIT_DONE ? status : out_write(run->arena, text);
}

static int
completions_run(struct run *run)
{
	const struct shell *shell = run_shell_hooked(run, run->words[0]);
	const char *program = self_path(run->arena, run->vars, run->program);
	struct buf b = buf_in(run->arena);

	if (shell == NULL)
		return EXIT_USAGE;
	if (shell->completion == NULL)
		return run_usage(run, shell->name, text_join(run->arena,
		    "there is no completion for it: ", shell->incomplete,
		    NULL));
	script_print(&b, shell->completion, shell,
	    program == NULL ? "venvhook" : program);
	return out_write(run->arena, buf_view(&b));
}

static const struct option init_options[] = {
	{ .name = "--no-cd",
	    .help = "switch at the prompt alone, not on cd" },
	{ .name = "--no-prompt", .help = "leave the prompt alone" },
	{ .name = NULL },
};

const struct command init_command = {
	.name = "init",
	.args = "SHELL",
	.help = "print the hook for the rc file of a shell",
	.options = init_options,
	.most = 1,
	.run = init_run,
};

const struct command completions_command = {
	.name = "completions",
	.args = "SHELL",
	.help = "print the completion script of a shell",
	.least = 1,
	.most = 1,
	.run = completions_run,
};
