#include "config.h"

#include "core/rule/trust.h"

#include "core/facts.h"
#include "core/rule/record.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

static const char records[] =
    "venvhook grants 2 17\n"
    "allow b2.100.5 b1.90.0 /p/.venv /p\n"
    "allow-foreign h1.0003 b1.91.0 /f/.venv /f\n"
    "made i4 i44 /m/.venv /m\n"
    "allow-tree b5.100.0 - /a/b -\n"
    "allow-tree b6.100.0 - /a -\n"
    "deny b7.100.0 - /d -\n"
    "deny-tree - - /no -\n"
    "create b9.100.0 - /c -\n"
    "create-tree b18446744073709551615.1.2 - /a%20b%0A -\n"
    "allow-foreign-tree b10.100.0 - /g -\n"
    "allow o11.100.5 - /old/.venv -\n";

static const char first[] =
    "venvhook grants 1 17\n"
    "allow 1 2 /p/.venv\n"
    "allow-tree 1 5 /a/b\n"
    "made 18446744073709551615 4 /a%20b\n";

static const struct { const char *text, *what; } bad[] = {
	{ "", "an empty file" },
	{ "\n", "an empty line" },
	{ "venvhook grants 2\n", "no generation" },
	{ "venvhook grants 2 \n", "an empty generation" },
	{ "venvhook grants 2 x\n", "a generation that is no number" },
	{ "venvhook grants 2 -1\n", "one below 0" },
	{ "venvhook grants 2 9223372036854775808\n", "one too great" },
	{ "venvhook grants 3 1\n", "a newer form" },
	{ "venvhook grants 0 1\n", "an older form than there was" },
	{ "venvhook grants 12 1\n", "a form of two digits" },
	{ "venvhook grants  2 1\n", "two blanks in the first line" },
	{ "venvhook grants 2 1 1\n", "a word more" },
	{ "Venvhook grants 2 1\n", "a capital" },
	{ "allow i2 - /p -\n", "no first line" },
	{ "venvhook grants 2 1\nallow i2 - p -\n", "a relative path" },
	{ "venvhook grants 2 1\nallow i2 -  -\n", "an empty path" },
	{ "venvhook grants 2 1\nallow i2 - -\n", "no path" },
	{ "venvhook grants 2 1\nallow i2 - /p\n", "no project" },
	{ "venvhook grants 2 1\nallow i2 - /p \n", "an empty project" },
	{ "venvhook grants 2 1\nallow i2 i3 /p q\n", "a relative project" },
	{ "venvhook grants 2 1\nallow i2 i3 /p -\n",
	    "the identity of no project" },
	{ "venvhook grants 2 1\nallow i2 /p /q\n", "one identity" },
	{ "venvhook grants 2 1\nallow ix - /p -\n", "an inode in letters" },
	{ "venvhook grants 2 1\nallow b2 - /p -\n", "no birth" },
	{ "venvhook grants 2 1\nallow  i2 - /p -\n", "two blanks" },
	{ "venvhook grants 2 1\nallow i2 - /p q -\n", "a blank in a path" },
	{ "venvhook grants 2 1\nallow i2 - /p -\t\n", "a tab" },
	{ "venvhook grants 2 1\nallow i2 - /p%00 -\n", "a NUL" },
	{ "venvhook grants 2 1\nallow i2 - /p - -\n", "a word too many" },
	{ "venvhook grants 2 1\nALLOW i2 - /p -\n", "a kind in capitals" },
	{ "venvhook grants 2 1\nallow-all i2 - /p -\n", "an unknown kind" },
	{ "venvhook grants 2 1\nallow 1 2 /p\n", "the first form below" },
	{ "venvhook grants 2 1\n\nallow i2 - /p -\n",
	    "an empty line within" },
	{ "venvhook grants 2 1\n# note\n", "a comment" },
	{ "venvhook grants 2 1", "a first line cut short" },
	{ "venvhook grants 2 1\nallow i2 - /p -\nallow i2", "a line cut "
	    "short" },
	{ "venvhook grants 2 1\nallow i2 - /p -\ndeny i2 - /p -", "no last "
	    "newline" },
	{ "venvhook grants 1\n", "the first form, no generation" },
	{ "venvhook grants 1 1\nallow 1 2 p\n", "a relative path in it" },
	{ "venvhook grants 1 1\nallow 1 2\n", "no path in it" },
	{ "venvhook grants 1 1\nallow 1 /p\n", "one number in it" },
	{ "venvhook grants 1 1\nallow 1 x /p\n", "letters in it" },
	{ "venvhook grants 1 1\nallow 1 2 /p q\n", "a blank in its path" },
	{ "venvhook grants 1 1\nallow 1 2 /p /p\n", "a project in it" },
	{ "venvhook grants 1 1\nallow i2 - /p -\n", "the second form in it" },
	{ "venvhook grants 1 1\nallow-foreign-tree 1 2 /p\n",
	    "a kind it had not" },
	{ "venvhook grants 1 1\nallow 1 2 /p\nallow 1 2", "a line of it cut "
	    "short" },
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

	is_int(t.generation, 17 + 11, "each record adds to the generation");
	is_int(t.n, 11, "each record is read");
	is_str(t.grants[8].path, "/a b\n", "a path is decoded");
	trust_print(&b, &t);
	is_str(buf_string(&b), records, "what is written is what was read");
	for (size_t i = 0; i < ROWS(bad); i++) {
		ok(!trust_parse(a, str_from(bad[i].text), &none),
		    "%s: no file of grants", bad[i].what);
		is_int(none.n, 0, "%s: nothing of it is kept",
		    bad[i].what);
	}
	ok(trust_parse(a, STR("venvhook grants 2 0\n"), &none) && none.n == 0,
	    "a first line alone is a file without grants");
}

