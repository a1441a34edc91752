#include "config.h"

#include "core/python/shebang.h"

#include "base/arena.h"
#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* The word between exec and its arguments; NULL: the plain "#!exe". */
static const struct { const char *exe, *word; } heads[] = {
	{ "/e/bin/python3", NULL },
	{ "/e$x`id`\"'\\x/bin/python3", NULL },	/* the kernel quotes nothing */
	{ "/\xc3\xa9/bin/python3", NULL },
	{ "/a b/bin/python3", "\"/a b/bin/python3\"" },
	{ "/it's a/bin/python3", "\"/it's a/bin/python3\"" },
	{ "/a b;&|*?#~/bin/python3", "\"/a b;&|*?#~/bin/python3\"" },
	{ "/a b$x/bin/python3", "'/a b$x/bin/python3'" },
	{ "/a b`id`/bin/python3", "'/a b`id`/bin/python3'" },
	{ "/a b\"c/bin/python3", "'/a b\"c/bin/python3'" },
	{ "/it's $x/bin/python3", "'/it'\\''s $x/bin/python3'" },
	{ "/a '''b/bin/python3", "'/a '\\'''\\'''\\''b/bin/python3'" },
	{ "/a b\\x41/bin/python3", "\"/a b\\\\x41/bin/python3\"" },
	{ "/a b\\$x`\"/bin/python3", "\"/a b\\\\\\$x\\`\\\"/bin/python3\"" },
	{ "/a\\ '''b/bin/python3",
	    "\"/a\\\\ '\"\"'\"\"'b/bin/python3\"" },
};

static void
test_heads(struct arena *a)
{
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct buf b = buf_in(a);
		const char *exe = heads[i].exe, *word = heads[i].word;

		shebang_write(&b, str_from(exe), false);
		is_str(b.p, word == NULL ? text_join(a, "#!", exe, "\n", NULL) :
		    text_join(a, "#!/bin/sh\n'''exec' ", word,
		    " \"$0\" \"$@\"\n' '''\n", NULL), "head for %s", exe);
	}
}

/* The longest "#!" line: 127 bytes with its newline, on macOS 512. */
static void
test_length(struct arena *a)
{
	char *exe = arena_alloc(a, 600, 1);

	memset(exe, 'x', 599);
	exe[0] = '/';
	ok(shebang_simple((struct str){ exe, 124 }, false),
	    "124 bytes fit behind a simple head");
	ok(!shebang_simple((struct str){ exe, 125 }, false),
	    "125 bytes do not");
	ok(shebang_simple((struct str){ exe, 509 }, true),
	    "509 bytes fit on macOS");
	ok(!shebang_simple((struct str){ exe, 510 }, true),
	    "510 bytes do not");
}

/* Too long and without a blank, distlib leaves out the quotes. */
static void
test_long(struct arena *a)
{
	struct buf plain = buf_in(a), nasty = buf_in(a);
	char *exe = arena_alloc(a, 201, 1);

	memset(exe, 'x', 200);
	exe[0] = '/';
	shebang_write(&plain, str_from(exe), false);
	is_str(plain.p, text_join(a, "#!/bin/sh\n'''exec' ", exe,
	    " \"$0\" \"$@\"\n' '''\n", NULL), "a long path is not quoted");
	exe[100] = ';';
	shebang_write(&nasty, str_from(exe), false);
	is_str(nasty.p, text_join(a, "#!/bin/sh\n'''exec' '", exe,
	    "' \"$0\" \"$@\"\n' '''\n", NULL),
	    "a long path that sh would take apart is quoted");
}

static const struct { const char *script, *body; bool simple; } bodies[] = {
	{ "#!/e/bin/python3\nbody\n", "body\n", true },
	{ "#!/e/bin/python3\n\nbody\n", "\nbody\n", true },
	{ "#!/bin/sh\n'''exec' x \"$0\" \"$@\"\n' '''\nbody\n", "body\n",
	    false },
	{ "no head\n", "no head\n", true },
	{ "#!/e/bin/python3", "", true },
	{ "#!/bin/sh\n'''exec' x", "", false },
	{ "", "", true },
};

static void
test_bodies(void)
{
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		bool simple = !bodies[i].simple;
		struct str body = shebang_body(str_from(bodies[i].script),
		    &simple);

		is_bytes(body.p, body.n, bodies[i].body, "body of \"%s\"",
		    bodies[i].script);
		is_int(simple, bodies[i].simple, "kind of \"%s\"",
		    bodies[i].script);
	}
}

static void
test_record(struct arena *a)
{
	static const struct script scripts[] = {
		{ "../../../bin/pip", { "abc", 3 } },
		{ "../../../bin/pip3", { "", 0 } },
		{ "../../../bin/a,b", { "", 0 } },
		{ "own.pth", { "", 0 } },
	};
	struct buf b = buf_in(a), crlf = buf_in(a);

	shebang_record(&b, STR("../../../bin/pip,sha256=old,1\n"
	    "../../../bin/pip3,sha256=old,1\n"
	    "../../../bin/pip3.12,sha256=kept,1\n"
	    "pip/__init__.py,sha256=kept,355\n"
	    "pip/bin/pip,sha256=kept,1\n"
	    "\"../../../bin/a,b\",sha256=old,1\n"
	    "own.pth,sha256=old,1\n"
	    "last,,"), scripts, 4);
	is_str(b.p, "../../../bin/pip,"
	    "sha256=ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0,3\n"
	    "../../../bin/pip3,"
	    "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
	    "../../../bin/pip3.12,sha256=kept,1\n"
	    "pip/__init__.py,sha256=kept,355\n"
	    "pip/bin/pip,sha256=kept,1\n"
	    "\"../../../bin/a,b\","
	    "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
	    "own.pth,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
	    "last,,", "RECORD changes in the lines of these files only");
	is_int(shebang_recorded(STR("\"unended,1")).n, 9, "an odd quote");
	is_int(shebang_recorded(STR("")).n, 0, "an empty line");
	shebang_record(&crlf, STR("../../../bin/pip3,x,1\r\na,,\r\n"), scripts,
	    2);
	is_str(crlf.p, "../../../bin/pip3,"
	    "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\r\n"
	    "a,,\r\n", "RECORD keeps its line ends");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_heads(&a);
	test_length(&a);
	test_long(&a);
	test_bodies();
	test_record(&a);
	return done_testing();
}
