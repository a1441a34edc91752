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
	buf_char(b, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c >= 0x7f) {
			buf_text(b, "\\x");
			buf_hex(b, c, 2);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_char(b, '\\');
		buf_char(b, *text);
	}
	buf_char(b, '"');
}

/*
 * What stands around a word in an answer to its hook, until elvish_fold has put
 * that on a line of its own.
 */
enum { WORD = '\1' };

/* One that is empty, or that no line can hold, stays where it is. */
static void
elvish_word(struct buf *b, const char *text)
{
	size_t n = 0;

	while ((unsigned char)text[n] >= ' ')
		n++;
	if (n == 0 || text[n] != '\0') {
		elvish_quote(b, text);
		return;
	}
	buf_char(b, WORD);
	buf_bytes(b, text, n);
	buf_char(b, WORD);
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
		way = watch_short(b->arena, g, g->tests[i].path);
		if (elvish_leads(&g->tests[i])) {
			buf_text(b, "?(path:eval-symlinks ");
			elvish_word(b, way);
			buf_text(b, "\"/\\x00\"");
		} else {
			buf_text(b, "?(fail y < ");
			elvish_word(b, text_join(b->arena, way, "/.", NULL));
		}
		buf_text(b, ")[reason]\n");
	}
	buf_text(b, "]\n}\n");
}

struct fold {
	struct buf code, params, words;
	size_t n;		/* words so far */
	struct buf names, values;	/* of the statements that only set, */
					/* up to another one */
};

/* What is up to end, with its words called by what they are handed on as. */
static void
text_fold(struct fold *f, struct buf *to, const char *p, const char *end)
{
	const char *name, *from;
	struct str word;

	while (p < end) {
		for (from = p; p < end && *p != WORD && *p != '\n'; p++)
			;
		buf_str(to, str_range(from, p));
		if (p < end && *p == '\n') {
			buf_char(to, '\t');
			p++;
		}
		if (p == end || *p != WORD)
			continue;
		word = str_range(p + 1, strchr(p + 1, WORD));
		p = word.p + word.n + 1;
		buf_str(&f->words, word);
		buf_char(&f->words, '\n');
		name = text_number(to->arena, f->n++);
		buf_texts(&f->params, "v", name, " ", NULL);
		buf_texts(to, "$v", name, NULL);
	}
}

/* The word in "set NAME = WORD"; NULL: the line at p is another. */
static const char *
set_word(const char *p)
{
	const char *at = p + strcspn(p, "=\n");

	return strncmp(p, "set ", 4) == 0 && strncmp(at, "= ", 2) == 0 &&
	    (at[2] == '"' || at[2] == WORD) ? at + 2 : NULL;
}

static void
sets_end(struct fold *f)
{
	if (f->names.n == 0)
		return;
	buf_texts(&f->code, "set ", buf_string(&f->names), "=",
	    buf_string(&f->values), "\t", NULL);
	f->names.n = f->values.n = 0;
}

/*
 * An answer as a function of its words, on one line, with a tab for each
 * newline; and behind it the words, each on a line.  So elvish, which takes
 * longer to read a text than to do what it says, need not read one that
 * differs from another in the words alone.  And it takes as long for a
 * statement that sets seven names as for one that sets two:
 *	set env = "/p"\n    ->  put {|v0 v1 | set env entry = $v0 $v1\t}\n
 *	set entry = "/p/b"\n    /p\n/p/b\n
 */
static void
elvish_fold(struct buf *b)
{
	struct arena *a = b->arena;
	struct fold f = { .code = buf_in(a), .params = buf_in(a),
	    .words = buf_in(a), .names = buf_in(a), .values = buf_in(a) };
	const char *word, *end;

	for (const char *p = buf_string(b); *p != '\0'; p = end) {
		end = p + strcspn(p, "\n") + 1;
		if ((word = set_word(p)) != NULL) {
			buf_str(&f.names, str_range(p + 4, word - 2));
			buf_char(&f.values, ' ');
			text_fold(&f, &f.values, word, end - 1);
		} else {
			sets_end(&f);
			text_fold(&f, &f.code, p, end);
		}
	}
	sets_end(&f);
	b->n = 0;
	buf_texts(b, "put {|", buf_string(&f.params), "| ",
	    buf_string(&f.code), "}\n", NULL);
	buf_str(b, buf_view(&f.words));
}

/* The statements, with words in them, folded. */
static void
elvish_answer(struct buf *b, const struct answer *x)
{
	struct shell worded = shell_elvish;

	worded.quote = elvish_word;
	worded.answer = NULL;
	shell_print(&worded, b, x);
	elvish_fold(b);
}

const struct shell shell_elvish = {
	.name = "elvish",
	.protocol = "2",	/* 1: statements */
	.rc = { .dir = "~/.config", .file = "elvish/rc.elv",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "eval (venvhook init elvish | slurp)" },
	.prompt_function = true,
	.over = { "nop \\' 2>/dev/null || :; ", "#'" },
	.hook = hook_elvish, .completion = completion_elvish,
	.set = "set E:%n = %v\n",
	.unset = "unset-env %n\n",
	.assign = "set %b = %v\n", .declare = "var %n = %v\n",
	.undo = { "set undo~ = {\n",
	    "}\nedit:add-var deactivate~ $off~\n" },
	.undone = "edit:add-var deactivate~ "
	    "{|@words| (external deactivate) $@words }\n",
	.go = "cd %v\n", .say = "put { print %v }\n", .prefix = true,
	.tell = "tell %n~ %v\n",
	.quote = elvish_quote, .watch = elvish_watch, .answer = elvish_answer,
};