/* The records end in a line that was being appended. */
static void
test_torn(struct arena *a)
{
	static const char *const ends[] = { "m", "made", "made ", "made i2 -",
	    "made i2 - /m" };
	struct trust t = parsed(a);

	ok(t.whole, "to whole lines one can be appended");
	for (size_t i = 0; i < ROWS(ends); i++) {
		ok(trust_parse(a, str_from(text_join(a, records, ends[i],
		    NULL)), &t) && t.n == 11, "'%s' is no record yet", ends[i]);
		is_int(t.generation, 17 + 11,
		    "an unfinished record does not count");
		ok(!t.whole, "no line can be appended to an unfinished one");
	}
}

static struct identity
identity(struct arena *a, const char *word)
{
	struct identity id;

	if (!identity_parse(a, str_from(word), &id))
		bail("%s is no identity", word);
	return id;
}

/* A file of the first form: for what is no younger than it. */
static void
test_first(struct arena *a)
{
	struct trust t, u;
	struct buf b = buf_in(a);
	struct identity old = identity(a, "b2.99.0");
	struct identity young = identity(a, "b2.100.6");
	struct identity unknown = identity(a, "i2");

	ok(trust_parse(a, STR(first), &t), "the first form is read");
	is_int(t.n, 3, "the first form has all its records");
	is_int(t.generation, 17 + 3, "the first form has its generation");
	ok(t.first && !t.whole, "no line can be appended to it");
	ok(trust_exact(&t, "/p/.venv", &old) == NULL,
	    "undated it holds for nothing");
	trust_date(&t, 100, 5);
	ok(trust_exact(&t, "/p/.venv", &old) != NULL,
	    "dated it holds for what is older");
	ok(trust_exact(&t, "/p/.venv", &young) == NULL,
	    "dated it does not hold for what is younger");
	ok(trust_exact(&t, "/p/.venv", &unknown) != NULL,
	    "dated it holds for an inode of no known birth");
	ok(trust_project(&t, "/p/.venv", "/p", &old) == NULL,
	    "it knows no project");
	is_str(trust_tree(&t, GRANT_TREE, "/a/b/c")->path, "/a/b",
	    "a tree of it is one");
	trust_print(&b, &t);
	is_str(buf_string(&b), "venvhook grants 2 17\n"
	    "allow o2.100.5 - /p/.venv -\n"
	    "allow-tree o5.100.5 - /a/b -\n"
	    "made o4.100.5 - /a%20b -\n", "written it is of the second form");
	ok(trust_parse(a, buf_view(&b), &u) && u.n == 3 && !u.first,
	    "the second form is read again");
	trust_date(&u, 300, 0);
	ok(trust_exact(&u, "/p/.venv", &young) == NULL,
	    "records of the second form keep their date");
}

static void
test_renewed(struct arena *a)
{
	struct trust t = parsed(a);
	struct grant g = { GRANT_ALLOW, identity(a, "b11.90.0"),
	    identity(a, "b12.80.0"), "/old/.venv", "/old" };
	struct grant made = g, younger = g, elsewhere = g;

	made.kind = GRANT_MADE;
	younger.identity.seconds = 101;
	elsewhere.path = "/else/.venv";
	ok(!trust_renew(&t, &made), "a record of another kind is none to renew");
	ok(!trust_renew(&t, &younger),
	    "one of another directory is none to renew");
	ok(!trust_renew(&t, &elsewhere),
	    "one of another path is none to renew");
	is_int(t.n, 11, "what is none to renew adds nothing");
	ok(trust_renew(&t, &g), "one that knew less is written anew");
	is_int(t.n, 11, "one written anew stands in its place");
	ok(trust_project(&t, "/old/.venv", "/old", &g.project_identity) != NULL,
	    "one written anew has its project");
	ok(!trust_renew(&t, &g), "one written anew is not renewed again");
}

/* Is there an exact grant for path as that directory? */
static const struct {
	const char *path, *now;
	bool exact, earlier;
} exacts[] = {
	{ "/p/.venv", "b2.100.5", true, true },
	{ "/f/.venv", "h1.0003", true, true },
	{ "/m/.venv", "i4", true, true },
	{ "/p/.venv", "b3.100.5", false, true },
	{ "/p/.venv", "b2.100.6", false, true },
	{ "/p/.venv", "-", false, true },
	{ "/q/.venv", "b2.100.5", false, false },
	{ "/p/.venv/", "b2.100.5", false, false },
	{ "/p", "b2.100.5", false, false },
	{ "/a/b", "b5.100.0", false, false },
	{ "/d", "b7.100.0", false, false },
	{ "/c", "b9.100.0", false, false },
	{ "/g", "b10.100.0", false, false },
};

