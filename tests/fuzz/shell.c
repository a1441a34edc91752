/*
 * Any values in the statements for each shell.  Read back by the quotes of
 * that shell the words are the values, all of them and in order; and what
 * stands outside of the quotes does not depend on the values.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/watch.h"
#include "core/shell/shell.h"
#include "fuzz.h"

static char memory[1 << 24];

/*
 * Each: the text behind an opening quote; appends what the word holds, and
 * gives what stands behind its end.
 */
typedef const char *unquote(struct buf *, const char *);

static const char *
posix_word(struct buf *b, const char *p)
{
	for (;; p++) {
		hold(*p != '\0');
		if (*p != '\'') {
			buf_char(b, *p);
		} else if (strncmp(p, "'\\''", 4) == 0) {
			buf_char(b, '\'');
			p += 3;
		} else {
			return p + 1;
		}
	}
}

/* A newline stands between two quoted parts of a word; ours begin with a ~. */
static const char *
fish_word(struct buf *b, const char *p)
{
	hold(*p++ == '~');
	for (;; p++) {
		hold(*p != '\0');
		if (strncmp(p, "'\\n'", 4) == 0) {
			buf_char(b, '\n');
			p += 3;
			continue;
		}
		if (*p == '\'')
			break;
		if (*p == '\\' && (p[1] == '\\' || p[1] == '\''))
			p++;
		buf_char(b, *p);
	}
	return p + 1;
}

/* The bytes of a character that PowerShell takes for a single quote, or 0. */
static size_t
pwsh_quotes(const char *p)
{
	if (*p == '\'')
		return 1;
	return strncmp(p, "\xe2\x80", 2) == 0 && (unsigned char)p[2] >= 0x98 &&
	    (unsigned char)p[2] <= 0x9b ? 3 : 0;
}

/* Of two quotes in a row, whichever they are, the first one is meant. */
static const char *
pwsh_word(struct buf *b, const char *p)
{
	for (;;) {
		size_t n = pwsh_quotes(p), next;

		hold(*p != '\0');
		if (n == 0) {
			buf_char(b, *p++);
			continue;
		}
		if ((next = pwsh_quotes(p + n)) == 0)
			return p + n;
		buf_bytes(b, p, n);
		p += n + next;
	}
}

static bool
is_fish(const struct shell *shell)
{
	return strcmp(shell->name, "fish") == 0;
}

/* What needs no quotes has none in fish: a ~ in front does. */
static const char *
value_of(struct arena *a, const struct shell *shell, const char *value)
{
	return is_fish(shell) ? text_join(a, "~", value, NULL) : value;
}

static unquote *
unquote_of(const struct shell *shell)
{
	if (is_fish(shell))
		return fish_word;
	return strcmp(shell->name, "pwsh") == 0 ? pwsh_word : posix_word;
}

/* The words go to words, a NUL behind each; '' stands for each in frame. */
static void
take_apart(const struct shell *shell, const char *p, struct buf *words,
    struct buf *frame)
{
	while (*p != '\0') {
		if (*p != '\'') {
			buf_char(frame, *p++);
			continue;
		}
		p = unquote_of(shell)(words, p + 1);
		buf_char(words, '\0');
		buf_text(frame, "''");
	}
}

enum { VALUES = 8 };

/* All of them in places where values can be. */
static void
print_all(struct arena *a, const struct shell *shell, struct buf *b,
    const char *const v[VALUES], bool hooked)
{
	struct outcome out = {
		.changes = { .list = {
		    { "A", value_of(a, shell, v[0]), true },
		    { "B", NULL, false },
		    { "C", value_of(a, shell, v[1]), false } }, .n = 3 },
		.env = v[2], .entry = v[3],
		.name = shell->answer != NULL ? "n" : v[4], .prefix = v[4],
		.undo = { .list = { { "D", v[5], false }, { "E", NULL, true } },
		    .n = 2 },
	};
	struct watch watch = { .reference = v[7], .region = {
		.top = shell->answer != NULL ? NULL : v[0],
		.base = v[1], .levels = 4, .home = v[6],
		.names = { v + 2, 2 }, .holes = { v + 4, 2 },
	} };

	watch_add(a, &watch, WATCH_THERE, v[6]);
	watch_add(a, &watch, WATCH_ABSENT, v[0]);
	watch_add(a, &watch, WATCH_NO_LINK, v[2]);
	watch_add_same(a, &watch, v[3], v[4]);
	watch_add(a, &watch, WATCH_NOT_NEWER, v[1]);
	shell_print(shell, b, &(struct answer){ .out = &out, .notices = v[5],
	    .watch = hooked ? &watch : NULL });
}

