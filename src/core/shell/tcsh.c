/*
 * tcsh, from 6.23.01 on, which reads $'...'.  What it evaluates comes out of
 * "`...`", as one line, and goes through the expansion of history: so no blank,
 * quote, line feed or ! of a value stands there as itself.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/hooks.h"
#include "core/shell/rows.h"
#include "core/shell/shell.h"
#include "core/shell/watch.h"

/* A character that means nothing to it, wherever it stands. */
static bool
is_plain(char c)
{
	return str_is_alnum(c) || (c >= '-' && c <= '/') || c == '_';
}

/*
 * Bytes from 0x80 on stay as they are: an escape of one is a code point.
 *	it's    ->  $'it\047s'
 */
static void
tcsh_quote(struct buf *b, const char *text)
{
	size_t n = 0;

	while (is_plain(text[n]))
		n++;
	if (text[n] == '\0' && n > 0) {
		buf_text(b, text);
		return;
	}
	buf_text(b, "$'");
	for (;; text += n + 1) {
		for (n = 0; is_plain(text[n]) || (unsigned char)text[n] >= 0x80;
		    n++)
			;
		buf_bytes(b, text, n);
		if (text[n] == '\0')
			break;
		buf_bytes(b, (char [4]){ '\\', (char)('0' + (text[n] >> 6)),
		    (char)('0' + (text[n] >> 3 & 7)),
		    (char)('0' + (text[n] & 7)) }, 4);
	}
	buf_char(b, '\'');
}

/* Is it the reference, without which all is newer? */
static bool
is_dated(const struct watch *g, const struct watch_test *w)
{
	for (size_t i = 0; g->reference != NULL && i < g->n; i++)
		if (g->tests[i].kind == WATCH_NOT_NEWER)
			return w->kind == WATCH_THERE &&
			    strcmp(w->path, g->reference) == 0;
	return false;
}

/*
 * Dates in whole seconds; what is not there is -1.  A test takes as long as its
 * text, so names are called from here; but what must be there by all of its
 * name, as nothing else tells that the directory at hand was renamed.
 */
static void
tcsh_test(struct buf *b, const struct watch *g, const struct watch_test *w)
{
	static const char *const before[] = {
		[WATCH_THERE] = " && -e ",
		[WATCH_ABSENT] = " && ! -e ",
		[WATCH_FREE] = " && ! -Le ",
		[WATCH_NO_LINK] = " && ! -l ",
		[WATCH_SAME] = " && -D ",
		[WATCH_NOT_NEWER] = " && -M ",
	};
	const char *path = w->path, *way = watch_short(b->arena, g, path);

	if (is_dated(g, w))
		return;
	if (w->kind != WATCH_THERE && strlen(way) < strlen(path))
		path = way;
	buf_text(b, before[w->kind]);
	tcsh_quote(b, path);
	if (w->kind == WATCH_NOT_NEWER) {
		buf_text(b, " <= -M ");
		tcsh_quote(b, g->reference);
	} else if (w->kind == WATCH_SAME) {
		buf_text(b, " == -D ");
		tcsh_quote(b, w->other);
		buf_text(b, " && -I ");
		tcsh_quote(b, path);
		buf_text(b, " == -I ");
		tcsh_quote(b, w->other);
	}
}

/* Behind the key in an expression: is that another, or fails a test? */
static void
tcsh_watch(struct buf *b, const struct watch *g)
{
	struct buf text = buf_in(b->arena);

	buf_text(&text, " != \"${__venvhook_seen:q}\" || ( 1");
	for (size_t i = 0; i < g->n; i++)
		tcsh_test(&text, g, &g->tests[i]);
	if (g->nameless)
		buf_text(&text, " && $?VIRTUAL_ENV_PROMPT == 0");
	buf_text(&text, " ) == 0 )");
	buf_text(b, "set __venvhook_rest = ");
	tcsh_quote(b, buf_string(&text));
	buf_text(b, ";\n");
}

/*
 * The hook as one word of any shell, which goes on if it is tcsh: there alone
 * is `unalias` silent about what is none.  A ! is meant twice, and with
 * backslash_quote no backslash may stand in front of it within quotes.
 */
static void
tcsh_guard(struct buf *b, struct str script)
{
	buf_text(b, "unalias __venvhook_none 2>/dev/null || "
	    "echo \"venvhook: this is the line of tcsh; 'venvhook help' shows "
	    "that of this shell\" >&2;\n"
	    "unalias __venvhook_none 2>/dev/null && eval '");
	for (size_t i = 0; i < script.n; i++) {
		switch (script.p[i]) {
		case '\'':
			buf_text(b, "'\\''");
			break;
		case '\\':
			buf_text(b, "'\\\\'");
			break;
		case '!':
			buf_text(b, "\\!");
			break;
		case '\n':
			buf_char(b, ' ');
			break;
		default:
			buf_char(b, script.p[i]);
		}
	}
	buf_text(b, "';\n");
}

const struct shell shell_tcsh = {
	.name = "tcsh",
	.aliases = { "csh" },
	.rc = { .dir = "~", .file = ".tcshrc", .older = ".cshrc",
	    .by_sh = true,
	    .line = "eval \"`venvhook init tcsh`\"" },
	.brief = "@", .hook = hook_tcsh, .completion = completion_tcsh,
	.guard = tcsh_guard,
	.set = "setenv %n %v;\n",
	.unset = "unsetenv %n;\n",
	.assign = "set %n = %v;\n",
	.undo = { "alias __venvhook_undo ",
	    ";\neval __venvhook_define$__venvhook_ours;\n" },
	.undo_word = true, .undo_path = true,
	.undone = "set __venvhook_now = now:;\n"
	    "eval __venvhook_undefine$__venvhook_ours;\n",
	.adopt = "if ( $?_OLD_VIRTUAL_PATH ) "
	    "eval 'unalias deactivate; set __venvhook_ours = 0 "
	    "__venvhook_other = ()';\n"
	    "if ( $?_OLD_VIRTUAL_PROMPT ) "
	    "eval 'set prompt = \"${_OLD_VIRTUAL_PROMPT:q}\"';\n"
	    "unset _OLD_VIRTUAL_PATH _OLD_VIRTUAL_PROMPT;\n",
	.go = "chdir %v;\n", .say = "printf %%s %v;\n", .prefix = true,
	.tell = "set __venvhook_told = %v; %n \"${__venvhook_told:q}\";\n",
	.quote = tcsh_quote, .watch = tcsh_watch,
};
