/* Shells that read data instead of statements: doc/HOOK.md. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/hooks.h"
#include "core/shell/left.h"
#include "core/shell/region.h"
#include "core/shell/rows.h"
#include "core/shell/shell.h"
#include "core/shell/watch.h"
#include "core/text/json.h"
#include "core/text/term.h"

/* {"PATH": "/usr/bin", "VIRTUAL_ENV": null} */
static void
json_answer(struct buf *b, const struct answer *x)
{
	const struct changes *c = &x->out->changes;
	struct json j = json_in(b);

	json_open(&j, NULL, '{');
	for (size_t i = 0; i < c->n; i++)
		json_text(&j, c->list[i].name, c->list[i].value);
	json_close(&j, '}');
}

static void
data_value(struct json *j, const struct change *change)
{
	struct str rest, one;

	if (strcmp(change->name, "PATH") != 0) {
		json_text(j, change->name, change->value);
		return;
	}
	rest = str_from(change->value);
	json_open(j, change->name, '[');
	while (str_cut(&rest, ':', &one))
		json_str(j, NULL, one);
	json_close(j, ']');
}

/* "set": {"PATH": ["/usr/bin"]}, "unset": ["VIRTUAL_ENV"] */
static void
data_changes(struct json *j, const struct changes *c)
{
	json_open(j, "set", '{');
	for (size_t i = 0; i < c->n; i++)
		if (c->list[i].value != NULL)
			data_value(j, &c->list[i]);
	json_close(j, '}');
	json_open(j, "unset", '[');
	for (size_t i = 0; i < c->n; i++)
		if (c->list[i].value == NULL)
			json_text(j, NULL, c->list[i].name);
	json_close(j, ']');
}

/* One kind of test: paths, or pairs of them. */
static void
data_each(struct json *j, const struct watch *w, enum watch_kind kind)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct watch_test *test = &w->tests[i];

		if (test->kind != kind)
			continue;
		if (kind == WATCH_SAME)
			json_open(j, NULL, '[');
		json_text(j, NULL, test->path);
		if (kind != WATCH_SAME)
			continue;
		json_text(j, NULL, test->other);
		json_close(j, ']');
	}
}

static void
data_tests(struct json *j, const struct watch *w, const char *name,
    enum watch_kind kind)
{
	json_open(j, name, '[');
	data_each(j, w, kind);
	json_close(j, ']');
}

static void
data_watch(struct json *j, const struct watch *w)
{
	json_open(j, "watch", '{');
	data_tests(j, w, "there", WATCH_THERE);
	data_tests(j, w, "absent", WATCH_ABSENT);
	data_tests(j, w, "free", WATCH_FREE);
	data_tests(j, w, "no_link", WATCH_NO_LINK);
	data_tests(j, w, "same", WATCH_SAME);
	data_tests(j, w, "not_newer", WATCH_NOT_NEWER);
	json_text(j, "reference", w->reference);
	json_close(j, '}');
}

static void
data_region(struct json *j, const struct region *r)
{
	if (r->top == NULL) {
		json_text(j, "region", NULL);
		return;
	}
	json_open(j, "region", '{');
	json_text(j, "pattern", region_pattern(j->out->arena, r,
	    "(?:"));
	json_open(j, "names", '[');
	for (size_t i = 0; i < r->names.n; i++)
		json_text(j, NULL, r->names.p[i]);
	json_close(j, ']');
	json_text(j, "home", r->home != NULL ? r->home : "/");
	json_close(j, '}');
}

/* What is on. */
static void
data_env(struct json *j, const struct outcome *out)
{
	json_text(j, "env", text_or_empty(out->env));
	json_text(j, "entry", text_or_empty(out->entry));
	json_text(j, "name", out->name);
}

static void
data_nothing(struct json *j)
{
	json_text(j, "env", "");
	json_text(j, "entry", "");
	json_text(j, "name", "");
}

/* A hook reads it sooner without blanks and lines, people with them. */
static struct json
data_in(struct buf *b, const struct answer *x)
{
	return x->watch != NULL ? json_dense(b) : json_in(b);
}

static void
data_print(struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;
	struct json j = data_in(b, x);

	json_open(&j, NULL, '{');
	data_changes(&j, &out->changes);
	data_env(&j, out);
	if (out->left != NULL)
		json_text(&j, "left", out->left);
	if (x->notices != NULL)
		json_text(&j, "notices", x->notices);
	if (x->go != NULL)
		json_text(&j, "go", x->go);
	json_open(&j, "undo", '{');
	data_changes(&j, &out->undo);
	data_nothing(&j);
	json_close(&j, '}');
	if (x->watch != NULL) {
		data_watch(&j, x->watch);
		data_region(&j, &x->watch->region);
	}
	json_close(&j, '}');
}

/*
 * For nushell, to which a look at many names takes little longer than at one:
 * are they there, as they were.
 */
static void
nu_names(struct json *j, const struct watch *w)
{
	static const enum watch_kind kinds[] = { WATCH_THERE, WATCH_ABSENT };

	json_open(j, "names", '[');
	for (size_t i = 0; i < 2; i++)
		data_each(j, w, kinds[i]);
	json_close(j, ']');
	json_open(j, "are", '[');
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < w->n; i++)
			if (w->tests[i].kind == kinds[k])
				json_bool(j, NULL, kinds[k] == WATCH_THERE);
	json_close(j, ']');
}

