#include "config.h"

#include "cmd/complete.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/init.h"
#include "cmd/names.h"
#include "cmd/out.h"
#include "cmd/setup.h"
#include "core/rule/settings.h"
#include "core/shell/shell.h"

struct offers {
	const struct run *run;
	const struct command *command;
	struct str before;	/* "--shell=", where that is in the word */
	struct buf text;
};

static void
offer(struct offers *o, const char *word, const char *help)
{
	buf_str(&o->text, o->before);
	buf_texts(&o->text, word, help[0] == '\0' ? "" : "\t", help, "\n",
	    NULL);
}

/* A line without a word: what the shell is to complete by itself. */
static void
offer_own(struct offers *o, const char *what)
{
	buf_texts(&o->text, "\t", what, "\n", NULL);
}

static void
offer_directories(struct offers *o)
{
	offer_own(o, "directories");
}

static void
offer_files(struct offers *o)
{
	offer_own(o, "files");
}

static void
offer_commands(struct offers *o)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (!commands[i]->hidden)
			offer(o, commands[i]->name, commands[i]->help);
}

/* init, setup and completions are for shells that have what they print. */
static bool
is_taken(const struct command *command, const struct shell *shell)
{
	if (command == &completions_command)
		return shell->completion != NULL;
	return shell->hook != NULL ||
	    (command != &init_command && command != &setup_command);
}

static void
offer_shells(struct offers *o)
{
	for (size_t i = 0; shells[i] != NULL; i++)
		if (is_taken(o->command, shells[i]))
			offer(o, shells[i]->name, "");
}

static void
offer_keys(struct offers *o)
{
	for (size_t i = 0; i < SETTINGS; i++)
		offer(o, setting_table[i].key, setting_table[i].help);
}

/* What stands in WORKON_HOME has its name for a directory. */
static void
offer_envs(struct offers *o)
{
	size_t n;
	const char **list = names_list(o->run, &n);

	for (size_t i = 0; i < n; i++)
		offer(o, list[i], "environment");
	offer_directories(o);
}

/* What to offer for an argument, by its name in the tables of commands. */
static const struct kind {
	const char *name;
	void (*offer)(struct offers *);
} kinds[] = {
	{ "SHELL", offer_shells },
	{ "COMMAND", offer_commands },
	{ "KEY", offer_keys },
	{ "ENV", offer_envs },
	{ "DIR", offer_envs },
	{ "ENV_DIR", offer_directories },
	{ "FILE", offer_files },
	{ "SPEC", offer_files },
};

/* args is "DIR", "[DIR]" or "[DIR...]". */
static void
offer_kind(struct offers *o, const char *args)
{
	struct str name = str_from(args);

	if (name.n > 0 && name.p[0] == '[')
		name = (struct str){ name.p + 1, name.n - 1 };
	name.n = strspn(name.p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_is(name, kinds[i].name))
			kinds[i].offer(o);
}

static void
offer_options(struct offers *o)
{
	const struct option *option = o->command->options;

	for (; option != NULL && option->name != NULL; option++)
		if (option->help != NULL)
			offer(o, option->name, option->help);
	offer(o, "--help", "show help");
}

/* "--shell=z": the value of an option in the same word. */
static void
offer_inner(struct offers *o, const char *word)
{
	struct str rest = str_from(word), name;
	const struct option *option;

	str_cut(&rest, '=', &name);
	option = option_find(o->command, name);
	if (option == NULL || option->arg == NULL)
		return;
	o->before = str_range(word, rest.p);
	offer_kind(o, option->arg);
}

/* Where the word to complete stands: what the words before it make of it. */
struct cursor {
	const char *value_of;	/* it is the value of an option, "DIR"; or */
				/* NULL */
	bool ended;		/* it is no option, as they have ended */
	int operands;		/* so many are before it */
	int first;		/* where the first of those stands, or would */
};

