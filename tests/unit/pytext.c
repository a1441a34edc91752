/*
 * The text functions of Python, here by rows.  With a minor version as its
 * argument the program prints the runs of printable points instead, and
 * identity.bats compares them with what that Python says.
 */
#include "config.h"

#include "core/python/pytext.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

static const struct { unsigned minor; const char *in, *out; } reprs[] = {
	{ 12, "", "''" },
	{ 12, "plain", "'plain'" },
	{ 12, "it's", "\"it's\"" },
	{ 12, "\"q\"", "'\"q\"'" },
	{ 12, "it's \"q\"", "'it\\'s \"q\"'" },
	{ 12, "a\\b", "'a\\\\b'" },
	{ 12, "\t\n\r", "'\\t\\n\\r'" },
	{ 12, "\033\177", "'\\x1b\\x7f'" },
	{ 12, "\xc3\xa9", "'\xc3\xa9'" },
	{ 12, "\xc2\x80\xc2\xa0\xc2\xad", "'\\x80\\xa0\\xad'" },
	{ 12, "\xe2\x80\xa8", "'\\u2028'" },
	{ 12, "\xf3\xa0\x80\x81", "'\\U000e0001'" },
	/* U+1F6DC came with Unicode 15.0, U+1FAE9 with 16.0 */
	{ 11, "\xf0\x9f\x9b\x9c", "'\\U0001f6dc'" },
	{ 12, "\xf0\x9f\x9b\x9c", "'\xf0\x9f\x9b\x9c'" },
	{ 13, "\xf0\x9f\xab\xa9", "'\\U0001fae9'" },
	{ 14, "\xf0\x9f\xab\xa9", "'\xf0\x9f\xab\xa9'" },
	/* bytes that are no UTF-8, as os.fsdecode has them */
	{ 12, "\xff", "'\\udcff'" },
};

static const struct { const char *in, *shell, *powershell; } quotes[] = {
	{ "", "''", "''" },
	{ "/a-b_c@d%e+f=g:h,i.9", "/a-b_c@d%e+f=g:h,i.9",
	    "'/a-b_c@d%e+f=g:h,i.9'" },
	{ "a b", "'a b'", "'a b'" },
	{ "$x", "'$x'", "'$x'" },
	{ "it's", "'it'\"'\"'s'", "'it''s'" },
	{ "'", "''\"'\"''", "''''" },
	{ "\xc3\xa9", "'\xc3\xa9'", "'\xc3\xa9'" },
};

static const struct { const char *in, *word, *by, *out; } replaced[] = {
	{ "", "__A__", "x", "" },
	{ "__A__", "__A__", "x", "x" },
	{ "a__A__b__A__", "__A__", "x", "axbx" },
	{ "___A__", "__A__", "x", "_x" },
	{ "__A_", "__A__", "x", "__A_" },
	{ "__A____A__", "__A__", "__A__", "__A____A__" },
	{ "aaa", "aa", "b", "ba" },
};

static const struct { const char *said, *reason; } errnos[] = {
	{ "", "" },
	{ "Collecting pip\nSuccessfully installed pip\n", "" },
	{ "Error: [Errno 28] No space left on device: '/e/bin'\n",
	    "No space left on device: '/e/bin'" },
	{ "ERROR: Could not install: [Errno 13] Permission denied\n\n"
	    "Traceback (most recent call last):\n  File [x]\n",
	    "Permission denied" },
	{ "[Errno 2] one\n[Errno 3] two\r\n[Errno", "two" },
	{ "['a', [Errno 5] Input/output error", "Input/output error" },
	{ "[Errno 5", "" },
};

static const struct { const char *in, *normal, *absolute; } paths[] = {
	{ "", ".", "/w/d" },
	{ ".", ".", "/w/d" },
	{ "a", "a", "/w/d/a" },
	{ "./lnk//../lnk/x/", "lnk/x", "/w/d/lnk/x" },
	{ "a/..", ".", "/w/d" },
	{ "a/../..", "..", "/w" },
	{ "../../../..", "../../../..", "/" },
	{ "/", "/", "/" },
	{ "//", "//", "//" },
	{ "///", "/", "/" },
	{ "//a/../..", "//", "//" },
	{ "/..", "/", "/" },
	{ "/a/b/../../c/.", "/c", "/c" },
	{ "...", "...", "/w/d/..." },
};

static void
test_repr(struct arena *a)
{
	for (size_t i = 0; i < sizeof(reprs) / sizeof(reprs[0]); i++) {
		struct buf b = buf_in(a);

		pytext_repr(&b, str_from(reprs[i].in), reprs[i].minor);
		is_str(b.p, reprs[i].out, "repr of \"%s\" in 3.%u",
		    reprs[i].in, reprs[i].minor);
	}
}

static void
test_quotes(struct arena *a)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		struct buf sh = buf_in(a), ps = buf_in(a);

		pytext_shell(&sh, str_from(quotes[i].in));
		pytext_powershell(&ps, str_from(quotes[i].in));
		is_str(sh.p, quotes[i].shell, "sh: \"%s\"", quotes[i].in);
		is_str(ps.p, quotes[i].powershell, "PowerShell: \"%s\"",
		    quotes[i].in);
	}
}

static void
test_replace(struct arena *a)
{
	for (size_t i = 0; i < sizeof(replaced) / sizeof(replaced[0]); i++) {
		struct buf b = buf_in(a);

		pytext_replace(&b, str_from(replaced[i].in),
		    str_from(replaced[i].word), str_from(replaced[i].by));
		is_str(buf_string(&b), replaced[i].out,
		    "\"%s\" with \"%s\" for \"%s\"", replaced[i].in,
		    replaced[i].by, replaced[i].word);
	}
}

static void
test_paths(struct arena *a)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		is_str(pytext_normal(a, paths[i].in), paths[i].normal,
		    "\"%s\" is normal", paths[i].in);
		is_str(pytext_absolute(a, "/w/d", paths[i].in),
		    paths[i].absolute, "\"%s\" from /w/d", paths[i].in);
	}
	is_str(pytext_absolute(a, "/", "a"), "/a", "\"a\" from /");
}

static void
test_errno(struct arena *a)
{
	for (size_t i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++) {
		struct str reason = pytext_errno(str_from(errnos[i].said));

		is_str(str_copy(a, reason), errnos[i].reason,
		    "why, of row %zu", i);
	}
}

static int
print_runs(unsigned minor)
{
	bool was = false;

	for (unsigned long c = 0; c <= 0x10ffff; c++) {
		bool now = pytext_printable(c, minor);

		if (now != was)
			printf("%lu\n", c);
		was = now;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena a = arena_fresh();

	if (argc > 1)
		return print_runs((unsigned)atoi(argv[1]));
	test_repr(&a);
	test_quotes(&a);
	test_replace(&a);
	test_paths(&a);
	test_errno(&a);
	return done_testing();
}