static struct str
frame_of(struct arena *a, const struct shell *shell,
    const char *const v[VALUES], struct buf *words)
{
	struct buf text = buf_in(a), frame = buf_in(a);

	print_all(a, shell, &text, v,
	    shell->hook != NULL && shell->answer == NULL);
	take_apart(shell, buf_string(&text), words, &frame);
	return buf_view(&frame);
}

/*
 * A word of zsh, quoted, or an absolute path of characters that mean themselves
 * there; gives what stands behind it.
 */
static const char *
zsh_word(struct buf *b, const char *p)
{
	size_t n = strspn(p, "/._-0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	if (*p == '\'')
		return posix_word(b, p + 1);
	hold(*p == '/');
	buf_str(b, (struct str){ p, n });
	return p + n;
}

/* What it tests at each prompt. */
static void
zsh_watched(struct arena *a, const char *value)
{
	const char *path = text_join(a, "/", value, NULL);
	const char *const paths[] = { value, path, path, value, path };
	static const char *const before[] = { " && ! -e ", " && ! -L ",
	    " && ! -e ", " && ", " -ef " };
	struct buf text = buf_in(a);
	struct watch watch = { .n = 0 };
	const char *p;

	watch_add(a, &watch, WATCH_ABSENT, value);
	watch_add(a, &watch, WATCH_FREE, path);
	watch_add_same(a, &watch, value, path);
	shell_find("zsh")->watch(&text, &watch);
	p = strstr(buf_string(&text), " && ");
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct buf word = buf_in(a);

		hold(p != NULL && strncmp(p, before[i], strlen(before[i])) == 0);
		p = zsh_word(&word, p + strlen(before[i]));
		hold(str_is(buf_view(&word), paths[i]));
	}
	hold(strcmp(p, " ]]; }\n") == 0);
}

/* How often is a value that word, and is the word any value at all? */
static void
words_are(const struct buf *words, const struct buf *plain,
    const char *const v[VALUES], size_t least)
{
	static const char letters[] = "abcdefgh";
	struct str rest = buf_view(words), names = buf_view(plain);
	struct str word, name;
	size_t n = 0;

	while (names.n > 0) {
		hold(str_cut(&names, '\0', &name));
		hold(str_cut(&rest, '\0', &word));
		hold(name.n == 1 && strchr(letters, name.p[0]) != NULL);
		hold(str_is(word, v[name.p[0] - 'a']));
		n++;
	}
	hold(rest.n == 0 && n >= least);
}

/* A word of a line: its escapes are \\t, \\n and \\\\. */
static void
line_word(struct buf *b, struct str word)
{
	for (; word.n > 0; word.p++, word.n--) {
		if (*word.p == '\\') {
			word.p++;
			hold(--word.n > 0 && strchr("tn\\", *word.p) != NULL);
			buf_char(b, *word.p == 't' ? '\t' :
			    *word.p == 'n' ? '\n' : '\\');
		} else {
			buf_char(b, *word.p);
		}
	}
	buf_char(b, '\0');
}