static struct cursor
cursor_find(const struct command *command, char **words, int n)
{
	struct cursor p = { .first = n - 1 };
	const struct option *option;

	for (int at = 1; at < n - 1; at++) {
		const char *word = words[at];

		if (p.ended || word[0] != '-' || word[1] == '\0') {
			if (p.operands++ == 0)
				p.first = at;
			p.ended = p.ended || command->rest;
			continue;
		}
		p.ended = strcmp(word, "--") == 0;
		option = option_find(command, str_from(word));
		if (option == NULL || option->arg == NULL)
			continue;
		if (++at == n - 1)
			p.value_of = option->arg;
	}
	return p;
}

static void
offer_operand(struct offers *o, const struct cursor *p)
{
	const struct command *command = o->command;

	if (command->rest) {
		/* the words of the shell begin with "venvhook" */
		buf_text(&o->text, "\tcommand ");
		buf_number(&o->text, (unsigned)p->first + 1);
		buf_char(&o->text, '\n');
	} else if (p->operands < command->most || (command->most < 0 &&
	    (p->operands == 0 || strstr(command->args, "...") != NULL))) {
		offer_kind(o, command->args);
	}
}

static void
offer_last(struct offers *o, char **words, int n)
{
	const char *last = words[n - 1];
	struct cursor p = cursor_find(o->command, words, n);

	if (p.value_of != NULL)
		offer_kind(o, p.value_of);
	else if (p.ended || last[0] != '-')
		offer_operand(o, &p);
	else if (strncmp(last, "--", 2) == 0 && strchr(last, '=') != NULL)
		offer_inner(o, last);
	else
		offer_options(o);
}

static void
offer_all(struct offers *o, char **words, int n)
{
	o->command = command_find(words[0]);
	if (n > 1) {
		if (o->command != NULL)
			offer_last(o, words, n);
	} else if (words[0][0] == '-') {
		offer(o, "--help", "show help");
		offer(o, "--version", "show the version");
	} else {
		offer_commands(o);
	}
}

/*
 * The words behind the first in a line that the shell has not split.  Only our
 * own words matter here, and these need no quotes.
 */
static char **
line_words(struct arena *a, const char *line, int *n)
{
	char **words = arena_new(a, char *, strlen(line) + 2);
	struct str rest = str_from(line), word;
	bool first = true;

	*n = 0;
	while (str_cut(&rest, ' ', &word)) {
		/* of blanks in a row, and at the end, the last one counts */
		if (word.n > 0 || rest.p == NULL) {
			if (!first)
				words[(*n)++] = str_copy(a, word);
			first = false;
		}
	}
	if (*n == 0)
		words[(*n)++] = arena_string(a, "");
	return words;
}

/* The offers without their help, and without what the shell completes. */
static struct buf
words_alone(struct arena *a, struct str text)
{
	struct buf b = buf_in(a);
	struct str line, word;

	while (str_line(&text, &line))
		if (str_cut(&line, '\t', &word) && word.n > 0) {
			buf_str(&b, word);
			buf_char(&b, '\n');
		}
	return b;
}

static int
complete_run(struct run *run)
{
	const char *line = run_option(run, "--line");
	struct offers o = { .run = run, .text = buf_in(run->arena) };
	char **words;
	int n;

	if (line == NULL && run->nwords == 0)
		return run_usage(run, run->command->name, "needs WORD...");
	if (line == NULL) {
		offer_all(&o, run->words, run->nwords);
	} else {
		words = line_words(run->arena, line, &n);
		offer_all(&o, words, n);
		o.text = words_alone(run->arena, buf_view(&o.text));
	}
	return out_write(run->arena, buf_view(&o.text));
}

static const struct option complete_options[] = {
	{ .name = "--line", .arg = "TEXT" },
	{ .name = NULL },
};

const struct command complete_command = {
	.name = "complete",
	.args = "WORD...",
	.help = "print what may stand where the last WORD does, for completion",
	.options = complete_options,
	.most = -1,
	.rest = true,
	.hidden = true,
	.run = complete_run,
};
