#include "config.h"

#include "core/python/pyvenv.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/keyval.h"

enum { VERSION_MAX = 9999 };

/* "3.12.1.final.0" gives 3 and 12, anything else 0 and 0. */
static void
version_read(struct pyvenv *v)
{
	struct str rest = v->version, first, second;
	unsigned long long major, minor;

	if (str_cut(&rest, '.', &first) && str_cut(&rest, '.', &second) &&
	    str_number(first, VERSION_MAX, &major) &&
	    str_number(second, VERSION_MAX, &minor)) {
		v->major = (unsigned)major;
		v->minor = (unsigned)minor;
	}
}

static void
home_take(struct pyvenv *v, struct str value)
{
	if (!v->has_home)
		v->home = value;
	v->has_home = true;
}

/*
 * Take one pair; `version` counts more than version_info, whichever is first.
 */
static void
pair_take(struct pyvenv *v, struct str key, struct str value, struct str *info)
{
	if (key_is(key, "home"))
		home_take(v, value);
	else if (key_is(key, "include-system-site-packages"))
		v->system_site = key_is(value, "true");
	else if (key_is(key, "version"))
		v->version = value;
	else if (key_is(key, "version_info"))
		*info = value;
	else if (key_is(key, "prompt"))
		v->prompt = value;
	else if (key_is(key, "command"))
		v->command = value;
	else if (key_is(key, "uv"))
		v->uv = true;
	else if (key_is(key, "virtualenv"))
		v->virtualenv = true;
	else if (key_is(key, "relocatable"))
		v->relocatable = key_is(value, "true");
}

struct pyvenv
pyvenv_parse(struct arena *a, struct str text)
{
	struct pyvenv v = { .system_site = true };
	struct str info = { NULL, 0 };
	struct keyval k = { .rest = { str_copy(a, text), text.n } };
	struct keyval_line line;

	while (keyval_next(&k, &line))
		if (line.kind == KEYVAL_PAIR)
			pair_take(&v, line.key, line.value, &info);
	if (v.version.p == NULL)
		v.version = info;
	version_read(&v);
	return v;
}

static void
utf8_append(struct buf *b, unsigned long point)
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	int n = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	if (n == 1) {
		buf_char(b, (char)point);
		return;
	}
	buf_char(b, (char)(lead[n] | point >> 6 * (n - 1)));
	for (int i = n - 2; i >= 0; i--)
		buf_char(b, (char)(0x80 | (point >> 6 * i & 0x3f)));
}

static int
hex_digit(char c)
{
	if (str_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool
hex_read(struct str s, size_t digits, unsigned long *point)
{
	*point = 0;
	if (s.n < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int digit = hex_digit(s.p[i]);

		if (digit < 0)
			return false;
		*point = *point << 4 | (unsigned long)digit;
	}
	return true;
}

/*
 * U+DC80 to U+DCFF are the bytes of a name that was no UTF-8, as Python holds
 * them; the other surrogates, and what is above Unicode, are nothing.
 */
static bool
point_append(struct buf *b, unsigned long point)
{
	if (point >= 0xdc80 && point <= 0xdcff)
		buf_char(b, (char)(point - 0xdc00));
	else if (point == 0 || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return false;
	else
		utf8_append(b, point);
	return true;
}

/* The escape that s begins with: how many bytes it takes, 0 if none. */
static size_t
escape_append(struct buf *b, struct str s)
{
	static const struct {
		char letter, means;
		size_t digits;
	} rows[] = {
		{ '\\', '\\', 0 }, { '\'', '\'', 0 }, { '"', '"', 0 },
		{ 'n', '\n', 0 }, { 'r', '\r', 0 }, { 't', '\t', 0 },
		{ 'x', 0, 2 }, { 'u', 0, 4 }, { 'U', 0, 8 },
	};
	unsigned long point;

	if (s.n < 2 || s.p[0] != '\\')
		return 0;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].letter != s.p[1])
			continue;
		if (rows[i].digits == 0) {
			buf_char(b, rows[i].means);
			return 2;
		}
		return hex_read(str_range(s.p + 2, s.p + s.n), rows[i].digits,
		    &point) && point_append(b, point) ? 2 + rows[i].digits : 0;
	}
	return 0;
}

static struct str
repr_decode(struct arena *a, struct str s)
{
	struct buf b = buf_in(a);

	while (s.n > 0) {
		size_t n = escape_append(&b, s);

		if (n == 0) {
			buf_char(&b, s.p[0]);
			n = 1;
		}
		s = str_range(s.p + n, s.p + s.n);
	}
	return buf_view(&b);
}

static bool
quoted(struct str s, char quote)
{
	return s.n >= 2 && s.p[0] == quote && s.p[s.n - 1] == quote;
}

bool
pyvenv_prompt(struct arena *a, const struct pyvenv *v, struct str *out)
{
	struct str s = v->prompt;
	struct str inner;

	if (s.p == NULL)
		return false;
	*out = s;
	if (v->uv || !(quoted(s, '"') || quoted(s, '\'')))
		return true;
	inner = str_range(s.p + 1, s.p + s.n - 1);
	if (!v->virtualenv)
		*out = repr_decode(a, inner);
	else if (quoted(s, '"'))
		*out = inner;
	return true;
}

const char *
pyvenv_site(struct arena *a, const struct pyvenv *v, const char *path)
{
	struct buf b = buf_in(a);

	buf_texts(&b, path, "/lib", NULL);
	if (v->major == 0)
		return buf_string(&b);
	buf_text(&b, "/python");
	buf_number(&b, v->major);
	buf_char(&b, '.');
	buf_number(&b, v->minor);
	buf_text(&b, "/site-packages");
	return buf_string(&b);
}