/* Was what stood at path for that very project? */
static const struct {
	const char *path, *project, *now;
	bool is;
	const char *what;
} projects[] = {
	{ "/p/.venv", "/p", "b1.90.0", true, "allowed there" },
	{ "/m/.venv", "/m", "i44", true, "made there" },
	{ "/p/.venv", "/p", "b1.90.1", false, "another project by now" },
	{ "/p/.venv", "/p", "-", false, "nothing is known of it" },
	{ "/p/.venv", "/q", "b1.90.0", false, "of another name" },
	{ "/p/.venv", NULL, "b1.90.0", false, "no project" },
	{ "/p/venv", "/p", "b1.90.0", false, "an env of another name" },
	{ "/f/.venv", "/f", "b1.91.0", false, "foreign: for that one alone" },
	{ "/d", "/d", "b7.100.0", false, "denied" },
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
		struct identity now = identity(a, exacts[i].now);

		is_int(trust_exact(&t, exacts[i].path, &now) != NULL,
		    exacts[i].exact, "%s as %s is%s granted", exacts[i].path,
		    exacts[i].now, exacts[i].exact ? "" : " not");
		is_int(record_earlier(&t, &(struct where){ .canonical =
		    exacts[i].path }) != NULL,
		    exacts[i].earlier, "%s was%s granted at some time",
		    exacts[i].path, exacts[i].earlier ? "" : " never");
	}
	for (size_t i = 0; i < ROWS(projects); i++) {
		struct identity now = identity(a, projects[i].now);

		is_int(trust_project(&t, projects[i].path,
		    projects[i].project, &now) != NULL, projects[i].is,
		    "%s, project %s: %s", projects[i].path,
		    projects[i].project == NULL ? "none" :
		    projects[i].project, projects[i].what);
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

/* What is denied for one project is not for another that names the same env. */
static void
test_denied_for(struct arena *a)
{
	struct trust t;

	ok(trust_parse(a, STR("venvhook grants 2 1\ndeny i9 i8 /s/x /r\n"), &t),
	    "a denial for a project is read");
	ok(trust_denied(&t, "/s/x", "/r") != NULL, "it denies for that one");
	ok(trust_denied(&t, "/s/x", "/q") == NULL, "it denies for no other");
	ok(trust_denied(&t, "/s/x", NULL) == NULL, "it denies for none where no project is named");
}

static struct grant
a_grant(enum grant_kind kind, struct identity id, const char *path)
{
	return (struct grant){ .kind = kind, .identity = id, .path = path };
}

static void
test_edits(struct arena *a)
{
	struct trust t = parsed(a), empty = { .n = 0 };
	struct identity new = identity(a, "b6.5.4");
	struct identity old = identity(a, "b2.100.5");

	trust_put(a, &t, a_grant(GRANT_ALLOW, new, "/p/.venv"));
	is_int(t.n, 11, "a record replaces the one of its kind and path");
	ok(trust_exact(&t, "/p/.venv", &new) != NULL,
	    "the new record is found");
	ok(trust_exact(&t, "/p/.venv", &old) == NULL,
	    "the old record is not found");
	trust_put(a, &t, a_grant(GRANT_DENY, new, "/p/.venv"));
	is_int(t.n, 12, "one of another kind stands beside it");
	is_int(trust_drop(&t, GRANTS_EXACT, "/p/.venv"), 1,
	    "records go by kind");
	ok(trust_denied(&t, "/p/.venv", NULL) != NULL, "the others stay");
	is_int(trust_drop(&t, GRANTS_ALL, "/p/.venv"), 1, "records go by path");
	is_int(trust_drop(&t, GRANTS_ALL, "/p"), 0,
	    "no record of another path goes with them");
	is_int(t.n, 10, "what is left is all the others");
	trust_put(a, &empty, a_grant(GRANT_ALLOW, new, "/x"));
	is_int(empty.n, 1, "the first record can be put");
}

static void
test_count(struct arena *a, unsigned count, bool want)
{
	struct buf b = buf_in(a);
	struct trust t;

	buf_text(&b, "venvhook grants 2 1\n");
	for (unsigned i = 0; i < count; i++) {
		buf_text(&b, "allow i1 - /");
		buf_number(&b, i);
		buf_text(&b, " -\n");
	}
	is_int(trust_parse(a, buf_view(&b), &t), want,
	    "%u records are %s", count, want ? "read" : "too many");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_form(&a);
	test_torn(&a);
	test_first(&a);
	test_renewed(&a);
	test_questions(&a);
	test_denied_for(&a);
	test_edits(&a);
	test_count(&a, 65535, true);
	test_count(&a, 65536, false);
	return done_testing();
}
