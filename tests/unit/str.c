#include "config.h"

#include "base/str.h"

#include <limits.h>

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* Pieces in brackets: "a:b" at ':' is "[a][b]". */
static const struct { const char *in, *out; } cuts[] = {
	{ "a:b", "[a][b]" },
	{ "a", "[a]" },
	{ "a:", "[a][]" },
	{ ":a", "[][a]" },
	{ ":", "[][]" },
	{ "::", "[][][]" },
	{ "", "[]" },
};

static const struct { const char *in, *out; } lines[] = {
	{ "", "" },
	{ "a", "[a]" },
	{ "a\n", "[a]" },
	{ "a\r\nb\n", "[a][b]" },
	{ "\n\na", "[][][a]" },
	{ "\r\n", "[]" },
	{ "a\rb\n", "[a\rb]" },
	{ "a\r\r\n", "[a\r]" },
};

static const struct {
	const char *in;
	unsigned long long max;
	long long out;		/* -1: none */
} numbers[] = {
	{ "0", 0, 0 },
	{ "1", 0, -1 },
	{ "00", 0, 0 },
	{ "7", 7, 7 },
	{ "8", 7, -1 },
	{ "007", 7, 7 },
	{ "99", 99, 99 },
	{ "100", 99, -1 },
	{ "100", 100, 100 },
	{ "101", 100, -1 },
	{ "9223372036854775807", ULLONG_MAX, LLONG_MAX },
	{ "18446744073709551616", ULLONG_MAX, -1 },
	{ "18446744073709551625", ULLONG_MAX, -1 },
	{ "99999999999999999999999", ULLONG_MAX, -1 },
	{ "4294967296", UINT_MAX, -1 },
	{ "4294967295", UINT_MAX, UINT_MAX },
	{ "", 9, -1 },
	{ "-1", 9, -1 },
	{ "+1", 9, -1 },
	{ " 1", 9, -1 },
	{ "1 ", 9, -1 },
	{ "0x1", 99, -1 },
	{ "1.0", 99, -1 },
	{ "\xd9\xa1", 99, -1 },
};

static const struct { const char *path, *dir; bool in; } withins[] = {
	{ "/a/b", "/a", true },
	{ "/a", "/a", true },
	{ "/ab", "/a", false },
	{ "/a", "/ab", false },
	{ "/a-b/c", "/a", false },
	{ "/a/b", "/a/", true },
	{ "/a", "/a/", true },
	{ "/ab", "/a//", false },
	{ "/a", "/", true },
	{ "/", "/", true },
	{ "", "/", true },
	{ "a", "/", false },
	{ "/a", "", true },
	{ "/b/a", "/a", false },
	{ "/a/../b", "/a", true },
};

static const struct { const char *in, *base, *dir; } paths[] = {
	{ "/a/b", "b", "/a" },
	{ "/a", "a", "/" },
	{ "/", "", "/" },
	{ "b", "b", "." },
	{ "a/b", "b", "a" },
	{ "/a/b/", "", "/a/b" },
	{ "/a//b", "b", "/a" },
	{ "//a", "a", "/" },
	{ "", "", "." },
};

static const struct { const char *in, *out; } trims[] = {
	{ " \t\r\na b\n", "a b" },
	{ "a", "a" },
	{ "", "" },
	{ " \n ", "" },
	{ "\va\f", "\va\f" },
	{ "\xc2\xa0" "a", "\xc2\xa0" "a" },
};

/* at: where the word begins; -1: it is not there */
static const struct { const char *in, *word; int at; } finds[] = {
	{ "abc", "a", 0 },
	{ "abc", "bc", 1 },
	{ "abc", "abc", 0 },
	{ "ab", "abc", -1 },
	{ "aab", "ab", 1 },
	{ "ababc", "abc", 2 },
	{ "abcabc", "abc", 0 },
	{ "ab", "b", 1 },
	{ "ab", "c", -1 },
	{ "aaa", "ab", -1 },
	{ "", "a", -1 },
};

