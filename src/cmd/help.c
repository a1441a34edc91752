#include "config.h"

#include "cmd/help.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "core/shell/shell.h"
#include "core/text/near.h"

enum { HELP_COLUMN = 24, HELP_WIDTH = 80, SHELL_COLUMN = 8 };

static bool
is_any(const char *word, const char *letter, const char *name)
{
	return strcmp(word, letter) == 0 || strcmp(word, name) == 0;
}

/* "status --help" asks for help on status, unless "--" comes before it. */
static bool
asks_help(const struct command *command, int argc, char **argv)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (is_any(argv[i], "-h", "--help"))
			return true;
		if (command->rest && argv[i][0] != '-')
			return false;
	}
	return false;
}

const struct command *
help_choose(int *argc, char ***argv)
{
	char **words = *argv + 1;
	int n = *argc - 1;
	const struct command *command;

	if (n < 1 || is_any(words[0], "-h", "--help"))
		command = &help_command;
	else if (is_any(words[0], "-V", "--version"))
		command = &version_command;
	else
		command = command_find(words[0]);
	if (command == NULL)
		return NULL;
	if (n > 1 && asks_help(command, n - 1, words + 1)) {
		/* "help --help" is "help", "help status -h" "help status" */
		*argv = command == &help_command ? words + 1 : words;
		*argc = (*argv)[0][0] != '-';
		return &help_command;
	}
	*argc = n < 1 ? 0 : n - 1;
	*argv = n < 1 ? words : words + 1;
	return command;
}

int
help_unknown(struct run *run, const char *name)
{
	struct near near = near_to(name);

	for (size_t i = 0; commands[i] != NULL; i++)
		if (!commands[i]->hidden)
			near_offer(&near, commands[i]->name);
	say(run->arena, name, text_join(run->arena, "no such command",
	    near_question(run->arena, &near), NULL));
	say_hint(run->arena, "run 'venvhook help' for a list");
	return EXIT_USAGE;
}

/* To the column, on a new line if it is behind that. */
static void
help_indent(struct buf *b, size_t at)
{
	if (at >= HELP_COLUMN) {
		buf_char(b, '\n');
		at = 0;
	}
	for (; at < HELP_COLUMN; at++)
		buf_char(b, ' ');
}

/* "  left", blanks up to the column, "right", folded. */
static void
help_row(struct buf *b, const char *left, const char *right)
{
	struct str rest = str_from(right), word;
	size_t at = HELP_COLUMN;

	buf_texts(b, "  ", left, NULL);
	help_indent(b, strlen(left) + 2);
	while (str_cut(&rest, ' ', &word)) {
		if (at > HELP_COLUMN && at + 1 + word.n > HELP_WIDTH) {
			help_indent(b, at);
			at = HELP_COLUMN;
		}
		if (at > HELP_COLUMN) {
			buf_char(b, ' ');
			at++;
		}
		buf_str(b, word);
		at += word.n;
	}
	buf_char(b, '\n');
}

/*
 * "  bash    eval ...", and where the hook is a file, or the line too wide,
 * what writes that.
 */
static void
help_shell(struct buf *b, const struct shell *shell)
{
	const char *line = shell->rc.line;

	if (shell->hook == NULL)
		return;
	buf_texts(b, "  ", shell->name, NULL);
	for (size_t at = strlen(shell->name); at < SHELL_COLUMN; at++)
		buf_char(b, ' ');
	if (line != NULL && 2 + SHELL_COLUMN + strlen(line) <= HELP_WIDTH)
		buf_texts(b, line, "\n", NULL);
	else
		buf_texts(b, "venvhook setup ", shell->name, "\n", NULL);
}

static void
help_command_row(struct arena *a, struct buf *b, const struct command *c)
{
	help_row(b, text_join(a, c->name, c->args[0] == '\0' ? "" : " ",
	    c->args, NULL), c->help);
}

