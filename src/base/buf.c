#include "config.h"

#include "base/buf.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/bytes.h"

struct buf
buf_in(struct arena *a)
{
	return (struct buf){ .arena = a };
}

void
buf_expect(struct buf *b, size_t more)
{
	size_t need = b->n + more + 1;
	size_t room = b->room < 64 ? 64 : b->room;

	if (need <= b->room)
		return;
	while (room < need)
		room *= 2;
	b->p = arena_grow(b->arena, b->p, b->room, room);
	b->room = room;
}

void
buf_bytes(struct buf *b, const char *bytes, size_t n)
{
	if (n >= b->room - b->n)
		buf_expect(b, n);
	bytes_copy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_char(struct buf *b, char c)
{
	if (b->room - b->n < 2)
		buf_expect(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
buf_number(struct buf *b, unsigned long long value)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	buf_bytes(b, digits + at, sizeof(digits) - at);
}

void
buf_hex(struct buf *b, unsigned long long value, int digits)
{
	while (digits-- > 0)
		buf_char(b, "0123456789abcdef"[value >> 4 * digits & 15]);
}

void
buf_texts(struct buf *b, ...)
{
	const char *text;
	va_list list;

	va_start(list, b);
	while ((text = va_arg(list, const char *)) != NULL)
		buf_text(b, text);
	va_end(list);
}

const char *
buf_string(const struct buf *b)
{
	return b->p == NULL ? "" : b->p;
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){ buf_string(b), b->n };
}

const char *
text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

const char *
text_number(struct arena *a, unsigned long long n)
{
	struct buf b = buf_in(a);

	buf_number(&b, n);
	return buf_string(&b);
}

/*
 * How many bytes begin text that no quotes of that kind hold in every shell:
 * control characters; U+2018 to U+201E, which are quotes to PowerShell; and in
 * single quotes another one and, for fish, a backslash.
 */
static size_t
unquotable(const char *text, char quote)
{
	if (strncmp(text, "\xe2\x80", 2) == 0 &&
	    (unsigned char)text[2] >= 0x98 && (unsigned char)text[2] <= 0x9e)
		return 3;
	return str_has_control((struct str){ text, 1 }) ||
	    (quote == '\'' && strchr("'\\", *text) != NULL);
}

const char *
text_typed(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);
	char quote = strpbrk(text, "\"\\$`!") == NULL ? '"' : '\'';

	if (text[0] != '\0' && strstr(text, "\xe2\x80") == NULL &&
	    !str_has_control(str_from(text)) &&
	    strpbrk(text, " \"'\\$`!&|;<>()[]{}*?#~^") == NULL)
		return text;
	buf_char(&b, quote);
	while (*text != '\0') {
		size_t n = unquotable(text, quote);

		buf_char(&b, n > 0 ? '?' : *text);
		text += n > 0 ? n : 1;
	}
	buf_char(&b, quote);
	return buf_string(&b);
}

char *
text_join(struct arena *a, ...)
{
	const char *text;
	size_t n = 0;
	va_list list;

	va_start(list, a);
	while ((text = va_arg(list, const char *)) != NULL) {
		size_t more = strlen(text);

		bytes_copy(arena_ahead(a, n + more + 1) + n, text, more);
		n += more;
	}
	va_end(list);
	arena_ahead(a, n + 1)[n] = '\0';
	return arena_grow(a, NULL, 0, n + 1);
}

const char *
text_fill(struct arena *a, const char *sentence, const char *detail)
{
	const char *at = sentence == NULL ? NULL : strchr(sentence, '@');

	return at == NULL || detail == NULL ? sentence : text_join(a,
	    str_copy(a, str_range(sentence, at)), detail, at + 1, NULL);
}
