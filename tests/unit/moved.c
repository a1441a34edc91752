#include "config.h"

#include "core/python/moved.h"

#include "fresh.h"
#include "tap.h"

static const struct {
	const char *from, *to;		/* of the env */
	const char *whole_from, *whole_to;
	const char *part_from, *part_to;
} ways[] = {
	{ "/src/p/.venv", "/src/q/.venv", "/src/p", "/src/q",
	    "/src/p/.venv", "/src/q/.venv" },
	{ "/old/work/p/.venv", "/new/work/p/.venv", "/old", "/new",
	    "/old/work", "/new/work" },
	{ "/p/.venv", "/x/p/.venv", "/p", "/x/p", "/p", "/x/p" },
	{ "/w/p/.venv", "/w/p/p/.venv", "/w", "/w/p", "/w/p", "/w/p/p" },
	{ "/p/.venv", "/p/venv", "/p/.venv", "/p/venv",
	    "/p/.venv", "/p/venv" },
	{ "/.venv", "/q/.venv", "/.venv", "/q/.venv", "/.venv", "/q/.venv" },
};

static const struct {
	const char *text, *want;
} texts[] = {
	{ "/w/p", "/w/q" },
	{ "/w/p/src\n", "/w/q/src\n" },
	{ "'/w/p':\"/w/p/x\"", "'/w/q':\"/w/q/x\"" },
	{ "file:///w/p/src", "file:///w/q/src" },
	{ "/w/pp /w/p2/x /w/p.txt", "/w/pp /w/p2/x /w/p.txt" },
	{ "/a/w/p", "/a/w/p" },
	{ "x/w/p", "x/w/p" },
	{ "", "" },
	{ "/w/p/w/p", "/w/q/w/p" },
};

static void
test_ways(void)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct moved env = { str_from(ways[i].from),
		    str_from(ways[i].to) };
		struct moved whole = moved_whole(env), part = moved_part(env);

		ok(str_is(whole.from, ways[i].whole_from) &&
		    str_is(whole.to, ways[i].whole_to), "%s: whole",
		    ways[i].from);
		ok(str_is(part.from, ways[i].part_from) &&
		    str_is(part.to, ways[i].part_to), "%s: part",
		    ways[i].from);
	}
}

static void
test_texts(struct arena *a)
{
	struct moved m = { STR("/w/p"), STR("/w/q") };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		is_str(moved_text(a, str_from(texts[i].text), m).p,
		    texts[i].want, "%s", texts[i].text);
	m = moved_url(a, (struct moved){ STR("/w/a b"), STR("/w/100%") });
	is_str(moved_text(a, STR("file:///w/a%20b/x"), m).p,
	    "file:///w/100%25/x", "as a URL has it");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_ways();
	test_texts(&a);
	return done_testing();
}