static const char *
pieces(struct arena *a, const char *in, bool as_lines)
{
	struct str rest = str_from(in), piece;
	struct buf b = buf_in(a);

	while (as_lines ? str_line(&rest, &piece) :
	    str_cut(&rest, ':', &piece)) {
		buf_char(&b, '[');
		buf_str(&b, piece);
		buf_char(&b, ']');
	}
	return buf_string(&b);
}

static void
test_pieces(struct arena *a)
{
	struct str nothing = { NULL, 0 }, piece;

	for (size_t i = 0; i < ROWS(cuts); i++)
		is_str(pieces(a, cuts[i].in, false), cuts[i].out,
		    "\"%s\" is cut at its colons", cuts[i].in);
	for (size_t i = 0; i < ROWS(lines); i++)
		is_str(pieces(a, lines[i].in, true), lines[i].out,
		    "line row %zu gives its lines", i);
	ok(!str_cut(&nothing, ':', &piece), "of nothing there is no piece");
}

static void
test_numbers(void)
{
	for (size_t i = 0; i < ROWS(numbers); i++) {
		unsigned long long n = 77;
		bool is = str_number(str_from(numbers[i].in), numbers[i].max,
		    &n);

		is_int(is ? (long long)n : -1, numbers[i].out,
		    "\"%s\" as a number of at most %llu", numbers[i].in,
		    numbers[i].max);
	}
}

static void
test_paths(void)
{
	for (size_t i = 0; i < ROWS(withins); i++)
		is_int(path_within(str_from(withins[i].path),
		    str_from(withins[i].dir)), withins[i].in,
		    "\"%s\" is%s in \"%s\"", withins[i].path,
		    withins[i].in ? "" : " not", withins[i].dir);
	for (size_t i = 0; i < ROWS(paths); i++) {
		struct str base = path_base(str_from(paths[i].in));
		struct str dir = path_dir(str_from(paths[i].in));

		is_bytes(base.p, base.n, paths[i].base, "last part of \"%s\"",
		    paths[i].in);
		is_bytes(dir.p, dir.n, paths[i].dir, "directory of \"%s\"",
		    paths[i].in);
	}
}

static void
test_compare(void)
{
	struct str nul = { "a\0b", 3 };

	ok(str_eq(nul, (struct str){ "a\0b", 3 }), "a NUL is compared");
	ok(!str_eq(nul, (struct str){ "a\0c", 3 }),
	    "what is behind a NUL is compared");
	ok(!str_is(nul, "a"), "text with a NUL is not its first part");
	ok(str_eq((struct str){ NULL, 0 }, STR("")), "no text is empty");
	ok(str_starts(STR("abc"), STR("ab")), "abc starts with ab");
	ok(!str_starts(STR("ab"), STR("abc")), "ab does not start with abc");
	ok(str_starts(STR("ab"), STR("")), "all starts with nothing");
	ok(str_ends(STR("abc"), STR("bc")), "abc ends with bc");
	ok(!str_ends(STR("bc"), STR("abc")), "bc does not end with abc");
	ok(!str_ends(STR("abc"), STR("ab")), "abc does not end with ab");
	for (size_t i = 0; i < ROWS(finds); i++) {
		struct str s = str_from(finds[i].in);
		const char *at = str_find(s, str_from(finds[i].word));

		is_int(at == NULL ? -1 : (int)(at - s.p), finds[i].at,
		    "\"%s\" in \"%s\"", finds[i].word, finds[i].in);
	}
	ok(str_find((struct str){ NULL, 0 }, STR("a")) == NULL,
	    "in no text there is no word");
	ok(str_find((struct str){ "a\0b", 3 }, STR("b")) != NULL,
	    "a word is found behind a NUL");
	for (size_t i = 0; i < ROWS(trims); i++) {
		struct str s = str_trim(str_from(trims[i].in));

		is_bytes(s.p, s.n, trims[i].out, "trim row %zu", i);
	}
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_pieces(&a);
	test_numbers();
	test_paths();
	test_compare();
	return done_testing();
}
