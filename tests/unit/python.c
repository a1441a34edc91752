#include "config.h"

#include "core/python/python.h"

#include "base/buf.h"
#include "core/python/want.h"
#include "fresh.h"
#include "tap.h"

static const char answer[] =
    "executable /b/bin/python3\nmajor 3\nminor 14\nmicro 0\nserial 2\n"
    "implementation cpython\nstdlib /b/lib/python3.14\nplatlibdir lib\n"
    "platform linux\nabiflags t\nbits64 1\nutf8 1\nframework 0\nquotes 1\n"
    "templates common/activate posix/activate.csh\n"
    "level candidate\n";

static const struct { const char *title, *from, *to; } spoils[] = {
	{ "a relative executable", "/b/bin", "b/bin" },
	{ "no executable", "/b/bin/python3", "None" },
	{ "a Python 2", "major 3", "major 2" },
	{ "a key that is another", "minor", "major" },
	{ "a number with a sign", "minor 14", "minor +14" },
	{ "a number that is none", "micro 0", "micro x" },
	{ "a number too large", "micro 0", "micro 10000" },
	{ "a flag of 2", "bits64 1", "bits64 2" },
	{ "a line too many", "platform linux\n", "platform linux\nx\n" },
	{ "a line too few", "platform linux\n", "" },
	{ "no blank", "platform linux", "platformlinux" },
	{ "a level nobody knows", "candidate", "gamma" },
	{ "text behind the end", "level candidate\n",
	    "level candidate\n " },
	{ "no end of line", "level candidate\n", "level candidate" },
	{ "no implementation", "cpython", "" },
	{ "no lib directory", "platlibdir lib", "platlibdir " },
	{ "text before it", "executable", "hello\nexecutable" },
};

static struct str
replaced(struct arena *a, const char *from, const char *to)
{
	const char *at = strstr(answer, from);
	struct buf b = buf_in(a);

	if (at == NULL)
		bail("no '%s' in the answer", from);
	buf_bytes(&b, answer, (size_t)(at - answer));
	buf_texts(&b, to, at + strlen(from), NULL);
	return buf_view(&b);
}

static void
test_answer(struct arena *a)
{
	struct python p;
	struct version v;
	struct buf b = buf_in(a);

	ok(python_answer(a, str_from(answer), &p), "answer: a whole one is read");
	is_str(p.executable, "/b/bin/python3", "answer: the executable is kept");
	is_str(p.stdlib, "/b/lib/python3.14", "answer: the library is kept");
	is_str(p.platlibdir, "lib", "answer: platlibdir is kept");
	ok(p.bits64 && p.utf8 && !p.framework && p.quotes, "answer: the flags are kept");
	ok(python_threaded(&p), "answer: abiflags t is free-threaded");
	v = python_version(&p);
	version_print(&b, &v);
	is_str(buf_string(&b), "3.14.0rc2", "answer: candidate 2 is rc2");
	for (size_t i = 0; i < sizeof(spoils) / sizeof(spoils[0]); i++)
		ok(!python_answer(a, replaced(a, spoils[i].from, spoils[i].to),
		    &p), "answer: %s is refused", spoils[i].title);
	ok(!python_answer(a, STR(""), &p), "answer: an empty one is refused");
	for (size_t n = 1; n < sizeof(answer) - 1; n++)
		if (python_answer(a, (struct str){ answer, n }, &p))
			bail("an answer cut after %zu bytes is read", n);
	ok(true, "answer: cut after any byte it is refused");
}

static void
test_record(struct arena *a)
{
	struct python p, q;
	struct python_stamp s = { 1, 2, 3, ~0ull, 5, 6, 7 }, t;
	struct buf b = buf_in(a), again = buf_in(a);
	struct arena scratch = *a;
	size_t believed = 0;

	python_answer(a, str_from(answer), &p);
	p.real = "/b/bin/python3.14";
	python_record(&b, &p, &s);
	ok(python_recall(a, buf_view(&b), &q, &t), "record: it is read back");
	is_mem(&s, sizeof(s), &t, sizeof(t), "record: with its stamp");
	python_record(&again, &q, &t);
	is_str(again.p, b.p, "record: printed again it is the same");
	for (size_t i = 0; i < b.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			scratch = *a;
			b.p[i] = (char)(b.p[i] ^ (1 << bit));
			believed += python_recall(&scratch, buf_view(&b), &q,
			    &t);
			b.p[i] = (char)(b.p[i] ^ (1 << bit));
		}
	is_int(believed, 0, "record: with any one bit turned it is refused");
	for (size_t n = 0; n < b.n; n++) {
		scratch = *a;
		believed += python_recall(&scratch, (struct str){ b.p, n },
		    &q, &t);
	}
	is_int(believed, 0, "record: cut after any byte it is refused");
	buf_char(&b, '\n');
	ok(!python_recall(a, buf_view(&b), &q, &t),
	    "record: with a byte behind it it is refused");
}

