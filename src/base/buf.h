/*
 * Text that grows, in an arena.  It may hold any byte, NULs too, and always
 * ends with one more NUL that is not counted.  buf_in makes an empty one.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <string.h>

#include "base/str.h"

struct arena;

struct buf {
	struct arena *arena;
	char *p;
	size_t n;		/* bytes in use */
	size_t room;		/* bytes there, one of them for the NUL */
};

struct buf buf_in(struct arena *);
void buf_expect(struct buf *, size_t more);	/* make room for that at once */
void buf_bytes(struct buf *, const char *bytes, size_t n);
void buf_char(struct buf *, char);
void buf_number(struct buf *, unsigned long long);	/* decimal */

/* The last so many hexadecimal digits of a number: 10, 4 gives 000a. */
void buf_hex(struct buf *, unsigned long long, int digits);

static inline void
buf_str(struct buf *b, struct str s)
{
	buf_bytes(b, s.p, s.n);
}

/* Inline, so that the compiler counts the length of a literal. */
static inline void
buf_text(struct buf *b, const char *text)
{
	buf_bytes(b, text, strlen(text));
}

/* The texts one after another, up to a NULL. */
void buf_texts(struct buf *, ...) __attribute__((sentinel));

/* The text so far; never NULL. */
const char *buf_string(const struct buf *);
struct str buf_view(const struct buf *);

/* The text, or "" for NULL. */
const char *text_or_empty(const char *text);

/* A number in decimal: text_number(a, 12) is "12". */
const char *text_number(struct arena *, unsigned long long);

/*
 * text as a person can type it, for a command in a hint: in quotes if it needs
 * them, in double ones if it has none of " \ $ ` ! in it.  A clone may have
 * chosen the text, and it is not known which shell will read it: so what no
 * quotes hold in all of them stands as '?', and nothing in it is ever run.
 *
 *	/my project  -> "/my project"
 *	/a $(b)      -> '/a $(b)'
 *	/a's $(b)    -> '/a?s $(b)'
 */
const char *text_typed(struct arena *, const char *text);

/* One new string: text_join(a, dir, "/", name, NULL). */
char *text_join(struct arena *, ...) __attribute__((sentinel));

/*
 * sentence with its first '@' replaced by detail; sentence itself if it has no
 * '@', or if either is NULL.
 */
const char *text_fill(struct arena *, const char *sentence,
    const char *detail);

#endif
