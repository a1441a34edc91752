#include "config.h"

#include "core/text/percent.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static const char hex[] = "0123456789ABCDEF";

static inline bool
is_plain(char c)
{
	return str_is_alnum(c) || c == '/' || c == '.' || c == '_' ||
	    c == '-' || c == '@' || c == ',' || c == '~';
}

void
percent_put(struct buf *b, const char *text)
{
	const char *from = text;

	for (;; from = ++text) {
		unsigned char c;

		while (is_plain(*text))
			text++;
		buf_bytes(b, from, (size_t)(text - from));
		if ((c = (unsigned char)*text) == '\0')
			return;
		buf_char(b, '%');
		buf_char(b, hex[c >> 4]);
		buf_char(b, hex[c & 15]);
	}
}

/* The byte that %XY stands for; 0 if there is none such, or it is NUL. */
static unsigned
percent_byte(struct str s)
{
	const char *high, *low;

	if (s.n < 3 || s.p[1] == '\0' || s.p[2] == '\0')
		return 0;
	high = strchr(hex, s.p[1]);
	low = strchr(hex, s.p[2]);
	if (high == NULL || low == NULL)
		return 0;
	return (unsigned)(high - hex) << 4 | (unsigned)(low - hex);
}

const char *
percent_take(struct arena *a, struct str word)
{
	char *text = arena_alloc(a, word.n + 1, 1);
	size_t n = 0;

	while (word.n > 0) {
		unsigned c = (unsigned char)word.p[0];
		size_t took = 1;

		if (c == '%') {
			c = percent_byte(word);
			took = 3;
			if (c == 0 || is_plain((char)c))
				return NULL;
		} else if (!is_plain(word.p[0])) {
			return NULL;
		}
		text[n++] = (char)c;
		word.p += took;
		word.n -= took;
	}
	return text;
}
