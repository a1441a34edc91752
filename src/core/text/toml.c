#include "config.h"

#include "core/text/toml.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum { PARTS_MAX = 8 };		/* longer keys are of no interest */
enum { DEPTH_MAX = 64 };

/* Everything below cuts what it read off the front of *s. */
static void
skip(struct str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

static bool
at(struct str s, char c)
{
	return s.n > 0 && s.p[0] == c;
}

static void
skip_blanks(struct str *s)
{
	while (at(*s, ' ') || at(*s, '\t'))
		skip(s, 1);
}

static void
skip_line(struct str *s)
{
	const char *end = s->n == 0 ? NULL : memchr(s->p, '\n', s->n);

	skip(s, end == NULL ? s->n : (size_t)(end - s->p) + 1);
}

/* Blanks, line ends and comments. */
static void
skip_space(struct str *s)
{
	for (;;) {
		skip_blanks(s);
		if (at(*s, '#'))
			skip_line(s);
		else if (at(*s, '\n') || at(*s, '\r'))
			skip(s, 1);
		else
			return;
	}
}

static bool
is_bare(char c)
{
	return str_is_alnum(c) || c == '-' || c == '_';
}

/* The length of the string that s begins with; 0 if it is not closed. */
static size_t
string_end(struct str s, struct str quote)
{
	bool escapes = quote.p[0] == '"', lines = quote.n == 3;
	size_t i = quote.n;

	for (; i < s.n; i++) {
		if (escapes && s.p[i] == '\\')
			i++;
		else if (!lines && s.p[i] == '\n')
			return 0;
		else if (str_starts((struct str){ s.p + i, s.n - i }, quote))
			break;
	}
	if (i >= s.n)
		return 0;
	/* in """a"""" the first of the last four quotes is text */
	for (i += quote.n; lines && i < s.n && s.p[i] == quote.p[0];)
		i++;
	return i;
}

/* A string of any of the four kinds; out is what stands in the quotes. */
static bool
take_string(struct str *s, struct str *out)
{
	struct str quote = { s->p, 1 };
	size_t n;

	if (s->n >= 3 && s->p[1] == s->p[0] && s->p[2] == s->p[0])
		quote.n = 3;
	n = string_end(*s, quote);
	if (n == 0)
		return false;
	*out = (struct str){ s->p + quote.n, n - 2 * quote.n };
	skip(s, n);
	return true;
}

static bool
at_string(struct str s)
{
	return at(s, '"') || at(s, '\'');
}

/* One part of a key: bare, or a string (with escapes, it is another key). */
static bool
take_part(struct str *s, struct str *part)
{
	size_t n = 0;

	if (at_string(*s))
		return take_string(s, part);
	while (n < s->n && is_bare(s->p[n]))
		n++;
	*part = (struct str){ s->p, n };
	skip(s, n);
	return n > 0;
}

struct key {
	struct str part[PARTS_MAX];
	size_t n;		/* may be more than PARTS_MAX */
};

/* Read  a."b" . c  and append its parts to those that key has. */
static bool
take_key(struct str *s, struct key *key)
{
	struct str part;

	for (;; skip(s, 1)) {
		skip_blanks(s);
		if (!take_part(s, &part))
			return false;
		if (key->n < PARTS_MAX)
			key->part[key->n] = part;
		key->n++;
		skip_blanks(s);
		if (!at(*s, '.'))
			return true;
	}
}

/* A number, a date or a boolean: up to the first byte that none of them has. */
static bool
skip_scalar(struct str *s)
{
	size_t n = 0;

	while (n < s->n && strchr(" \t\r\n,]}[{#=\"'", s->p[n]) == NULL)
		n++;
	skip(s, n);
	return n > 0;
}

/* Any value: arrays and inline tables by the depth of their brackets. */
static bool
skip_value(struct str *s)
{
	struct str string;
	int depth = 0;

	do {
		bool held = true;

		if (at_string(*s)) {
			held = take_string(s, &string);
		} else if (at(*s, '[') || at(*s, '{')) {
			depth++;
			skip(s, 1);
		} else if (depth > 0 && (at(*s, ']') || at(*s, '}'))) {
			depth--;
			skip(s, 1);
		} else if (depth > 0 && (at(*s, ',') || at(*s, '='))) {
			skip(s, 1);
		} else {
			held = skip_scalar(s);
		}
		if (!held || depth > DEPTH_MAX)
			return false;
		if (depth > 0)
			skip_space(s);
	} while (depth > 0);
	return true;
}

/* Nothing but a comment may follow on the line. */
static bool
take_end(struct str *s)
{
	skip_blanks(s);
	if (at(*s, '\r'))
		skip(s, 1);
	if (s->n > 0 && !at(*s, '\n') && !at(*s, '#'))
		return false;
	skip_line(s);
	return true;
}

/* "\u003e=3" is >=3; what is not printable ASCII is refused. */
static bool
take_unicode(struct str *s, size_t digits, struct buf *b)
{
	static const char hex[] = "0123456789abcdef0123456789ABCDEF";
	unsigned value = 0;

	if (s->n < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		const char *digit = memchr(hex, s->p[i], sizeof(hex) - 1);

		if (digit == NULL || value >= 0x80)
			return false;
		value = value * 16 + (unsigned)(digit - hex) % 16;
	}
	if (value < 0x20 || value >= 0x7f)
		return false;
	buf_char(b, (char)value);
	skip(s, digits);
	return true;
}

static bool
unescape(struct str s, struct buf *b)
{
	while (s.n > 0) {
		bool escape = s.p[0] == '\\';
		char c;

		if (escape)
			skip(&s, 1);
		if (s.n == 0)
			return false;
		c = s.p[0];
		skip(&s, 1);
		if (escape && (c == 'u' || c == 'U')) {
			if (!take_unicode(&s, c == 'u' ? 4 : 8, b))
				return false;
		} else if (escape && strchr("tnr", c) != NULL) {
			buf_char(b, ' ');
		} else if (escape && c != '"' && c != '\\') {
			return false;
		} else {
			buf_char(b, c);
		}
	}
	return true;
}

enum where { ELSEWHERE, ON_THE_WAY, THERE, BELOW };

/*
 * Does key lead to the path, or on the way to it?  *path is what is left of the
 * path behind key.
 */
static enum where
key_where(const struct key *key, struct str *path)
{
	struct str piece;

	for (size_t i = 0; i < key->n; i++) {
		if (!str_cut(path, '.', &piece))
			return BELOW;
		if (i >= PARTS_MAX || !str_eq(piece, key->part[i]))
			return ELSEWHERE;
	}
	return path->n == 0 ? THERE : ON_THE_WAY;
}

static enum toml_state find_inline(struct str, struct str, struct str *);

/* What the value of key says of the path; TOML_SILENT: look further. */
static enum toml_state
value_at(const struct key *key, struct str path, struct str value,
    struct str *out)
{
	bool table = at(value, '{');

	switch (key_where(key, &path)) {
	case ELSEWHERE:
		return TOML_SILENT;
	case BELOW:
		return TOML_TABLE;
	case ON_THE_WAY:
		return table ? find_inline(value, path, out) : TOML_SILENT;
	case THERE:
		break;
	}
	*out = value;
	return table ? TOML_TABLE : TOML_VALUE;
}

/* Read key = value, and append the key to what `key` has already. */
static bool
take_pair(struct str *s, struct key *key, struct str *value)
{
	const char *from;

	if (!take_key(s, key) || !at(*s, '='))
		return false;
	skip(s, 1);
	skip_blanks(s);
	from = s->p;
	if (!skip_value(s))
		return false;
	*value = str_range(from, s->p);
	return true;
}

static enum toml_state
find_inline(struct str s, struct str path, struct str *out)
{
	enum toml_state state, found = TOML_SILENT;
	struct str value;

	skip(&s, 1);
	for (skip_space(&s); !at(s, '}'); skip_space(&s)) {
		struct key key = { .n = 0 };

		if (!take_pair(&s, &key, &value))
			return TOML_BAD;
		state = value_at(&key, path, value, out);
		if (state == TOML_VALUE || state == TOML_BAD)
			return state;
		if (state == TOML_TABLE)
			found = state;
		skip_space(&s);
		if (at(s, ','))
			skip(&s, 1);
		else if (!at(s, '}'))
			return TOML_BAD;
	}
	return found;
}

/* "[a.b]" and "[[a]]"; no key of the latter is looked at. */
static bool
take_header(struct str *s, struct key *table, bool *many)
{
	skip(s, 1);
	if ((*many = at(*s, '[')))
		skip(s, 1);
	table->n = 0;
	if (!take_key(s, table) || !at(*s, ']'))
		return false;
	skip(s, 1);
	if (*many && !at(*s, ']'))
		return false;
	if (*many)
		skip(s, 1);
	return take_end(s);
}

/* Read one header or pair; *table and *many say in which table it is. */
static enum toml_state
find_next(struct str *s, struct key *table, bool *many, struct str path,
    struct str *out)
{
	struct key key;
	struct str value;

	if (at(*s, '[')) {
		if (!take_header(s, table, many))
			return TOML_BAD;
		return key_where(table, &path) >= THERE ? TOML_TABLE :
		    TOML_SILENT;
	}
	key = *table;
	if (!take_pair(s, &key, &value) || !take_end(s))
		return TOML_BAD;
	return *many ? TOML_SILENT : value_at(&key, path, value, out);
}

enum toml_state
toml_find(struct str s, const char *path, struct str *value)
{
	enum toml_state state, found = TOML_SILENT;
	struct key table = { .n = 0 };
	bool many = false;

	if (str_starts(s, STR("\xef\xbb\xbf")))
		skip(&s, 3);
	for (skip_space(&s); s.n > 0; skip_space(&s)) {
		state = find_next(&s, &table, &many, str_from(path), value);
		if (state == TOML_VALUE || state == TOML_BAD)
			return state;
		if (state == TOML_TABLE)
			found = state;
	}
	return found;
}

bool
toml_string(struct arena *a, struct str value, struct str *out)
{
	bool basic = at(value, '"');
	struct buf b = buf_in(a);

	if (!at_string(value) || !take_string(&value, out) || value.n > 0)
		return false;
	if (basic && !unescape(*out, &b))
		return false;
	if (basic)
		*out = buf_view(&b);
	return true;
}

bool
toml_item(struct str *array, struct str *item)
{
	const char *from;

	if (!at(*array, '[') && !at(*array, ','))
		return false;
	skip(array, 1);
	skip_space(array);
	from = array->p;
	if (array->n == 0 || at(*array, ']') || !skip_value(array))
		return false;
	*item = str_range(from, array->p);
	skip_space(array);
	return true;
}
