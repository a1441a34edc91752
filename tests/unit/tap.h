/*
 * Tests in C that speak TAP.  Each check is one case; its title is a format,
 * a sentence that could be false.  A check gives back whether it held.
 *
 *	int
 *	main(void)
 *	{
 *		is_str(quoted("a'b"), "'a'\\''b'", "sh: a quote is quoted");
 *		for (size_t i = 0; i < count; i++)
 *			is_int(parse(rows[i].in), rows[i].want,
 *			    "%s is understood", rows[i].in);
 *		return done_testing();
 *	}
 *
 * ok(held, ...)		any truth
 * is_int(got, want, ...)	whole numbers, as long long
 * is_str(got, want, ...)	strings; NULL equals only NULL
 * is_bytes(p, n, want, ...)	n bytes at p are the string want: a struct str
 * is_mem(p, n, q, m, ...)	n bytes at p are the m bytes at q
 * skip(why, ...)		a case that cannot run here
 * bail(...)			no sense in going on; never returns, so it can
 *				stand in an arena's full()
 * done_testing()		prints the plan; the exit status of main:
 *				0 all held, 1 some did not or none were run
 *
 * A failed check says where it stands and, with control characters shown as
 * \xHH, what it got and wanted.
 */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The length of an array. */
#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define ok(held, ...) \
    tap_ok((held), __FILE__, __LINE__, __VA_ARGS__)
#define is_int(got, want, ...) \
    tap_int((long long)(got), (long long)(want), __FILE__, __LINE__, \
    __VA_ARGS__)
#define is_str(got, want, ...) \
    tap_str((got), (want), __FILE__, __LINE__, __VA_ARGS__)
#define is_bytes(p, n, want, ...) \
    tap_bytes((p), (n), (want), __FILE__, __LINE__, __VA_ARGS__)
#define is_mem(p, n, q, m, ...) \
    tap_mem((p), (n), (q), (m), __FILE__, __LINE__, __VA_ARGS__)
#define skip(why, ...) \
    tap_skip((why), __VA_ARGS__)

#if defined(__GNUC__)
#define TAP_LIKE_PRINTF(format, first) \
    __attribute__((__format__(__printf__, format, first), __unused__))
#else
#define TAP_LIKE_PRINTF(format, first)
#endif

struct tap {
	int run;
	int failed;
};

static inline struct tap *
tap_state(void)
{
	static struct tap state;

	return &state;
}

/* Titles are one line, and '#' would start a directive. */
TAP_LIKE_PRINTF(1, 0)
static inline void
tap_title(const char *format, va_list args)
{
	char title[1024];

	vsnprintf(title, sizeof(title), format, args);
	for (const char *p = title; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			printf("\\x%02x", (unsigned char)*p);
		else if (*p == '#')
			printf("\\#");
		else
			putchar(*p);
	}
}

TAP_LIKE_PRINTF(4, 0)
static inline bool
tap_case(bool held, const char *file, int line, const char *format,
    va_list args)
{
	struct tap *tap = tap_state();

	tap->run++;
	tap->failed += !held;
	printf("%sok %d - ", held ? "" : "not ", tap->run);
	tap_title(format, args);
	printf("\n");
	if (!held)
		printf("# at %s:%d\n", file, line);
	fflush(stdout);
	return held;
}

static inline void
tap_show(const char *label, const char *p, size_t n)
{
	printf("# %s", label);
	if (p == NULL)
		printf("NULL\n");
	else {
		putchar('"');
		for (size_t i = 0; i < n; i++) {
			if ((unsigned char)p[i] < ' ' || p[i] == 0x7f)
				printf("\\x%02x", (unsigned char)p[i]);
			else
				putchar(p[i]);
		}
		printf("\" (%zu bytes)\n", n);
	}
}

TAP_LIKE_PRINTF(4, 5)
static inline bool
tap_ok(bool held, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tap_case(held, file, line, format, args);
	va_end(args);
	return held;
}

TAP_LIKE_PRINTF(5, 6)
static inline bool
tap_int(long long got, long long want, const char *file, int line,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tap_case(got == want, file, line, format, args);
	va_end(args);
	if (got != want)
		printf("# got  %lld\n# want %lld\n", got, want);
	return got == want;
}

TAP_LIKE_PRINTF(7, 0)
static inline bool
tap_vmem(const char *p, size_t n, const char *q, size_t m, const char *file,
    int line, const char *format, va_list args)
{
	bool held = p == NULL || q == NULL ? p == q :
	    n == m && memcmp(p, q, n) == 0;

	tap_case(held, file, line, format, args);
	if (!held) {
		tap_show("got  ", p, n);
		tap_show("want ", q, m);
	}
	return held;
}

TAP_LIKE_PRINTF(7, 8)
static inline bool
tap_mem(const void *p, size_t n, const void *q, size_t m, const char *file,
    int line, const char *format, ...)
{
	va_list args;
	bool held;

	va_start(args, format);
	held = tap_vmem(p, n, q, m, file, line, format, args);
	va_end(args);
	return held;
}

TAP_LIKE_PRINTF(6, 7)
static inline bool
tap_bytes(const char *p, size_t n, const char *want, const char *file,
    int line, const char *format, ...)
{
	va_list args;
	bool held;

	va_start(args, format);
	held = tap_vmem(p, n, want, strlen(want), file, line, format, args);
	va_end(args);
	return held;
}

TAP_LIKE_PRINTF(5, 6)
static inline bool
tap_str(const char *got, const char *want, const char *file, int line,
    const char *format, ...)
{
	va_list args;
	bool held;

	va_start(args, format);
	held = tap_vmem(got, got == NULL ? 0 : strlen(got), want,
	    want == NULL ? 0 : strlen(want), file, line, format, args);
	va_end(args);
	return held;
}

TAP_LIKE_PRINTF(2, 3)
static inline void
tap_skip(const char *why, const char *format, ...)
{
	va_list args;

	printf("ok %d - ", ++tap_state()->run);
	va_start(args, format);
	tap_title(format, args);
	va_end(args);
	printf(" # SKIP %s\n", why);
}

TAP_LIKE_PRINTF(1, 2)
static inline _Noreturn void
bail(const char *format, ...)
{
	va_list args;

	printf("Bail out! ");
	va_start(args, format);
	tap_title(format, args);
	va_end(args);
	printf("\n");
	exit(1);
}

static inline int
done_testing(void)
{
	const struct tap *tap = tap_state();

	printf("1..%d\n", tap->run);
	if (tap->run == 0)
		printf("# no case was run\n");
	return fflush(stdout) != 0 || tap->failed > 0 || tap->run == 0;
}

#endif
