#include "config.h"

#include "cmd/setup.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/init.h"
#include "cmd/out.h"
#include "cmd/rcfile.h"
#include "cmd/say.h"
#include "core/shell/rc.h"
#include "core/shell/shell.h"
#include "core/vars.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/file.h"
#include "sys/name.h"
#include "sys/vars.h"

enum { RC_MAX = 4 << 20 };

/* What setup is about: a shell, its rc file and what that holds now. */
struct setup {
	struct run *run;
	const struct shell *shell;
	const char *path;
	const char *line;	/* NULL: the file holds the hook itself */
	struct str text;	/* of the file; the hook, in the second case */
	struct rc_place place;
};

/* Find which shell is meant: EXIT_DONE, or the error was printed. */
static int
setup_shell(struct setup *s)
{
	struct run *run = s->run;

	s->shell = run->nwords > 0 ?
	    run_shell_hooked(run, run->words[0]) : rcfile_shell(run);
	if (run->nwords > 0 || s->shell != NULL)
		return s->shell == NULL ? EXIT_USAGE : EXIT_DONE;
	return run_usage(run, "setup", text_join(run->arena, "cannot tell "
	    "which shell called it: name one of ",
	    shell_names(run->arena, true), NULL));
}

/* The variable that names the rc file names none that can be found. */
static int
setup_unknown(struct setup *s)
{
	struct arena *a = s->run->arena;
	const char *name = s->shell->rc.whole;
	bool empty = vars_named(name)[0] == '\0';

	say_notice(a, name, empty ? "is set and empty, so this shell reads no "
	    "file at its start" : "is no plain path, so which file this shell "
	    "reads at its start is not known", text_join(a, empty ?
	    "have it name a file, and put this line there: " :
	    "put this line there: ", s->line, NULL));
	return EXIT_REFUSED;
}

/* Read the rc file: EXIT_DONE, or the error was printed. */
static int
setup_read(struct setup *s)
{
	struct run *run = s->run;
	struct file f;

	if (dirs_home(run->arena, run->vars) == NULL)
		return fail(run->arena, "HOME", dirs_homeless(run->vars));
	s->path = rcfile_path(run, s->shell);
	s->line = rcfile_line(run, s->shell);
	if (s->path == NULL)
		return setup_unknown(s);
	if (s->line == NULL && init_text(run, s->shell, &s->text) != EXIT_DONE)
		return EXIT_REFUSED;
	f = file_named(run->arena, s->path, RC_MAX, false);
	if (f.state == FILE_ABSENT)
		return EXIT_DONE;
	if (f.state != FILE_READ)
		return fail(run->arena, s->path,
		    file_reason(run->arena, &f));
	if (s->line != NULL) {
		s->text = f.text;
		s->place = rc_find(f.text, s->shell);
	} else if (str_eq(f.text, s->text)) {
		s->place.line = 1;
	}
	return EXIT_DONE;
}

/* Does the user agree?  EXIT_DONE, or it was printed that nothing is done. */
static int
setup_agreed(struct setup *s, const char *question)
{
	struct question q = {
		.text = question,
		.mute = { .subject = "setup",
		    .reason = "there is no terminal to ask on",
		    .hint = "'venvhook setup --yes' does it without asking, "
		    "and 'venvhook setup --print' prints the line" },
		.no = { .subject = s->path, .reason = "left as it was" },
	};

	return ask(s->run, &q);
}

static int
setup_failed(struct setup *s)
{
	const char *reason = error_reason(s->run->arena);

	say_notice(s->run->arena, s->path, reason, s->line == NULL ? NULL :
	    text_join(s->run->arena, "where it is made by another program, "
	    "put this line there: ", s->line, NULL));
	return EXIT_REFUSED;
}

/* The directories on the way to path that are not there yet. */
static void
directories_make(struct arena *a, const char *path)
{
	for (const char *p = strchr(path + 1, '/'); p != NULL;
	    p = strchr(p + 1, '/'))
		name_make_dir_path(str_copy(a, str_range(path, p)));
}

static int
setup_write(struct setup *s)
{
	struct arena *a = s->run->arena;
	bool done;

	directories_make(a, s->path);
	done = s->line == NULL ? file_put(a, s->path, s->text) :
	    file_extend(s->path, str_from(rc_addition(a, s->text, s->line)));
	if (!done)
		return setup_failed(s);
	return out_write(a, str_from(text_join(a, "venvhook: added to ",
	    s->path, "; new shells have it, and this one after 'exec ",
	    s->shell->name, "'\n", NULL)));
}

static int
setup_do(struct setup *s)
{
	struct arena *a = s->run->arena;
	struct buf b = buf_in(a);
	int status;

	if (s->place.line > 0) {
		buf_texts(&b, s->path, " already, in line ", NULL);
		buf_number(&b, s->place.line);
		return out_done(a, "the hook is in ", buf_string(&b));
	}
	if (s->line != NULL && !run_has(s->run, "--yes"))
		say(a, s->path, text_join(a, "to be added at its end: ",
		    s->line, NULL));
	status = setup_agreed(s, s->line != NULL ? "add that line" :
	    text_join(a, "write the hook to ", s->path, NULL));
	return status != EXIT_DONE ? status : setup_write(s);
}

static int
setup_undo(struct setup *s)
{
	struct arena *a = s->run->arena;
	struct rc_place *place = &s->place;
	struct buf b = buf_in(a);
	int status;

	if (place->line == 0)
		return out_done(a, "no hook is in ", s->path);
	buf_texts(&b, s->path, ":", NULL);
	buf_number(&b, place->line);
	if (s->line != NULL && !place->ours)
		return fail(a, buf_string(&b), "is not the line that setup "
		    "writes: take it out by hand");
	status = setup_agreed(s, text_join(a, "take the hook out of ",
	    s->path, NULL));
	if (status != EXIT_DONE)
		return status;
	if (!(s->line == NULL ? name_remove_path(s->path) : file_shorten(
	    s->path, place->from, str_range(s->text.p + place->to,
	    s->text.p + s->text.n))))
		return setup_failed(s);
	return out_done(a, "taken out of ", s->path);
}

static int
setup_print(struct setup *s)
{
	struct arena *a = s->run->arena;
	const char *line = rcfile_line(s->run, s->shell);

	if (line == NULL)
		line = text_join(a, "venvhook init ", s->shell->name, NULL);
	return out_write(a, str_from(text_join(a, line, "\n", NULL)));
}

static int
setup_run(struct run *run)
{
	struct setup s = { .run = run };
	int status = run_either(run, "--print", "--undo");

	if (status == EXIT_DONE)
		status = setup_shell(&s);
	if (status != EXIT_DONE)
		return status;
	if (run_has(run, "--print"))
		return setup_print(&s);
	status = setup_read(&s);
	if (status != EXIT_DONE)
		return status;
	return run_has(run, "--undo") ? setup_undo(&s) : setup_do(&s);
}

static const struct option setup_options[] = {
	{ .name = "--print", .help = "print the line and change nothing" },
	{ .name = "--undo", .help = "take the line out again" },
	{ .name = "--yes", .letter = "-y", .help = "do not ask" },
	{ .name = NULL },
};

const struct command setup_command = {
	.name = "setup",
	.args = "[SHELL]",
	.help = "put the line for a shell into its rc file",
	.options = setup_options,
	.most = 1,
	.run = setup_run,
};
