#include "config.h"

#include "core/text/term.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* First point of a sequence of each length: anything below is overlong. */
static const unsigned long utf8_least[] = { 0, 0, 0x80, 0x800, 0x10000 };

static size_t
utf8_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2)
		return 0;
	if (lead < 0xe0)
		return 2;
	if (lead < 0xf0)
		return 3;
	return lead < 0xf5 ? 4 : 0;
}

size_t
utf8_decode(struct str s, unsigned long *point)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = s.n == 0 ? 0 : utf8_length(p[0]);

	if (n == 0 || n > s.n)
		return 0;
	*point = n == 1 ? p[0] : p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (p[i] & 0x3f);
	}
	if (*point < utf8_least[n] || *point > 0x10ffff ||
	    (*point >= 0xd800 && *point <= 0xdfff))
		return 0;
	return n;
}

bool
utf8_valid(struct str s)
{
	unsigned long point;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = (unsigned char)*s.p < 0x80 ? 1 : utf8_decode(s, &point);
		if (n == 0)
			return false;
	}
	return true;
}

/*
 * Points that act on what stands around them, or that nobody can see, so that
 * two different names would look the same: controls, marks of direction, and
 * what Unicode calls Default_Ignorable_Code_Point, with the fillers that are
 * drawn as nothing.  In order.
 */
static const struct {
	unsigned long from, to;
} hidden[] = {
	{ 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x34f, 0x34f },
	{ 0x61c, 0x61c }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
	{ 0x2060, 0x206f }, { 0x2800, 0x2800 }, { 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe0fff },
};

bool
term_acts(unsigned long c)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (c <= hidden[i].to)
			return c >= hidden[i].from;
	return false;
}

static void
term_append(struct buf *b, struct str s, const char *expanded)
{
	unsigned long point = 0;

	while (s.n > 0) {
		size_t n = utf8_decode(s, &point);

		if (n == 0 || term_acts(point))
			buf_char(b, '?');
		else if (n == 1 && strchr(expanded, s.p[0]) != NULL)
			buf_char(b, '_');
		else
			buf_bytes(b, s.p, n);
		n = n == 0 ? 1 : n;
		s.p += n;
		s.n -= n;
	}
}

void
term_text(struct buf *b, struct str s)
{
	term_append(b, s, "");
}

void
term_fit(struct buf *b, struct str s, size_t columns)
{
	size_t start = b->n, used = 0, n;
	struct str rest;
	unsigned long point;

	if (s.n == 0)
		return;
	term_text(b, s);
	rest = (struct str){ b->p + start, b->n - start };
	for (; (n = utf8_decode(rest, &point)) > 0; rest.p += n, rest.n -= n) {
		used += n == 1 ? 1 : 2;
		if (used > columns)
			break;
	}
	b->n -= rest.n;
	b->p[b->n] = '\0';
}

void
term_prompt(struct buf *b, struct str s)
{
	term_append(b, s, "\\$`!%");
}
