/*
 * bash, from 3.2 on, and zsh.  "\builtin" and "\export" because a user may
 * have aliases of those names; an alias is no alias once quoted.
 */
#include "config.h"

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/watch.h"
#include "core/shell/hooks.h"
#include "core/shell/shell.h"
#include "core/shell/rows.h"

/*
 * Single quotes keep every byte but the single quote itself:
 *	it's    ->  'it'\''s'
 */
static void
posix_quote(struct buf *b, const char *text)
{
	struct str rest = str_from(text), piece;

	buf_char(b, '\'');
	while (str_cut(&rest, '\'', &piece)) {
		buf_str(b, piece);
		buf_text(b, rest.p == NULL ? "'" : "'\\''");
	}
}

static void
posix_assign(struct buf *b, const char *name, const char *value)
{
	buf_texts(b, name, "=", NULL);
	posix_quote(b, value);
	buf_char(b, '\n');
}

static void
posix_change(struct buf *b, const char *name, const char *value)
{
	if (value == NULL) {
		buf_texts(b, "\\builtin \\unset ", name, "\n", NULL);
		return;
	}
	buf_text(b, "\\builtin \\export ");
	posix_assign(b, name, value);
}

static void
posix_test(struct buf *b, const struct watch_test *w, const char *reference)
{
	static const char *const before[] = {
		[WATCH_THERE] = "-e ",
		[WATCH_ABSENT] = "! -e ",
		[WATCH_NO_LINK] = "! -L ",
		[WATCH_SAME] = "",
		[WATCH_NOT_NEWER] = "! ",
	};

	buf_text(b, before[w->kind]);
	posix_quote(b, w->path);
	if (w->kind == WATCH_SAME) {
		buf_text(b, " -ef ");
		posix_quote(b, w->other);
	} else if (w->kind == WATCH_NOT_NEWER) {
		buf_text(b, " -nt ");
		posix_quote(b, reference);
	}
}

static void
posix_watch(struct buf *b, const struct watch *g)
{
	buf_text(b, "__venvhook_watch() { [[ -n x");
	for (size_t i = 0; i < g->n; i++) {
		buf_text(b, " && ");
		posix_test(b, &g->tests[i], g->reference);
	}
	buf_text(b, " ]]; }\n");
}

static void
posix_undo(struct buf *b, const struct changes *c)
{
	buf_text(b, "__venvhook_undo() {\n");
	for (size_t i = 0; i < c->n; i++)
		posix_change(b, c->list[i].name, c->list[i].value);
	buf_text(b, "}\n");
}

#define POSIX_ROW \
	.quote = posix_quote, .change = posix_change, \
	.assign = posix_assign, .watch = posix_watch, .undo = posix_undo

const struct shell shell_bash = {
	.name = "bash",
	.hook = hook_bash,
	.version = "BASH_VERSION",
	.completion = completion_bash,
	POSIX_ROW,
};

const struct shell shell_zsh = {
	.name = "zsh",
	.hook = hook_zsh,
	.version = "ZSH_VERSION",
	.completion = completion_zsh,
	POSIX_ROW,
};