static void
help_all(struct arena *a, struct buf *b)
{
	buf_text(b, "usage: venvhook COMMAND [ARGUMENT...]\n\n"
	    "Turns the virtual environment of a project on when a shell "
	    "enters it,\nand off when the shell leaves.\n\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		if (!commands[i]->hidden)
			help_command_row(a, b, commands[i]);
	buf_text(b, "\nFirst, the line for the rc file of your shell; "
	    "'venvhook setup' puts it there:\n");
	for (size_t i = 0; shells[i] != NULL; i++)
		help_shell(b, shells[i]);
	buf_text(b, "\n'venvhook help COMMAND' tells more; so does the manual: "
	    "man venvhook\n");
}

static void
help_option(struct arena *a, struct buf *b, const struct option *o)
{
	help_row(b, text_join(a, o->letter == NULL ? "" : o->letter,
	    o->letter == NULL ? "" : ", ", o->name, o->arg == NULL ? "" : " ",
	    o->arg == NULL ? "" : o->arg, NULL), o->help);
}

/* Has it an option for people? */
static bool
has_options(const struct command *command)
{
	const struct option *o = command->options;

	while (o != NULL && o->name != NULL && o->help == NULL)
		o++;
	return o != NULL && o->name != NULL;
}

static void
help_one(struct arena *a, struct buf *b, const struct command *command)
{
	const struct option *o = command->options;
	bool options = has_options(command);

	buf_texts(b, "usage: venvhook ", command->name,
	    options ? " [OPTION...]" : "",
	    command->args[0] == '\0' ? "" : " ", command->args, "\n\n",
	    command->help, "\n", options ? "\n" : "", NULL);
	for (; options && o->name != NULL; o++)
		if (o->help != NULL)
			help_option(a, b, o);
}

/* name TAB args TAB help, and the options in the same way below it. */
static void
help_table(struct buf *b)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct option *o = commands[i]->options;

		if (commands[i]->hidden)
			continue;
		buf_texts(b, commands[i]->name, "\t", commands[i]->args, "\t",
		    commands[i]->help, "\n", NULL);
		for (; o != NULL && o->name != NULL; o++)
			if (o->help != NULL)
				buf_texts(b, commands[i]->name, " ", o->name,
				    "\t", o->arg == NULL ? "" : o->arg, "\t",
				    o->help, "\n", NULL);
	}
}

/* name TAB rc file TAB line, the latter two empty where there is no hook. */
static void
help_shells(struct buf *b)
{
	for (size_t i = 0; shells[i] != NULL; i++) {
		const struct rc *rc = &shells[i]->rc;
		bool hooked = shells[i]->hook != NULL;

		buf_texts(b, shells[i]->name, "\t", hooked ? rc->dir : "",
		    hooked ? "/" : "", hooked ? rc->file : "", "\t",
		    rc->line == NULL ? "" : rc->line, "\n", NULL);
	}
}

static int
help_run(struct run *run)
{
	struct buf b = buf_in(run->arena);
	const struct command *command;

	if (run_has(run, "--table")) {
		help_table(&b);
	} else if (run_has(run, "--shells")) {
		help_shells(&b);
	} else if (run->nwords == 0) {
		help_all(run->arena, &b);
	} else if ((command = command_find(run->words[0])) != NULL) {
		help_one(run->arena, &b, command);
	} else {
		return help_unknown(run, run->words[0]);
	}
	return run_write(run, buf_view(&b));
}

static int
version_run(struct run *run)
{
	return run_write(run, STR("venvhook " PACKAGE_VERSION "\n"));
}

static const struct option help_options[] = {
	{ .name = "--table" },
	{ .name = "--shells" },
	{ .name = NULL },
};

const struct command help_command = {
	.name = "help",
	.args = "[COMMAND]",
	.help = "show the commands, or one of them with its options",
	.options = help_options,
	.most = 1,
	.run = help_run,
};

const struct command version_command = {
	.name = "version",
	.args = "",
	.help = "show the version",
	.run = version_run,
};
