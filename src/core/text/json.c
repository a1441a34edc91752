#include "config.h"

#include "core/text/json.h"

#include "base/buf.h"
#include "core/text/term.h"

struct json
json_in(struct buf *out)
{
	return (struct json){ .out = out };
}

struct json
json_dense(struct buf *out)
{
	return (struct json){ .out = out, .dense = true };
}

/* One above U+FFFF is two units, high and low. */
static void
json_unicode(struct buf *b, unsigned long unit)
{
	if (unit > 0xffff) {
		json_unicode(b, 0xd800 + ((unit - 0x10000) >> 10));
		unit = 0xdc00 + (unit & 0x3ff);
	}
	buf_text(b, "\\u");
	buf_hex(b, unit, 4);
}

/* What stands as it is, to be written at once: nearly all that is said. */
static size_t
plain_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~' && s.p[n] != '"' &&
	    s.p[n] != '\\')
		n++;
	return n;
}

static void
json_quote(struct buf *b, struct str s)
{
	unsigned long point = 0;

	buf_char(b, '"');
	while (s.n > 0) {
		size_t plain = plain_length(s), n = plain > 0 ? plain :
		    utf8_decode(s, &point);

		if (plain > 0)
			buf_bytes(b, s.p, plain);
		else if (n == 0)
			json_unicode(b, 0xdc00u + (unsigned char)s.p[0]);
		else if (term_acts(point))
			json_unicode(b, point);
		else if (point == '"' || point == '\\')
			buf_texts(b, point == '"' ? "\\\"" : "\\\\", NULL);
		else
			buf_bytes(b, s.p, n);
		n = n == 0 ? 1 : n;
		s.p += n;
		s.n -= n;
	}
	buf_char(b, '"');
}

static void
json_line(struct json *j)
{
	if (j->dense)
		return;
	buf_char(j->out, '\n');
	for (unsigned i = 0; i < j->depth; i++)
		buf_text(j->out, "  ");
}

static void
json_begin(struct json *j, const char *name)
{
	if (j->follows)
		buf_char(j->out, ',');
	if (j->depth > 0)
		json_line(j);
	j->follows = true;
	if (name == NULL)
		return;
	json_quote(j->out, str_from(name));
	buf_text(j->out, j->dense ? ":" : ": ");
}

void
json_str(struct json *j, const char *name, struct str value)
{
	json_begin(j, name);
	if (value.p == NULL)
		buf_text(j->out, "null");
	else
		json_quote(j->out, value);
}

void
json_text(struct json *j, const char *name, const char *value)
{
	json_str(j, name, value == NULL ? (struct str){ NULL, 0 } :
	    str_from(value));
}

void
json_bool(struct json *j, const char *name, bool value)
{
	json_begin(j, name);
	buf_text(j->out, value ? "true" : "false");
}

void
json_number(struct json *j, const char *name, unsigned long long value)
{
	json_begin(j, name);
	buf_number(j->out, value);
}

void
json_open(struct json *j, const char *name, char bracket)
{
	json_begin(j, name);
	buf_char(j->out, bracket);
	j->depth++;
	j->follows = false;
}

void
json_close(struct json *j, char bracket)
{
	j->depth--;
	if (j->follows)
		json_line(j);
	buf_char(j->out, bracket);
	j->follows = true;
	if (j->depth == 0)
		buf_char(j->out, '\n');
}
