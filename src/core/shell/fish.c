/* fish, from 3.1 on. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/watch.h"
#include "core/shell/hooks.h"
#include "core/shell/shell.h"
#include "core/shell/rows.h"

/*
 * Inside '...' fish reads \' and \\ as escapes, unlike any POSIX shell:
 *	it's \n   ->  'it\'s \\n'
 */
static void
fish_quote(struct buf *b, const char *text)
{
	buf_char(b, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buf_char(b, '\\');
		buf_char(b, *text);
	}
	buf_char(b, '\'');
}

static void
fish_assign(struct buf *b, const char *name, const char *value)
{
	buf_texts(b, "builtin set -g ", name, " ", NULL);
	fish_quote(b, value);
	buf_char(b, '\n');
}

/*
 * fish splits PATH at its colons by itself, as it is a path variable.  Of an
 * empty word in it fish makes ".", so an empty PATH is one of no words.
 */
static void
fish_change(struct buf *b, const char *name, const char *value)
{
	if (value == NULL) {
		buf_texts(b, "builtin set -e ", name, "\n", NULL);
		return;
	}
	buf_texts(b, "builtin set -gx ", name, NULL);
	if (value[0] != '\0' || strcmp(name, "PATH") != 0) {
		buf_char(b, ' ');
		fish_quote(b, value);
	}
	buf_char(b, '\n');
}

/* " -a ! -e '/p/.venv'": one call of test, as it is the call that costs. */
static void
fish_test(struct buf *b, enum watch_kind kind, const char *path)
{
	static const char *const before[] = {
		[WATCH_THERE] = " -a -e ",
		[WATCH_ABSENT] = " -a ! -e ",
		[WATCH_NO_LINK] = " -a ! -L ",
		[WATCH_SAME] = " -a ",
		[WATCH_NOT_NEWER] = " -a ! ",
	};

	buf_text(b, before[kind]);
	fish_quote(b, path);
}

static void
fish_compare(struct buf *b, const struct watch_test *w, const char *reference)
{
	bool same = w->kind == WATCH_SAME;

	fish_test(b, w->kind, w->path);
	buf_text(b, same ? " -ef " : " -nt ");
	fish_quote(b, same ? w->other : reference);
}

/* Two files in a test of their own: not every fish can compare them. */
static void
fish_watch(struct buf *b, const struct watch *g)
{
	bool compares = false;

	buf_text(b, "function __venvhook_watch; builtin test -n x");
	for (size_t i = 0; i < g->n; i++) {
		enum watch_kind kind = g->tests[i].kind;

		compares = compares || kind >= WATCH_SAME;
		if (kind != WATCH_NOT_NEWER)
			fish_test(b, kind == WATCH_SAME ? WATCH_THERE : kind,
			    g->tests[i].path);
	}
	if (compares)
		buf_text(b, "; and __venvhook_test -n x");
	for (size_t i = 0; i < g->n; i++)
		if (g->tests[i].kind >= WATCH_SAME)
			fish_compare(b, &g->tests[i], g->reference);
	buf_text(b, "; end\n");
}

static void
fish_undo(struct buf *b, const struct changes *c)
{
	buf_text(b, "function __venvhook_undo\n");
	for (size_t i = 0; i < c->n; i++)
		fish_change(b, c->list[i].name, c->list[i].value);
	buf_text(b, "end\n");
}

const struct shell shell_fish = {
	.name = "fish",
	.hook = hook_fish,
	.completion = completion_fish,
	.quote = fish_quote,
	.change = fish_change,
	.assign = fish_assign,
	.watch = fish_watch,
	.undo = fish_undo,
};
