#include "config.h"

#include "cmd/command.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "core/shell/shell.h"
#include "core/text/near.h"

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

int
run_usage(struct run *run, const char *subject, const char *reason)
{
	say(run->arena, subject, reason);
	say_hint(run->arena, text_join(run->arena, "run 'venvhook help ",
	    run->command->name, "' for its usage", NULL));
	return EXIT_USAGE;
}

/* The row that word names, whole or up to its '='; -1 for none. */
static int
option_row(const struct command *command, struct str name)
{
	const struct option *options = command->options;

	for (int i = 0; options != NULL && options[i].name != NULL; i++) {
		if (str_is(name, options[i].name))
			return i;
		if (options[i].letter != NULL &&
		    str_is(name, options[i].letter))
			return i;
	}
	return -1;
}

const struct option *
option_find(const struct command *command, struct str name)
{
	int row = option_row(command, name);

	return row < 0 ? NULL : &command->options[row];
}

static void
option_unknown(struct run *run, const char *word, const char *name)
{
	const struct option *option = run->command->options;
	struct near near = near_to(name);

	for (; option != NULL && option->name != NULL; option++)
		if (option->help != NULL)
			near_offer(&near, option->name);
	run_usage(run, word, text_join(run->arena, "unknown option",
	    near_question(run->arena, &near), NULL));
}

/* An empty value is a mistake of a script, as in run_count. */
static bool
is_missing(const struct option *option, const char *value)
{
	return value == NULL || (value[0] == '\0' && option->help != NULL &&
	    !option->blank);
}

/* Take argv[at] as an option; how many words it took, 0 after an error. */
static int
run_take(struct run *run, char **argv, int at)
{
	struct str rest = str_from(argv[at]), name;
	bool inner = strncmp(argv[at], "--", 2) == 0 &&
	    strchr(argv[at], '=') != NULL;
	const struct option *option;
	int row;

	str_cut(&rest, inner ? '=' : '\0', &name);
	row = option_row(run->command, name);
	if (row < 0) {
		option_unknown(run, argv[at], str_copy(run->arena, name));
		return 0;
	}
	option = &run->command->options[row];
	if (option->arg == NULL) {
		if (inner) {
			run_usage(run, argv[at], "takes no value");
			return 0;
		}
		run->values[row] = "";
		return 1;
	}
	run->values[row] = inner ? rest.p : argv[at + 1];
	run->given[run->ngiven++] = (struct given){ row, run->values[row] };
	if (is_missing(option, run->values[row])) {
		run_usage(run, str_copy(run->arena, name), text_join(
		    run->arena, "needs ", option->arg, NULL));
		return 0;
	}
	return inner ? 1 : 2;
}

/*
 * Are there as many operands as the command takes, and none empty?  An empty
 * one, which a script passes by mistake, would mean the working directory.
 */
static int
run_count(struct run *run)
{
	const struct command *command = run->command;
	int own = command->least > 0 && command->most < 0 ? command->least :
	    run->nwords;

	for (int i = 0; i < own && i < run->nwords && !command->hidden; i++)
		if (run->words[i][0] == '\0')
			return run_usage(run, run->command->name,
			    "an argument is empty");
	if (run->nwords < run->command->least)
		return run_usage(run, run->command->name,
		    text_join(run->arena, "needs ", run->command->args, NULL));
	if (run->command->most >= 0 && run->nwords > run->command->most)
		return run_usage(run, run->words[run->command->most],
		    "unexpected argument");
	return 0;
}

int
run_parse(struct run *run, int argc, char **argv)
{
	bool ended = false;
	int at = 0, took;

	run->words = arena_new(run->arena, char *, argc + 1);
	run->given = arena_new(run->arena, struct given, argc + 1);
	while (at < argc) {
		if (!ended && strcmp(argv[at], "--") == 0) {
			ended = true;
			at++;
		} else if (!ended && argv[at][0] == '-' &&
		    argv[at][1] != '\0') {
			if ((took = run_take(run, argv, at)) == 0)
				return EXIT_USAGE;
			at += took;
		} else {
			run->words[run->nwords++] = argv[at++];
			ended = ended || run->command->rest;
		}
	}
	return run_count(run);
}

int
run_write(struct run *run, struct str text)
{
	struct buf b = buf_in(run->arena);

	if (run->says == NULL)
		return out_write(run->arena, text);
	shell_say(run->says, &b, str_copy(run->arena, text));
	return out_write(run->arena, buf_view(&b));
}

const char *
run_option(const struct run *run, const char *name)
{
	int row = option_row(run->command, str_from(name));

	return row < 0 ? NULL : run->values[row];
}

bool
run_has(const struct run *run, const char *name)
{
	return run_option(run, name) != NULL;
}

const char **
run_options(const struct run *run, const char *name)
{
	int row = option_row(run->command, str_from(name)), n = 0;
	const char **values = arena_new(run->arena, const char *,
	    run->ngiven + 1);

	for (int i = 0; i < run->ngiven; i++)
		if (run->given[i].row == row)
			values[n++] = run->given[i].value;
	return values;
}

void
run_set(struct run *run, const char *name, const char *value)
{
	run->values[option_row(run->command, str_from(name))] = value;
}

static int
run_clash(struct run *run, const char *word, const char *with)
{
	return run_usage(run, word, text_join(run->arena, "not allowed with ",
	    with, NULL));
}

int
run_either(struct run *run, const char *one, const char *other)
{
	return run_has(run, one) && run_has(run, other) ?
	    run_clash(run, other, one) : EXIT_DONE;
}

int
run_alone(struct run *run, const char *option)
{
	const struct option *options = run->command->options;

	for (int i = 0; options[i].name != NULL; i++)
		if (run->values[i] != NULL &&
		    strcmp(options[i].name, option) != 0)
			return run_clash(run, options[i].name, option);
	return run->nwords > 0 ? run_clash(run, run->words[0], option) :
	    EXIT_DONE;
}

static void
shell_unknown(struct run *run, const char *name, bool hooked)
{
	struct near near = near_to(name);

	for (size_t i = 0; shells[i] != NULL; i++)
		if (!hooked || shells[i]->hook != NULL)
			near_offer(&near, shells[i]->name);
	run_usage(run, name, text_join(run->arena,
	    "not a shell venvhook knows: ",
	    shell_names(run->arena, hooked),
	    near_question(run->arena, &near), NULL));
}

const struct shell *
run_shell(struct run *run, const char *name)
{
	const struct shell *shell = shell_find(name);

	if (shell == NULL)
		shell_unknown(run, name, false);
	return shell;
}

const struct shell *
run_shell_hooked(struct run *run, const char *name)
{
	const struct shell *shell = shell_find(name);

	if (shell != NULL && shell->hook != NULL)
		return shell;
	if (shell == NULL)
		shell_unknown(run, name, true);
	else
		say_notice(run->arena, name, shell->hookless, shell->instead);
	return NULL;
}