/* [["/a", "/b"]], or [] of none: a loop over that is quicker than a test. */
static void
nu_list(struct json *j, const struct watch *w, const char *name,
    enum watch_kind kind)
{
	size_t i = 0;

	while (i < w->n && w->tests[i].kind != kind)
		i++;
	json_open(j, name, '[');
	if (i < w->n)
		data_tests(j, w, NULL, kind);
	json_close(j, ']');
}

static void
nu_watch(struct json *j, const struct watch *w)
{
	json_open(j, "watch", '{');
	nu_names(j, w);
	nu_list(j, w, "free", WATCH_FREE);
	nu_list(j, w, "no_link", WATCH_NO_LINK);
	data_tests(j, w, "same", WATCH_SAME);
	nu_list(j, w, "not_newer", WATCH_NOT_NEWER);
	json_text(j, "reference", w->reference);
	json_close(j, '}');
}

/* In full, also what is as it was: to merge records takes nushell longer. */
static void
nu_state(struct json *j, const struct answer *x)
{
	const char *left = x->out->left, *notices = x->notices;

	data_env(j, x->out);
	json_text(j, "left", left != NULL ? left : left_plain(x->had_left));
	json_text(j, "notices",
	    text_or_empty(notices != NULL ? notices : x->had_notices));
}

/*
 * What its hook keeps is one record, which takes it less time than to pick it
 * out of another.  No region, as it takes longer for a test than the program.
 */
static void
nu_print(struct buf *b, const struct answer *x)
{
	struct json j = data_in(b, x);

	json_open(&j, NULL, '{');
	data_changes(&j, &x->out->changes);
	if (x->go != NULL)
		json_text(&j, "go", x->go);
	json_open(&j, "state", '{');
	nu_state(&j, x);
	json_open(&j, "undo", '{');
	data_changes(&j, &x->out->undo);
	json_close(&j, '}');
	if (x->watch != NULL)
		nu_watch(&j, x->watch);
	json_close(&j, '}');
	json_close(&j, '}');
}

static void
data_noted(struct buf *b, const char *notices)
{
	struct json j = json_dense(b);

	json_open(&j, NULL, '{');
	json_text(&j, "notices", notices);
	json_close(&j, '}');
}

/* nushell, in double quotes; what nobody sees by number: "\u{000007}". */
static void
nu_quote(struct buf *b, const char *text)
{
	struct str rest = str_from(text);
	unsigned long point = 0;
	size_t n;

	buf_char(b, '"');
	for (; rest.n > 0; rest.p += n, rest.n -= n) {
		if ((n = utf8_decode(rest, &point)) > 0 && term_acts(point)) {
			buf_text(b, "\\u{");
			buf_hex(b, point, 6);
			buf_char(b, '}');
			continue;
		}
		if (*rest.p == '"' || *rest.p == '\\')
			buf_char(b, '\\');
		n = n > 0 ? n : 1;
		buf_bytes(b, rest.p, n);
	}
	buf_char(b, '"');
}

/*
 * xonsh, which is Python: a text in ASCII, in which a byte above that is the
 * surrogate that stands for it in names of files: "\udcff".
 */
static void
xonsh_quote(struct buf *b, const char *text)
{
	buf_char(b, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			buf_char(b, '\\');
		if (c >= ' ' && c <= '~') {
			buf_char(b, *text);
			continue;
		}
		buf_text(b, c < 0x80 ? "\\x" : "\\udc");
		buf_hex(b, c, 2);
	}
	buf_char(b, '"');
}

/* It watches names; a date takes nushell longer than all else together. */
const struct shell shell_nu = {
	.name = "nu", .aliases = { "nushell" },
	.utf8 = true,
	.rc = { .dir = "~/.config", .file = "nushell/autoload/venvhook.nu",
	    .instead = "XDG_CONFIG_HOME" },
	.over = { "r#' ' 2>/dev/null || :; ", "#'#" },
	.prompt_function = true,
	.hook = hook_nu, .completion = completion_nu,
	/* it runs no text, so that for the doctor comes with the hook */
	.common = { doctor_nu }, .doctor = "",
	.calls = "__venvhook_go", .called_in = "hooks.pre_prompt",
	.assign = "const %n = %v\n",
	.quote = nu_quote, .data = nu_print,
	.noted = data_noted,
};

const struct shell shell_xonsh = {
	.name = "xonsh",
	.expands = { "$", "=~" },
	/* what its own $() holds is not always all that the program wrote */
	.rc = { .dir = "~", .file = ".xonshrc",
	    .by_sh = true, .in_text = true,
	    .line = "exec(__import__(\"subprocess\").run(\"venvhook init xonsh"
	    "\", shell=True, stdout=-1, env=${...}.detype()).stdout)" },
	.over = { "r'\\' 2>/dev/null || :; ", "#'" },
	.hook = hook_xonsh, .completion = completion_xonsh,
	.doctor = doctor_xonsh,
	.calls = "__venvhook_install", .called_in = "on_postcommand",
	.assign = "%n = %v\n",
	.read = "\"%n\"", .between = ", ",
	.quote = xonsh_quote, .data = data_print,
	.noted = data_noted,
};

/* For those who know what to do with it: no shell, and no hook. */
const struct shell shell_json = {
	.name = "json",
	.utf8 = true,
	.hookless = "no shell, so there is no hook for it",
	.instead = "'venvhook export json' prints what is to change",
	.data = json_answer,
};
