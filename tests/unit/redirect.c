#include "config.h"

#include "core/text/redirect.h"

#include "fresh.h"
#include "tap.h"

static const struct { const char *in, *out; } cleans[] = {
	{ "/", "/" },
	{ "//", "/" },
	{ "/.", "/" },
	{ "/..", "/" },
	{ "/../..", "/" },
	{ "/a", "/a" },
	{ "/a/", "/a" },
	{ "//a//b//", "/a/b" },
	{ "/a/./b", "/a/b" },
	{ "/a/../b", "/b" },
	{ "/a/b/..", "/a" },
	{ "/a/..", "/" },
	{ "/a/b/../../../c", "/c" },
	{ "/a/./b//../c", "/a/c" },
	{ "/...", "/..." },
	{ "/a/..b", "/a/..b" },
	{ "/a/.b/c.", "/a/.b/c." },
};

/* A file in /p, read by somebody whose home is /h. */
static const struct {
	const char *text;
	enum redirect_kind kind;
	const char *path;
} files[] = {
	{ "/a/b", REDIRECT_PATH, "/a/b" },
	{ "/a/b\n", REDIRECT_PATH, "/a/b" },
	{ "  /a/b \r\n\n", REDIRECT_PATH, "/a/b" },
	{ "../b", REDIRECT_PATH, "/b" },
	{ "./b", REDIRECT_PATH, "/p/b" },
	{ ".", REDIRECT_PATH, "/p" },
	{ "..", REDIRECT_PATH, "/" },
	{ ".hidden", REDIRECT_PATH, "/p/.hidden" },
	{ "sub/b", REDIRECT_PATH, "/p/sub/b" },
	{ "b/", REDIRECT_PATH, "/p/b" },
	{ "~/b", REDIRECT_PATH, "/h/b" },
	{ "~/../b", REDIRECT_PATH, "/b" },
	{ "/a b/c", REDIRECT_PATH, "/a b/c" },
	{ "/", REDIRECT_PATH, "/" },
	{ "name", REDIRECT_NAME, "/p/name" },
	{ "-name", REDIRECT_NAME, "/p/-name" },
	{ "a b", REDIRECT_NAME, "/p/a b" },
	{ "$HOME", REDIRECT_NAME, "/p/$HOME" },
	{ "`id`", REDIRECT_NAME, "/p/`id`" },
	{ "\xc3\xa9nv", REDIRECT_NAME, "/p/\xc3\xa9nv" },
	{ "", REDIRECT_BAD, NULL },
	{ " \n", REDIRECT_BAD, NULL },
	{ "a\nb", REDIRECT_BAD, NULL },
	{ "/a\n/b\n", REDIRECT_BAD, NULL },
	{ "a\tb", REDIRECT_BAD, NULL },
	{ "/a\033[31m", REDIRECT_BAD, NULL },
	{ "/a\177", REDIRECT_BAD, NULL },
	{ "/a\rb", REDIRECT_BAD, NULL },
	{ "/a\xff", REDIRECT_BAD, NULL },
	{ "/a\xc0\xaf", REDIRECT_BAD, NULL },
	{ "~", REDIRECT_BAD, NULL },
	{ "~root/x", REDIRECT_BAD, NULL },
	{ "~x", REDIRECT_BAD, NULL },
	{ "API_TOKEN=x", REDIRECT_BAD, NULL },
	{ "URL=https/x", REDIRECT_BAD, NULL },
	{ "export TOKEN=x", REDIRECT_BAD, NULL },
	{ "token: x", REDIRECT_BAD, NULL },
	{ "https://user:secret@host/x", REDIRECT_BAD, NULL },
	{ "/a:b/c", REDIRECT_BAD, NULL },
	{ "./a=b", REDIRECT_PATH, "/p/a=b" },
	{ "/a=b", REDIRECT_PATH, "/a=b" },
	{ "a-b=c", REDIRECT_NAME, "/p/a-b=c" },
};

static void
test_sizes(struct arena *a)
{
	static char long_[REDIRECT_MAX + 2];
	struct redirect r;

	memset(long_, 'x', sizeof(long_) - 1);
	long_[0] = '/';
	r = redirect_parse(a, (struct str){ long_, REDIRECT_MAX }, "/p", "/h");
	is_int(r.kind, REDIRECT_PATH, "4,096 bytes are a path");
	r = redirect_parse(a, (struct str){ long_, REDIRECT_MAX + 1 }, "/p",
	    "/h");
	is_int(r.kind, REDIRECT_BAD, "4,097 bytes are no path");
	r = redirect_parse(a, (struct str){ "/a\0b", 4 }, "/p", "/h");
	is_int(r.kind, REDIRECT_BAD, "text with a NUL is bad");
	r = redirect_parse(a, STR("~/x"), "/p", NULL);
	is_int(r.kind, REDIRECT_BAD, "~/ is bad where there is no home");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(cleans); i++)
		is_str(path_clean(&a, cleans[i].in), cleans[i].out,
		    "%s made clean", cleans[i].in);
	for (size_t i = 0; i < ROWS(files); i++) {
		struct redirect r = redirect_parse(&a,
		    str_from(files[i].text), "/p", "/h");

		is_int(r.kind, files[i].kind, "\"%s\" is %s", files[i].text,
		    files[i].kind == REDIRECT_BAD ? "bad" : files[i].kind ==
		    REDIRECT_NAME ? "a name" : "a path");
		is_str(r.path, files[i].path, "\"%s\" leads there",
		    files[i].text);
		ok((r.text == NULL) == (r.kind == REDIRECT_BAD),
		    "\"%s\" is shown only where it could be meant",
		    files[i].text);
	}
	test_sizes(&a);
	return done_testing();
}
