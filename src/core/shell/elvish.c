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

/* The byte that elvish_quote has written as two digits. */
static unsigned char
byte_read(const char *digits)
{
	unsigned value = 0;

	for (int i = 0; i < 2; i++)
		value = value << 4 | (unsigned)(digits[i] <= '9' ?
		    digits[i] - '0' : digits[i] - 'a' + 10);
	return (unsigned char)value;
}

/*
 * The word that is quoted at p goes behind words, as a line of its own.  False:
 * it has a character that a line cannot have in it.
 */
static bool
word_take(struct buf *words, const char *p, size_t n)
{
	size_t was = words->n;
	unsigned char c;

	for (size_t i = 1; i + 1 < n; i++) {
		if (p[i] == '\\' && p[++i] == 'x') {
			c = byte_read(p + i + 1);
			i += 2;
		} else {
			c = (unsigned char)p[i];
		}
		if (c < 0x20) {
			words->n = was;
			return false;
		}
		buf_char(words, (char)c);
	}
	buf_char(words, '\n');
	return true;
}

struct fold {
	struct buf code, params, words;
	size_t n;		/* words so far */
	struct buf names, values;	/* of the statements that only set, */
					/* up to another one */
};

/* The word that is quoted at p, or what it is called by.  How long it was. */
static size_t
word_fold(struct fold *f, struct buf *to, const char *p)
{
	const char *name;
	size_t n = 1;

	while (p[n] != '"')
		n += p[n] == '\\' ? 2 : 1;
	n++;
	if (n == 2 || !word_take(&f->words, p, n)) {
		buf_bytes(to, p, n);
		return n;
	}
	name = text_number(to->arena, f->n++);
	buf_texts(&f->params, "v", name, " ", NULL);
	buf_texts(to, "$v", name, NULL);
	return n;
}

/* The word in "set NAME = WORD"; NULL: the line at p is another. */
static const char *
set_word(const char *p)
{
	const char *at = p + strcspn(p, "=\n");

	return strncmp(p, "set ", 4) == 0 && strncmp(at, "= \"", 3) == 0 ?
	    at + 2 : NULL;
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
	const char *text = buf_string(b), *word;

	for (const char *p = text; *p != '\0'; ) {
		word = p == text || p[-1] == '\n' ? set_word(p) : NULL;
		if (word != NULL) {
			buf_str(&f.names, str_range(p + 4, word - 2));
			buf_char(&f.values, ' ');
			p = word + word_fold(&f, &f.values, word) + 1;
			continue;
		}
	.protocol = "2",	/* 1: statements */
		sets_end(&f);
		if (*p == '"') {
			p += word_fold(&f, &f.code, p);
			continue;
		}
		buf_char(&f.code, *p == '\n' ? '\t' : *p);
		p++;
	}
	sets_end(&f);
	b->n = 0;
	buf_texts(b, "put {|", buf_string(&f.params), "| ",
	    buf_string(&f.code), "}\n", NULL);
	buf_str(b, buf_view(&f.words));
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
	.set = "set E:%n = %v\n",
	.unset = "unset-env %n\n",
	.assign = "set %b = %v\n", .declare = "var %n = %v\n",
	.undo = { "set undo~ = {\n",
	    "}\nedit:add-var deactivate~ $off~\n" },
	.undone = "edit:add-var deactivate~ "
	    "{|@words| (external deactivate) $@words }\n",
	.go = "cd %v\n", .say = "put { print %v }\n", .prefix = true,
	.tell = "tell %n~ %v\n",
	.quote = elvish_quote, .watch = elvish_watch, .fold = elvish_fold,
};
