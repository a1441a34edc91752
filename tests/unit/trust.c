#include "config.h"

#include "core/rule/trust.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tap.h"

static char memory[16 << 20];

static void
full(void)
{
	bail("out of memory");
}

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const char records[] =
    "venvhook grants 1 17\n"
    "allow 1 2 /p/.venv\n"
    "allow-foreign 1 3 /f/.venv\n"
    "made 1 4 /m/.venv\n"
    "allow-tree 1 5 /a/b\n"
    "allow-tree 1 6 /a\n"
    "deny 1 7 /d\n"
    "deny-tree 1 8 /no\n"
    "create 1 9 /c\n"
    "create-tree 18446744073709551615 10 /a%20b%0A\n";

static const struct { const char *text, *what; } bad[] = {
	{ "", "an empty file" },
	{ "\n", "an empty line" },
	{ "venvhook grants 1\n", "no generation" },
	{ "venvhook grants 1 \n", "an empty generation" },
	{ "venvhook grants 1 x\n", "a generation that is no number" },
	{ "venvhook grants 1 -1\n", "one below 0" },
	{ "venvhook grants 1 9223372036854775808\n", "one too great" },
	{ "venvhook grants 2 1\n", "a newer form" },
	{ "venvhook grants 1 1 1\n", "a word more" },
	{ "Venvhook grants 1 1\n", "a capital" },
	{ "allow 1 2 /p\n", "no first line" },
	{ "venvhook grants 1 1\nallow 1 2 p\n", "a relative path" },
	{ "venvhook grants 1 1\nallow 1 2 \n", "an empty path" },
	{ "venvhook grants 1 1\nallow 1 2\n", "no path" },
	{ "venvhook grants 1 1\nallow 1 /p\n", "one number" },
	{ "venvhook grants 1 1\nallow 1 x /p\n", "an inode in letters" },
	{ "venvhook grants 1 1\nallow  1 2 /p\n", "two blanks" },
	{ "venvhook grants 1 1\nallow 1 2 /p q\n", "a blank in a path" },
	{ "venvhook grants 1 1\nallow 1 2 /p\t\n", "a tab" },
	{ "venvhook grants 1 1\nallow 1 2 /p%00\n", "a NUL" },
	{ "venvhook grants 1 1\nALLOW 1 2 /p\n", "a kind in capitals" },
	{ "venvhook grants 1 1\nallow-all 1 2 /p\n", "an unknown kind" },
	{ "venvhook grants 1 1\n\nallow 1 2 /p\n", "an empty line within" },
	{ "venvhook grants 1 1\n# note\n", "a comment" },
	{ "venvhook grants 1 1", "a first line cut short" },
	{ "venvhook grants 1 1\nallow 1 2 /p\nallow 1 2", "a line cut short" },
	{ "venvhook grants 1 1\nallow 1 2 /p\ndeny 1 2 /p", "no last newline" },
};

static struct trust
parsed(struct arena *a)
{
	struct trust t;

	if (!trust_parse(a, STR(records), &t))
		bail("the records do not parse");
	return t;
}

static void
test_form(struct arena *a)
{
	struct trust t = parsed(a), none;
	struct buf b = buf_in(a);

	is_int(t.generation, 17 + 9, "each record adds to the generation");
	is_int(t.n, 9, "each record is read");
	is_str(t.grants[8].path, "/a b\n", "a path is decoded");
	trust_print(&b, &t);
	is_str(buf_string(&b), records, "what is written is what was read");
	for (size_t i = 0; i < ROWS(bad); i++) {
		ok(!trust_parse(a, str_from(bad[i].text), &none),
		    "%s: no file of grants", bad[i].what);
		is_int(none.n, 0, "and nothing of it is kept");
	}
	ok(trust_parse(a, STR("venvhook grants 1 0\n"), &none) && none.n == 0,
	    "a first line alone is a file without grants");
}

/* The records end in a line that was being appended. */
static void
test_torn(struct arena *a)
{
	static const char *const ends[] = { "m", "made", "made ", "made 1 2",
	    "made 1 2 /m" };
	struct trust t = parsed(a);

	ok(t.whole, "to whole lines one can be appended");
	for (size_t i = 0; i < ROWS(ends); i++) {
		ok(trust_parse(a, str_from(text_join(a, records, ends[i],
		    NULL)), &t) && t.n == 9, "'%s' is no record yet", ends[i]);
		is_int(t.generation, 17 + 9, "nor does it count");
		ok(!t.whole, "nor can a line be appended to it");
	}
}