static const struct { const char *text; int kind; bool threaded; } wants[] = {
	{ "3", WANT_VERSION, false }, { "3.12", WANT_VERSION, false },
	{ " 3.12.1 ", WANT_VERSION, false }, { "3.13t", WANT_VERSION, true },
	{ "3.14.0rc2", WANT_VERSION, false },
	{ "python-3.12", WANT_VERSION, false },
	{ "cpython@3.12", WANT_VERSION, false },
	{ ">=3.10,<3.13", WANT_RANGE, false }, { "~=3.8", WANT_RANGE, false },
	{ "==3.11.*", WANT_RANGE, false },
	{ "python3.11", WANT_NAME, false }, { "python", WANT_NAME, false },
	{ "3.14-dev", WANT_NAME, false }, { "3.12-mine", WANT_NAME, false },
	{ "pypy3.10-7.3.12", WANT_NAME, false },
	{ "v3.12", WANT_VERSION, false }, { "cpython3.12", WANT_VERSION, false },
	{ "cpython-3.12.1-linux-x86_64-gnu", WANT_VERSION, false },
	{ "cpython-3.13.0+freethreaded-linux-x86_64-gnu", WANT_VERSION, true },
	{ "3.13+freethreaded", WANT_VERSION, true },
	{ "pypy-3.10.14-linux-x86_64-gnu", WANT_NAME, false },
	{ "vim", WANT_NAME, false },
	{ "system", WANT_SYSTEM, false },
	{ "/usr/bin/python3", WANT_PATH, false },
	{ "./python", WANT_PATH, false }, { "env/", WANT_PATH, false },
	{ "~/x", WANT_PATH, false }, { "=/x", WANT_PATH, false },
	{ "", -1, false }, { "  ", -1, false }, { ">=x", -1, false },
	{ "=3.12", -1, false }, { "~3.12", -1, false },
};

static const struct { const char *name, *version; bool threaded; } hints[] = {
	{ "3.12.1", "3.12.1", false }, { "3.13.0t", "3.13.0", true },
	{ "3.14.0rc2", "3.14.0rc2", false },
	{ "cpython-3.12.1-linux-x86_64-gnu", "3.12.1", false },
	{ "cpython-3.13.0+freethreaded-linux-x86_64-gnu", "3.13.0", true },
	{ "cpython-3.12-linux-x86_64-gnu", NULL, false },
	{ "cpython@3.12.3", "3.12.3", false },
	{ "3.14-dev", NULL, false }, { "3.12", NULL, false },
	{ "myenv", NULL, false }, { "pypy3.10-7.3.12", NULL, false },
	{ "", NULL, false },
};

static const struct { const char *want, *version; bool fits; } fits[] = {
	{ "3.14", "3.14.0rc2", false },		/* this one is threaded */
	{ "3.14t", "3.14.0rc2", true }, { "3.13t", "3.14.0rc2", false },
	{ "3.14.0rc1t", "3.14.0rc2", false }, { ">=3.14", "", false },
	{ "python3.12", "", true },
};

static void
test_want(struct arena *a)
{
	struct python p;
	struct want w;

	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
		bool held = want_parse(a, str_from(wants[i].text), &w);

		is_int(held ? (int)w.kind : -1, wants[i].kind,
		    "want: the kind of '%s'", wants[i].text);
		if (held)
			is_int(w.threaded, wants[i].threaded,
			    "want: '%s' %s threads", wants[i].text,
			    wants[i].threaded ? "asks for" : "leaves");
	}
	python_answer(a, str_from(answer), &p);
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		want_parse(a, str_from(fits[i].want), &w);
		is_int(want_fits(&w, &p), fits[i].fits,
		    "want: '%s' %s 3.14.0rc2 of free threads", fits[i].want,
		    fits[i].fits ? "takes" : "refuses");
	}
}

