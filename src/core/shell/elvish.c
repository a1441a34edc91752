/*
 * elvish, from 0.19 on.  It reads text in UTF-8 alone, but any byte by its
 * number, so all that is not plain ASCII stands there by that.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/hooks.h"
#include "core/shell/rows.h"
#include "core/shell/shell.h"
#include "core/shell/watch.h"

/* it's \ "so"   ->  "it's \\ \"so\"", and a line feed is \x0a */
static void
elvish_quote(struct buf *b, const char *text)
{
	static const char hex[] = "0123456789abcdef";

	buf_char(b, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c >= 0x7f) {
			buf_text(b, "\\x");
			buf_char(b, hex[c >> 4]);
			buf_char(b, hex[c & 0xf]);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_char(b, '\\');
		buf_char(b, *text);
	}
	buf_char(b, '"');
}

/* Does it ask for the name itself, or where that leads, or if that is there? */
static bool
elvish_leads(const struct watch_test *test)
{
	return test->kind != WATCH_THERE && test->kind != WATCH_ABSENT;
}

/* Where a name leads tells if it is there as well. */
static bool
is_told(const struct watch *g, size_t n)
{
	const struct watch_test *test = &g->tests[n], *other;

	if (test->kind == WATCH_NOT_NEWER)
		return true;
	for (size_t i = 0; i < g->n; i++) {
		other = &g->tests[i];
		if (i == n || other->kind == WATCH_NOT_NEWER ||
		    strcmp(other->path, test->path) != 0)
			continue;
		if (elvish_leads(other) == elvish_leads(test) ? i < n :
		    elvish_leads(other))
			return true;
	}
	return false;
}

/* How far both go the same way, up to a "/" or the end of both. */
static size_t
shared_length(const char *a, const char *b)
{
	size_t n = 0;

	for (size_t i = 0; ; i++) {
		bool ends = a[i] == '\0' || b[i] == '\0';

		if ((a[i] == '/' || a[i] == '\0') &&
		    (b[i] == '/' || b[i] == '\0'))
			n = i;
		if (ends || a[i] != b[i])
			return n;
	}
}

/*
 * path as it is called from here, as each name on the way takes elvish a look;
 * a ".." would wake an automounter:
 *	/home/u/p, /home/u/.config/x    ->  ../.config/x
 */
static const char *
elvish_way(struct arena *a, const struct watch *g, const char *path)
{
	struct buf b = buf_in(a);
	size_t n = g->here == NULL ? 0 : shared_length(g->here, path);

	if (n == 0 || n < g->top.n)
		return path;
	for (const char *p = g->here + n; *p != '\0'; p++)
		if (*p == '/')
			buf_text(&b, "../");
	path += n;
	buf_text(&b, *path == '/' ? path + 1 : ".");
	return buf_string(&b);
}

/*
 * Where a name leads, and what is there even if it leads nowhere, is seen by
 * how it fails to go on to a name that none can be.  Whether there is
 * something, links followed, is seen in half the time by how it fails to be
 * opened as a directory; that never waits, as opening a pipe would.  A file
 * whose date counts is among those that have to be there.  Name by name, as a
 * loop takes longer than the looks, and each on its own line: elvish measures
 * what is before a command on its line, each time.
 */
static void
elvish_watch(struct buf *b, const struct watch *g)
{
	buf_text(b, "set look~ = {\nset saw = [\n");
	for (size_t i = 0; i < g->n; i++) {
		const char *way;

		if (is_told(g, i))
			continue;
		way = elvish_way(b->arena, g, g->tests[i].path);
		if (elvish_leads(&g->tests[i])) {
			buf_text(b, "?(path:eval-symlinks ");
			elvish_quote(b, way);
			buf_text(b, "\"/\\x00\"");
		} else {
			buf_text(b, "?(fail y < ");
			elvish_quote(b, text_join(b->arena, way, "/.", NULL));
		}
		buf_text(b, ")[reason]\n");
	}
	buf_text(b, "]\n}\n");
}

const struct shell shell_elvish = {
	.name = "elvish",
	.carries = CARRIES_BYTES | CARRIES_TESTS,
	.rc = { .dir = "~/.config", .file = "elvish/rc.elv",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "eval (venvhook init elvish | slurp)" },
	.prompt_function = true,
	.over = { "nop \\' 2>/dev/null || :; ", "#'" },
	.hook = hook_elvish, .completion = completion_elvish,
	.set = "set-env %n %v\n",
	.unset = "unset-env %n\n",
	.assign = "set %b = %v\n", .declare = "var %n = %v\n",
	.undo = { "set undo = ", "\nedit:add-var deactivate~ $off~\n" },
	.undo_word = true,
	.undone = "edit:add-var deactivate~ "
	    "{|@words| (external deactivate) $@words }\n",
	.go = "cd %v\n", .say = "print %v\n", .prefix = true,
	.tell = "tell %n~ %v\n",
	.quote = elvish_quote, .watch = elvish_watch,
};