/* Is there an exact grant for path as device dev and inode ino? */
static const struct {
	const char *path;
	unsigned dev, ino;
	bool exact, earlier;
} exacts[] = {
	{ "/p/.venv", 1, 2, true, true },
	{ "/f/.venv", 1, 3, true, true },
	{ "/m/.venv", 1, 4, true, true },
	{ "/p/.venv", 1, 3, false, true },
	{ "/p/.venv", 2, 2, false, true },
	{ "/q/.venv", 1, 2, false, false },
	{ "/p/.venv/", 1, 2, false, false },
	{ "/p", 1, 2, false, false },
	{ "/a/b", 1, 5, false, false },
	{ "/d", 1, 7, false, false },
	{ "/c", 1, 9, false, false },
};

static const struct { const char *path, *tree; } trees[] = {
	{ "/a/b/p/.venv", "/a/b" },
	{ "/a/b", "/a/b" },
	{ "/a/bc/.venv", "/a" },
	{ "/a/.venv", "/a" },
	{ "/ab/.venv", NULL },
	{ "/no/.venv", NULL },
	{ "/", NULL },
};

static const struct { const char *path, *project, *by; } denials[] = {
	{ "/d", NULL, "/d" },
	{ "/d/.venv", "/d", "/d" },
	{ "/e/.venv", "/d", "/d" },
	{ "/d/sub/.venv", "/d/sub", NULL },
	{ "/no/x/.venv", "/no/x", "/no" },
	{ "/e/.venv", "/no/x", "/no" },
	{ "/nope/.venv", "/nope", NULL },
	{ "/p/.venv", "/p", NULL },
};

static void
test_questions(struct arena *a)
{
	struct trust t = parsed(a);
	const struct grant *g;

	for (size_t i = 0; i < ROWS(exacts); i++) {
		is_int(trust_exact(&t, exacts[i].path, exacts[i].dev,
		    exacts[i].ino) != NULL, exacts[i].exact,
		    "%s as %u:%u is%s granted", exacts[i].path, exacts[i].dev,
		    exacts[i].ino, exacts[i].exact ? "" : " not");
		is_int(trust_earlier(&t, exacts[i].path) != NULL,
		    exacts[i].earlier, "%s was%s granted at some time",
		    exacts[i].path, exacts[i].earlier ? "" : " never");
	}
	for (size_t i = 0; i < ROWS(trees); i++) {
		g = trust_tree(&t, GRANT_TREE, trees[i].path);
		is_str(g == NULL ? NULL : g->path, trees[i].tree,
		    "the deepest tree around %s", trees[i].path);
	}
	for (size_t i = 0; i < ROWS(denials); i++) {
		g = trust_denied(&t, denials[i].path, denials[i].project);
		is_str(g == NULL ? NULL : g->path, denials[i].by,
		    "what denies %s", denials[i].path);
	}
}

static void
test_edits(struct arena *a)
{
	struct trust t = parsed(a), empty = { .n = 0 };

	trust_put(a, &t, (struct grant){ GRANT_ALLOW, 5, 6, "/p/.venv" });
	is_int(t.n, 9, "a record replaces the one of its kind and path");
	ok(trust_exact(&t, "/p/.venv", 5, 6) != NULL, "and is found");
	ok(trust_exact(&t, "/p/.venv", 1, 2) == NULL, "the old one is not");
	trust_put(a, &t, (struct grant){ GRANT_DENY, 5, 6, "/p/.venv" });
	is_int(t.n, 10, "one of another kind stands beside it");
	is_int(trust_drop(&t, GRANTS_EXACT, "/p/.venv"), 1,
	    "records go by kind");
	ok(trust_denied(&t, "/p/.venv", NULL) != NULL, "the others stay");
	is_int(trust_drop(&t, GRANTS_ALL, "/p/.venv"), 1, "or all of a path");
	is_int(trust_drop(&t, GRANTS_ALL, "/p"), 0,
	    "no record of another path goes with them");
	is_int(t.n, 8, "what is left is all the others");
	trust_put(a, &empty, (struct grant){ GRANT_ALLOW, 1, 1, "/x" });
	is_int(empty.n, 1, "the first record can be put");
}

static void
test_count(struct arena *a, unsigned count, bool want)
{
	struct buf b = buf_in(a);
	struct trust t;

	buf_text(&b, "venvhook grants 1 1\n");
	for (unsigned i = 0; i < count; i++) {
		buf_text(&b, "allow 1 1 /");
		buf_number(&b, i);
		buf_char(&b, '\n');
	}
	is_int(trust_parse(a, buf_view(&b), &t), want,
	    "%u records are %s", count, want ? "read" : "too many");
}

int
main(void)
{
	struct arena a = arena_over(memory, sizeof(memory), full);

	test_form(&a);
	test_torn(&a);
	test_questions(&a);
	test_edits(&a);
	test_count(&a, 65535, true);
	test_count(&a, 65536, false);
	return done_testing();
}