/* To words those of all lines, but for the keys; the keys come back. */
static struct str
lines_of(struct arena *a, const struct shell *shell,
    const char *const v[VALUES], struct buf *words)
{
	struct buf text = buf_in(a), keys = buf_in(a);
	struct str rest, line, word;

	print_all(a, shell, &text, v, true);
	rest = buf_view(&text);
	while (rest.n > 0) {
		hold(str_cut(&rest, '\n', &line) && str_cut(&line, '\t', &word));
		buf_str(&keys, word);
		while (str_cut(&line, '\t', &word)) {
			buf_char(&keys, '\t');
			line_word(words, word);
		}
		buf_char(&keys, '\n');
	}
	return buf_view(&keys);
}

/* What its hook gets: "A=a" is a value behind a name; "(n) ", "B" are none. */
static void
lined(struct arena *a, const struct shell *shell, const char *const v[VALUES],
    const char *const plain[VALUES])
{
	struct buf words = buf_in(a), names = buf_in(a);
	struct str keys = lines_of(a, shell, v, &words), rest, left, word, name;

	hold(str_eq(keys, lines_of(a, shell, plain, &names)));
	rest = buf_view(&words);
	left = buf_view(&names);
	while (left.n > 0) {
		hold(str_cut(&left, '\0', &name));
		hold(str_cut(&rest, '\0', &word));
		if (name.n == 3) {
			hold(word.n > 1 && memcmp(word.p, name.p, 2) == 0);
			word = str_range(word.p + 2, word.p + word.n);
			name = str_range(name.p + 2, name.p + 3);
		}
		hold(name.n == 1 || str_is(name, "(n) ") || name.n == 0);
		if (name.n == 1 && *name.p >= 'a' && *name.p <= 'h')
			hold(str_is(word, v[*name.p - 'a']));
		else
			hold(str_eq(word, name));
	}
	hold(rest.n == 0);
}

/*
 * What zsh has quoted twice, and ksh93, mksh and yash not where it need not be,
 * as in bash; tests/unit/shell has theirs.
 */
static void
row_plain(struct shell *row)
{
	const struct shell *bash = shell_find("bash");

	row->quote = bash->quote;
	row->watch = bash->watch;
	row->region = bash->region;
}

static void
quoted(struct arena *a, const struct shell *shell, const char *const v[VALUES])
{
	static const char *const plain[VALUES] = { "a", "b", "c", "d", "e",
	    "f", "g", "h" };
	struct buf words = buf_in(a), names = buf_in(a), one = buf_in(a);
	struct buf word = buf_in(a);
	struct str frame = frame_of(a, shell, v, &words);
	const char *p;

	hold(str_eq(frame, frame_of(a, shell, plain, &names)));
	words_are(&words, &names, v,
	    shell->hook == NULL || shell->answer != NULL ? 2 : VALUES);
	/* fish's is read back by tests/hook/own/fish.bats; and what must not
	 * be newer is not said to be there as well */
	if (shell->answer != NULL && !is_fish(shell) &&
	    strcmp(v[1], v[6]) != 0)
		lined(a, shell, v, plain);
	shell->quote(&one, value_of(a, shell, v[0]));
	p = buf_string(&one);
	hold(*p == '\'');
	hold(*unquote_of(shell)(&word, p + 1) == '\0');
	hold(str_is(buf_view(&word), v[0]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str rest = { (const char *)bytes, n }, piece;
	const char *v[VALUES];

	if (n > 8192)
		return 0;
	for (int i = 0; i < VALUES; i++) {
		if (!str_cut(&rest, '\0', &piece))
			piece = (struct str){ "", 0 };
		v[i] = arena_copy(&a, piece.p, piece.n);
	}
	/*
	 * What these escape is read back by the real ones:
	 * tests/quoting_eval.bats
	 */
	for (size_t i = 0; shells[i] != NULL; i++) {
		struct shell row = *shells[i];

		if (row.data != NULL || strcmp(row.name, "tcsh") == 0 ||
		    strcmp(row.name, "elvish") == 0 || !shell_carries(&row,
		    (struct str){ (const char *)bytes, n }))
			continue;
		if (row.variable != NULL)
			row_plain(&row);
		quoted(&a, &row, v);
	}
	for (int i = 0; i < VALUES; i++)
		zsh_watched(&a, v[i]);
	return 0;
}
