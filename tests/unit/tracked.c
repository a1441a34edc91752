/* Which tracked paths are files of an env, by paths and by a folding world. */
#include "config.h"

#include "core/text/tracked.h"

#include <string.h>

#include "tap.h"

/* What a file system that folds case takes for the env /top/.venv. */
static bool
folded(void *world, struct str dir)
{
	++*(int *)world;
	return str_is(dir, ".v\342\200\214env") || str_is(dir, "\303\204/e") ||
	    str_is(dir, "A\314\210/e");
}

static const struct {
	const char *env, *path;
	enum tracked_kind kind;
	const char *want;	/* "file F", "way", "left out", "" */
	bool folds;
} rows[] = {
	{ ".venv", ".venv/bin/x", TRACKED_FILE, "file bin/x", false },
	{ ".venv", ".VENV/bin/x", TRACKED_FILE, "file bin/x", false },
	{ ".venv", ".venv/x", TRACKED_FILE, "", false },
	{ ".venv", ".venv/pyvenv.cfg", TRACKED_FILE, "file pyvenv.cfg", false },
	{ ".venv", ".venv/x", TRACKED_LINK, "file x", false },
	{ ".venv", ".venv/x", TRACKED_MODULE, "file x", false },
	{ ".venv", ".venv", TRACKED_FILE, "way", false },
	{ ".venv", ".venv", TRACKED_LINK, "way", false },
	{ ".venv", ".venv", TRACKED_MODULE, "file ", false },
	{ ".venv", ".venv/", TRACKED_LEFT_OUT, "file ", false },
	{ ".venv", ".venvs/bin/x", TRACKED_FILE, "", false },
	{ ".venv", ".ven/bin/x", TRACKED_FILE, "", false },
	{ "a/.venv", "a/", TRACKED_LEFT_OUT, "left out", false },
	{ "a/.venv", "b/", TRACKED_LEFT_OUT, "", false },
	{ "a/.venv", "a", TRACKED_LINK, "", false },
	{ "", "bin/x", TRACKED_FILE, "file bin/x", false },
	{ "", ".gitignore", TRACKED_FILE, "", false },
	{ ".venv", ".v\342\200\214env/bin/x", TRACKED_FILE, "", false },
	{ ".venv", ".v\342\200\214env/bin/x", TRACKED_FILE, "file bin/x", true },
	{ ".venv", ".v\342\200\214env/.gitkeep", TRACKED_FILE, "", true },
	{ ".venv", ".v\342\200\214env", TRACKED_LINK, "way", true },
	{ ".venv", ".v\342\200\215env/bin/x", TRACKED_FILE, "", true },
	{ "\303\244/e", "\303\204/e/bin/x", TRACKED_FILE, "file bin/x", true },
	{ "\303\244/e", "A\314\210/e/bin/x", TRACKED_FILE, "file bin/x", true },
	{ "\303\244/e", "A\314\210/", TRACKED_LEFT_OUT, "left out", true },
	{ "\303\244/e", "\303\204/f/bin/x", TRACKED_FILE, "", true },
	{ "\303\244/e", "\303\204/e/bin/x", TRACKED_FILE, "", false },
};

static const char *
said(const struct tracked *t)
{
	static char text[TRACKED_FILE_MAX + 8];

	text[0] = '\0';
	if (t->found)
		strcat(strcat(text, "file "), t->file);
	else if (t->way || t->left_out)
		strcat(text, t->way ? "way" : "left out");
	return text;
}

static void
check_rows(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int asked = 0;
		struct tracked t = {
			.env = str_from(rows[i].env),
			.same = rows[i].folds ? folded : NULL,
			.world = &asked,
		};
		struct str path = str_from(rows[i].path);

		tracked_add(&t, path, tracked_along(&t, path, 0),
		    rows[i].kind);
		is_str(said(&t), rows[i].want, "'%s' in '%s'%s", rows[i].path,
		    rows[i].env, rows[i].folds ? ", where case is folded" :
		    "");
	}
}

/* Names of ASCII alone are compared here: the file system is not troubled. */
static void
check_asked(void)
{
	int asked = 0;
	struct tracked t = { .env = STR(".venv"), .same = folded,
	    .world = &asked };

	tracked_add(&t, STR("src/x"), 0, TRACKED_FILE);
	is_int(asked, 0, "nobody asks about other names of ASCII");
	tracked_add(&t, STR("\303\244.txt"), 0, TRACKED_FILE);
	is_int(asked, 1, "names beyond ASCII are asked about");
}

static void
check_long(void)
{
	char path[400] = ".venv/bin/";
	struct tracked t = { .env = STR(".venv") };

	memset(path + 10, 'x', 300);
	tracked_add(&t, str_from(path), 5, TRACKED_FILE);
	is_int((long long)strlen(t.file), TRACKED_FILE_MAX - 1,
	    "a long name is cut");
	ok(strcmp(t.file + TRACKED_FILE_MAX - 4, "...") == 0,
	    "a name that is cut shows it");
}

int
main(void)
{
	check_rows();
	check_asked();
	check_long();
	return done_testing();
}