/* A constraint of poetry, Pythons that fit, and one that does not. */
static const struct { const char *text, *fit, *unfit, *install; } poetry[] = {
	{ "^3.9", "3.9.0 3.12.1 3.99", "3.8.9 4.0", "3.9" },
	{ "^3", "3.0 3.12", "4.0 2.7", NULL },
	{ "^3.9.2", "3.9.2 3.10", "3.9.1 4.0", "3.9" },
	{ "~3.9", "3.9.0 3.9.18", "3.8 3.10.0", "3.9" },
	{ "~3.9.2", "3.9.2 3.9.3", "3.9.1 3.10.0", "3.9" },
	{ "~3", "3.1 3.12", "4.0", NULL },
	{ "3.9.*", "3.9.0 3.9.9", "3.10", "3.9" },
	{ "3.9", "3.9.0 3.9.9", "3.10", "3.9" },
	{ "3.9.1", "3.9.1", "3.9.2", NULL },
	{ "*", "3.6 3.99", "", NULL },
	{ ">=3.8,<3.12", "3.8 3.11.9", "3.12 3.7", "3.11" },
	{ ">= 3.8 <3.12", "3.8 3.11.9", "3.12 3.7", "3.11" },
	{ ">=3.8, != 3.9.*", "3.8 3.10", "3.9.1", "3.8" },
	{ "~=3.8", "3.8 3.12", "3.7", "3.8" },
	{ "~2.7 || ^3.9", "2.7.18 3.9 3.12", "3.8 2.8", "3.9" },
	{ ">=3.10,<3.11 | >=3.12,<3.13", "3.10.1 3.12.1", "3.11.1", "3.12" },
	{ "=3.9.1", "3.9.1", "3.9.2", NULL },
	{ "", NULL, "", NULL }, { "x", NULL, "", NULL },
	{ "^", NULL, "", NULL }, { "^x", NULL, "", NULL },
	{ ">=3.9 ||", NULL, "", NULL }, { "|| ^3.9", NULL, "", NULL },
	{ "><3.9", NULL, "", NULL }, { "^^3.9", NULL, "", NULL },
};

static size_t
count_fits(const struct want *w, const char *versions, size_t *n)
{
	struct str rest = str_from(versions), word;
	size_t fit = 0;

	for (*n = 0; str_cut(&rest, ' ', &word) && word.n > 0; ++*n) {
		struct version v;

		fit += version_parse(word, &v) && want_may_fit(w, &v, false);
	}
	return fit;
}

static void
test_poetry(struct arena *a)
{
	for (size_t i = 0; i < sizeof(poetry) / sizeof(poetry[0]); i++) {
		struct buf b = buf_in(a);
		struct version v;
		struct want w;
		size_t n, fit;

		if (!want_parse_poetry(a, str_from(poetry[i].text), &w)) {
			is_str(NULL, poetry[i].fit, "'%s' is no constraint",
			    poetry[i].text);
			continue;
		}
		if (poetry[i].fit == NULL)
			bail("'%s' is understood", poetry[i].text);
		fit = count_fits(&w, poetry[i].fit, &n);
		is_int(fit, n, "'%s' takes %s", poetry[i].text,
		    poetry[i].fit);
		fit = count_fits(&w, poetry[i].unfit, &n);
		is_int(fit, 0,
		    "'%s' refuses %s", poetry[i].text, poetry[i].unfit);
		if (want_install(&w, &v))
			version_print(&b, &v);
		is_str(b.p, poetry[i].install, "'%s' wants to be installed",
		    poetry[i].text);
	}
}

static void
test_hints(struct arena *a)
{
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		struct buf b = buf_in(a);
		struct version v;
		bool threaded = false;

		if (want_hint(str_from(hints[i].name), &v, &threaded))
			version_print(&b, &v);
		is_str(b.p, hints[i].version, "hint: what '%s' tells",
		    hints[i].name);
		if (hints[i].version != NULL)
			is_int(threaded, hints[i].threaded,
			    "hint: the threads of '%s'", hints[i].name);
	}
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_answer(&a);
	test_record(&a);
	test_want(&a);
	test_hints(&a);
	test_poetry(&a);
	return done_testing();
}
