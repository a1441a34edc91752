#include "config.h"

#include "base/str.h"

#include <string.h>

#include "base/arena.h"

struct str
str_range(const char *from, const char *to)
{
	return (struct str){ from, (size_t)(to - from) };
}

char *
str_copy(struct arena *a, struct str s)
{
	return arena_copy(a, s.p, s.n);
}

bool
str_has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	    str_eq((struct str){ s.p, prefix.n }, prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    str_eq((struct str){ s.p + s.n - suffix.n, suffix.n }, suffix);
}

const char *
str_find(struct str s, struct str word)
{
	const char *at = s.p;

	for (; s.n >= word.n; s = str_range(at, s.p + s.n)) {
		at = memchr(s.p, word.p[0], s.n - word.n + 1);
		if (at == NULL || memcmp(at, word.p, word.n) == 0)
			return at;
		at++;
	}
	return NULL;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_cut(struct str *rest, char sep, struct str *piece)
{
	const char *at;

	if (rest->p == NULL)
		return false;
	at = rest->n == 0 ? NULL : memchr(rest->p, sep, rest->n);
	if (at == NULL) {
		*piece = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*piece = str_range(rest->p, at);
	*rest = str_range(at + 1, rest->p + rest->n);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	if (rest->n == 0 || !str_cut(rest, '\n', line))
		return false;
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

bool
str_number(struct str s, unsigned long long max, unsigned long long *out)
{
	unsigned long long value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned)(s.p[i] - '0');

		if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value) ||
		    value > max)
			return false;
	}
	*out = value;
	return true;
}

bool
path_within(struct str path, struct str dir)
{
	while (dir.n > 0 && dir.p[dir.n - 1] == '/')
		dir.n--;
	return str_starts(path, dir) &&
	    (path.n == dir.n || path.p[dir.n] == '/');
}

struct str
path_base(struct str path)
{
	size_t at = path.n;

	while (at > 0 && path.p[at - 1] != '/')
		at--;
	return (struct str){ path.p + at, path.n - at };
}

struct str
path_dir(struct str path)
{
	size_t at = path.n;

	while (at > 0 && path.p[at - 1] != '/')
		at--;
	if (at == 0)
		return STR(".");
	while (at > 1 && path.p[at - 1] == '/')
		at--;
	return (struct str){ path.p, at };
}

bool
text_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
text_is_plain(const char *text, const char *others)
{
	const char *p = text;

	while (str_is_alnum(*p) || (*p != '\0' && strchr(others, *p) != NULL))
		p++;
	return p > text && *p == '\0';
}

uint64_t
text_hash(uint64_t h, const char *text)
{
	if (h == 0)
		h = 0xcbf29ce484222325u;
	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3u;
	return (h ^ 0xff) * 0x100000001b3u;
}
