#include "config.h"

#include "core/python/pyproject.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

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
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* How much of a string, its quotes included, closes it; 0: nothing does. */
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
	/* """a"""" ends with its last quote */
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
	struct str part[2];
	size_t n;		/* may be more than 2 */
};

/* a."b" . c */
static bool
take_key(struct str *s, struct key *key)
{
	struct str part;

	key->n = 0;
	do {
		if (key->n > 0)
			skip(s, 1);
		skip_blanks(s);
		if (!take_part(s, &part))
			return false;
		if (key->n < 2)
			key->part[key->n] = part;
		key->n++;
		skip_blanks(s);
	} while (at(*s, '.'));
	return true;
}

/* A number, a date, true: up to what cannot be in one. */
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

/* "\u003e=3" is >=3; what is not ASCII has no place in a specifier. */
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

static bool
take_requires(struct arena *a, struct str *s, struct str *out)
{
	bool basic = at(*s, '"');
	struct buf b = buf_in(a);

	if (!at_string(*s) || !take_string(s, out) || !take_end(s))
		return false;
	if (basic && !unescape(*out, &b))
		return false;
	if (basic)
		*out = buf_view(&b);
	*out = str_trim(*out);
	return true;
}

/* "[a.b]" and "[[a]]"; of the latter no key is ours. */
static bool
take_header(struct str *s, bool *project)
{
	struct key key;
	bool many;

	skip(s, 1);
	if ((many = at(*s, '[')))
		skip(s, 1);
	if (!take_key(s, &key) || !at(*s, ']'))
		return false;
	skip(s, 1);
	if (many && !at(*s, ']'))
		return false;
	if (many)
		skip(s, 1);
	*project = !many && key.n == 1 && str_is(key.part[0], "project");
	return take_end(s);
}

static bool
key_is_requires(const struct key *key, bool top, bool project)
{
	if (project)
		return key->n == 1 && str_is(key->part[0], "requires-python");
	return top && key->n == 2 && str_is(key->part[0], "project") &&
	    str_is(key->part[1], "requires-python");
}

enum pyproject_state
pyproject_requires(struct arena *a, struct str s, struct str *out)
{
	bool top = true, project = false;
	struct key key;

	if (str_starts(s, STR("\xef\xbb\xbf")))
		skip(&s, 3);
	for (skip_space(&s); s.n > 0; skip_space(&s)) {
		if (at(s, '[')) {
			top = false;
			if (!take_header(&s, &project))
				return PYPROJECT_BAD;
			continue;
		}
		if (!take_key(&s, &key) || !at(s, '='))
			return PYPROJECT_BAD;
		skip(&s, 1);
		skip_blanks(&s);
		if (key_is_requires(&key, top, project))
			return take_requires(a, &s, out) ? PYPROJECT_FOUND :
			    PYPROJECT_BAD;
		if (!skip_value(&s) || !take_end(&s))
			return PYPROJECT_BAD;
	}
	return PYPROJECT_SILENT;
}

bool
pin_next(struct str *rest, struct str *word)
{
	struct str line;

	while (str_line(rest, &line)) {
		size_t n = 0;

		if (str_starts(line, STR("\xef\xbb\xbf")))
			skip(&line, 3);
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		while (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
			n++;
		*word = (struct str){ line.p, n };
		return true;
	}
	return false;
}
