/*
 * Text that belongs to somebody else: a pointer and a length.  Do not rely on
 * a NUL behind it.  Parsers cut it into pieces without copying.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *p;
	size_t n;
};

/* The text of a literal; STR_INIT where an initializer must be constant. */
#define STR_INIT(literal) { (literal), sizeof(literal) - 1 }
#define STR(literal) ((struct str)STR_INIT(literal))

/* text up to its NUL.  Inline, so that the compiler counts a literal. */
static inline struct str
str_from(const char *text)
{
	return (struct str){ text, strlen(text) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Compared byte by byte, as nearly all texts differ in the first few. */
static inline bool
str_is(struct str s, const char *text)
{
	for (; s.n > 0 && *text != '\0' && *text == *s.p; s.n--, s.p++)
		text++;
	return s.n == 0 && *text == '\0';
}

/* ASCII alone, whatever the locale. */
static inline bool
str_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
str_is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    str_is_digit(c);
}

static inline char
str_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Is there an ASCII control character in it?  Newline and tab are two. */
bool str_has_control(struct str);

struct str str_range(const char *from, const char *to);
char *str_copy(struct arena *, struct str);	/* NUL-terminated */
bool str_starts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);

/* Where word, which is not empty, first occurs in s; NULL if it does not. */
const char *str_find(struct str s, struct str word);

/* Without the blanks, tabs, CR and LF at both ends. */
struct str str_trim(struct str);

/*
 * Cut off what comes before the first sep: "a:b" gives "a" and leaves "b".
 * False when nothing was left to cut.  "a:" gives "a" and then "".
 */
bool str_cut(struct str *rest, char sep, struct str *piece);

/* The next line without its LF or CR LF; false at the end of the text. */
bool str_line(struct str *rest, struct str *line);

/* A decimal number without sign or blanks, at most max; false if it is not. */
bool str_number(struct str, unsigned long long max, unsigned long long *out);

/* Is path equal to dir or below it?  "/a/b" is in "/a", "/ab" is not. */
bool path_within(struct str path, struct str dir);

/* What comes after the last '/': "/a/b" gives "b", "b" gives "b". */
struct str path_base(struct str path);

/* What comes before the last '/': "/a/b" gives "/a", "/a" gives "/". */
struct str path_dir(struct str path);

/* Are two texts the same?  NULL is the same as NULL alone. */
bool text_same(const char *, const char *);

/*
 * By FNV-1a, which tells texts apart that nobody has made to look alike: of
 * this text behind what h is of, 0 for none.
 */
uint64_t text_hash(uint64_t h, const char *);

/*
 * The value in entry, which is "NAME=value"; NULL if it has another name.
 * Inline, as nearly all that are asked about differ in the first letter.
 */
static inline const char *
text_value(const char *entry, const char *name)
{
	if (*entry != *name)
		return NULL;
	while (*name != '\0' && *entry == *name) {
		entry++;
		name++;
	}
	return *name == '\0' && *entry == '=' ? entry + 1 : NULL;
}

/*
 * Does text consist of ASCII letters, digits and bytes of others alone?  Never
 * if it is empty.
 */
bool text_is_plain(const char *text, const char *others);

#endif
