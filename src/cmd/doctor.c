#include "config.h"

#include "cmd/doctor.h"

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/checkup.h"
#include "cmd/command.h"
#include "cmd/out.h"
#include "cmd/rcfile.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/shell/session.h"
#include "core/shell/shell.h"
#include "core/text/json.h"
#include "core/text/report.h"
#include "core/text/term.h"
#include "core/vars.h"
#include "sys/self.h"
#include "sys/stream.h"

enum { SEEN_MAX = 4 << 20 };

/* VENVHOOK_HOOK is "bash 1 0.1.0": shell, protocol, version of the program. */
static void
doctor_hook(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const char *hook = c->run->vars->hook;
	struct str rest = str_from(text_or_empty(hook)), word;

	if (str_cut(&rest, ' ', &word) && word.n > 0)
		c->shell = shell_find(str_copy(a, word));
	c->hooked = c->shell != NULL && c->shell->hook != NULL;
	if (!c->hooked) {
		c->shell = rcfile_shell(c->run);
		return;
	}
	if (str_cut(&rest, ' ', &word) && str_cut(&rest, ' ', &word))
		c->version = str_copy(a, word);
}

static void
doctor_examine(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const struct facts *facts = &c->world.facts;

	doctor_hook(c);
	c->program = self_path(a, c->run->vars, c->run->program);
	c->seen.shell = c->shell;
	c->seen.env = session_holds(facts) ? facts->vars->virtual_env : NULL;
	if (c->hooked && c->shell->doctor != NULL &&
	    run_has(c->run, "--seen"))
		c->seen.text = stream_all(arena_alloc(a, SEEN_MAX, 1),
		    SEEN_MAX);
	checkup_hook(c);
	checkup_own(c);
	checkup_here(c);
	checkup_known(c);
}

/* "1.23 ms"; NULL for 0, which means that it was not measured. */
static const char *
milliseconds(struct arena *a, unsigned long long micro)
{
	struct buf b = buf_in(a);

	if (micro == 0)
		return NULL;
	buf_number(&b, micro / 1000);
	buf_char(&b, '.');
	buf_number(&b, micro / 10 % 100 / 10);
	buf_number(&b, micro / 10 % 10);
	buf_text(&b, " ms");
	return buf_string(&b);
}

static const char *
doctor_environment(struct checkup *c)
{
	const struct facts *facts = &c->world.facts;
	const char *on = facts->vars->virtual_env;

	if (on == NULL || on[0] == '\0')
		return "none is on";
	return text_join(c->run->arena, on, session_holds(facts) ?
	    ", by venvhook" : ", by hand", NULL);
}

static void
doctor_text(struct checkup *c, struct buf *b)
{
	struct arena *a = c->run->arena;
	struct report r = { .n = 0 };

	report_text(&r, NULL, "shell", c->shell == NULL ? "unknown" :
	    text_join(a, c->shell->name, !c->hooked ? ", without the hook" :
	    c->version == NULL ? ", with the hook of an older version" :
	    ", with the hook of venvhook ", c->hooked ? c->version : NULL,
	    NULL));
	report_text(&r, NULL, "program", c->program == NULL ? NULL :
	    text_join(a, c->program, ", " PACKAGE_VERSION, NULL));
	report_text(&r, NULL, "environment", doctor_environment(c));
	report_text(&r, NULL, "one export", milliseconds(a,
	    (unsigned long long)c->took));
	report_text(&r, NULL, "idle prompt", milliseconds(a,
	    seen_idle(&c->seen)));
	report_table(b, &r);
	for (size_t i = 0; i < c->findings.n; i++) {
		const struct finding *f = &c->findings.list[i];

		buf_texts(b, "\n", found_rows[f->found].wrong ? "wrong: " :
		    "note: ", found_rows[f->found].key, ": ", NULL);
		term_text(b, str_from(f->sentence));
		buf_text(b, "\n  to do: ");
		term_text(b, str_from(text_or_empty(f->todo)));
		buf_char(b, '\n');
	}
	if (!findings_wrong(&c->findings))
		buf_text(b, "\nnothing is wrong\n");
}

/* 0, which was not measured, is null. */
static void
json_measured(struct json *j, const char *name, unsigned long long micro)
{
	if (micro == 0)
		json_text(j, name, NULL);
	else
		json_number(j, name, micro);
}

static void
doctor_json(struct checkup *c, struct buf *b)
{
	struct json j = json_in(b);

	json_open(&j, NULL, '{');
	json_text(&j, "shell", c->shell == NULL ? NULL : c->shell->name);
	json_bool(&j, "hook", c->hooked);
	json_text(&j, "hook_version", c->version);
	json_text(&j, "program", c->program);
	json_text(&j, "version", PACKAGE_VERSION);
	json_text(&j, "virtual_env", c->world.facts.vars->virtual_env);
	json_bool(&j, "by_venvhook", c->seen.env != NULL);
	json_measured(&j, "export_us", (unsigned long long)c->took);
	json_measured(&j, "prompt_us", seen_idle(&c->seen));
	json_bool(&j, "wrong", findings_wrong(&c->findings));
	json_open(&j, "findings", '[');
	for (size_t i = 0; i < c->findings.n; i++) {
		const struct finding *f = &c->findings.list[i];

		json_open(&j, NULL, '{');
		json_text(&j, "key", found_rows[f->found].key);
		json_bool(&j, "wrong", found_rows[f->found].wrong);
		json_text(&j, "sentence", f->sentence);
		json_text(&j, "to_do", f->todo);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
}

/* For a hook: the statements by which its shell tells of itself. */
static int
doctor_facts(struct run *run)
{
	const struct shell *shell = run_shell_hooked(run,
	    run_option(run, "--facts"));

	return shell == NULL ? EXIT_USAGE : out_write(run->arena,
	    str_from(text_or_empty(shell->doctor)));
}

static int
doctor_run(struct run *run)
{
	struct checkup c = { .run = run, .findings = { .arena = run->arena } };
	struct buf b = buf_in(run->arena);
	struct vars vars;
	int status;

	if (run_has(run, "--facts"))
		return doctor_facts(run);
	if (where_read(run, NULL, &vars, &c.world) != EXIT_DONE)
		return EXIT_REFUSED;
	world_grants(run->arena, &c.world);
	doctor_examine(&c);
	if (run_has(run, "--json"))
		doctor_json(&c, &b);
	else
		doctor_text(&c, &b);
	status = out_write(run->arena, buf_view(&b));
	return status == EXIT_DONE && findings_wrong(&c.findings) ?
	    EXIT_REFUSED : status;
}

static const struct option doctor_options[] = {
	{ .name = "--json", .help = "as one JSON object" },
	/* for the hooks */
	{ .name = "--facts", .arg = "SHELL" },
	{ .name = "--seen" },
	{ .name = NULL },
};

const struct command doctor_command = {
	.name = "doctor",
	.args = "",
	.help = "examine this shell and this machine, and say what to do",
	.options = doctor_options,
	.run = doctor_run,
};
