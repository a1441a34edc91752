#include "config.h"

#include "cmd/settings.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/text/json.h"
#include "core/text/term.h"
#include "core/vars.h"
#include "look/scan.h"
#include "look/settings.h"
#include "sys/dirs.h"

enum { VALUE_WIDTH = 40 };

/*
 * A line as a file of settings has it, so that it can be put into one:
 * "trust = ask      # default"
 */
static void
config_line(struct arena *a, struct buf *b, const struct settings *s, int row)
{
	const struct origin *o = &s->origins[row];
	size_t start = b->n;

	/* the output has to be good as a user's file */
	if (setting_table[row].system && o->path == NULL)
		return;
	if (setting_table[row].system)
		buf_text(b, "# ");
	buf_texts(b, setting_table[row].key, " = ", NULL);
	term_text(b, str_from(setting_value(a, s, row)));
	do
		buf_char(b, ' ');
	while (b->n - start < VALUE_WIDTH);
	buf_text(b, "# ");
	if (o->path == NULL) {
		buf_text(b, "default\n");
		return;
	}
	term_text(b, str_from(o->path));
	buf_char(b, ':');
	buf_number(b, o->line);
	buf_char(b, '\n');
}

/* A list is an array, no value is null, anything else is a string. */
static void
config_json_value(struct arena *a, struct json *j, const char *name,
    const struct settings *s, int row)
{
	const struct words *list = setting_words(s, row);
	const char *value = setting_value(a, s, row);

	if (list == NULL) {
		json_text(j, name, setting_table[row].kind == SETTING_SPEC ?
		    s->python : value);
		return;
	}
	json_open(j, name, '[');
	for (size_t i = 0; i < list->n; i++)
		json_text(j, NULL, list->p[i]);
	json_close(j, ']');
}

static void
config_json(struct arena *a, struct buf *b, const struct settings *s)
{
	struct json j = json_in(b);

	json_open(&j, NULL, '{');
	for (int row = 0; row < SETTINGS; row++) {
		const struct origin *o = &s->origins[row];

		json_open(&j, setting_table[row].key, '{');
		config_json_value(a, &j, "value", s, row);
		json_text(&j, "file", o->path);
		if (o->path != NULL)
			json_number(&j, "line", o->line);
		json_close(&j, '}');
	}
	json_close(&j, '}');
}

static void
config_print(struct run *run, struct buf *b, const struct settings *s,
    int row)
{
	struct json j = json_in(b);

	if (row < 0 && run_has(run, "--json")) {
		config_json(run->arena, b, s);
	} else if (row < 0) {
		for (row = 0; row < SETTINGS; row++)
			config_line(run->arena, b, s, row);
	} else if (run_has(run, "--json")) {
		config_json_value(run->arena, &j, NULL, s, row);
		if (b->n > 0 && b->p[b->n - 1] != '\n')
			buf_char(b, '\n');
	} else {
		buf_texts(b, setting_value(run->arena, s, row), "\n", NULL);
	}
}

static void
setting_unknown(struct run *run)
{
	say_notice(run->arena, run->words[0], text_join(run->arena,
	    "no such setting", setting_question(run->arena, run->words[0]),
	    NULL), setting_keys(run->arena));
}

/* The words behind the key as a file has them, with or without the '='. */
static struct str
config_words(const struct run *run)
{
	struct buf b = buf_in(run->arena);

	buf_texts(&b, run->words[0], " =", NULL);
	for (int i = 1; i < run->nwords; i++)
		if (strcmp(run->words[i], "=") != 0)
			buf_texts(&b, " \"", run->words[i], "\"", NULL);
	return buf_view(&b);
}

/* A value behind the key: the file, which has to take it, is the user's. */
static int
setting_refused(struct run *run, int row)
{
	struct arena *a = run->arena;
	const char *dir = setting_table[row].system ? NULL :
	    dirs_config(a, run->vars);
	struct settings settings = settings_default;
	struct settings_source source = { .path = "config",
	    .text = config_words(run), .home = dirs_home(a, run->vars),
	    .system = dir == NULL };
	struct settings_error error;

	if (!settings_add(a, &settings, &source, &error))
		return run_usage(run, "config", error.reason);
	say_notice(a, "config", "shows settings and changes none", text_join(a,
	    "put the line '", run->words[0], " = ",
	    setting_value(a, &settings, row), "' into ",
	    dir == NULL ? DIRS_SYSTEM : dir, "/config", NULL));
	return EXIT_USAGE;
}

static int
config_run(struct run *run)
{
	struct vars vars = *run->vars;
	const char *dir = run_option(run, "--dir");
	int row = run->nwords == 0 ? -1 : setting_find(str_from(run->words[0]));
	struct buf b = buf_in(run->arena);
	struct settings_files files;
	const struct settings *settings;

	if (run->nwords > 0 && row < 0) {
		setting_unknown(run);
		return EXIT_USAGE;
	}
	if (run->nwords > 1)
		return setting_refused(run, row);
	if (dir != NULL && where_enter(run, dir, &vars) != EXIT_DONE)
		return EXIT_REFUSED;
	settings = settings_load(run->arena, &vars,
	    scan_start(run->arena, &vars).path, &files);
	if (settings == NULL)
		return fail_fault(run->arena, &files.fault);
	config_print(run, &b, settings, row);
	return out_write(run->arena, buf_view(&b));
}

static const struct option config_options[] = {
	{ .name = "--dir", .arg = "DIR", .help = "those for DIR" },
	{ .name = "--json", .help = "as JSON" },
	{ .name = NULL },
};

const struct command config_command = {
	.name = "config",
	.args = "[KEY]",
	.help = "show the settings in force and where each was set",
	.options = config_options,
	.most = -1,
	.run = config_run,
};
