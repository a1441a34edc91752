#include "config.h"

#include "core/shell/pathlist.h"

#include "fresh.h"
#include "tap.h"

/* What PATH is with /e/bin in front; all without it come back the same. */
static const struct { const char *list, *with; } adds[] = {
	{ NULL, "/e/bin" },
	{ "", "/e/bin" },
	{ "/bin", "/e/bin:/bin" },
	{ "/bin:/usr/bin", "/e/bin:/bin:/usr/bin" },
	{ ":", "/e/bin::" },
	{ "::", "/e/bin:::" },
	{ ":/bin", "/e/bin::/bin" },
	{ "/bin:", "/e/bin:/bin:" },
	{ "/bin::/sbin", "/e/bin:/bin::/sbin" },
	{ "/e/bin", "/e/bin:/e/bin" },
	{ "/bin:/e/bin", "/e/bin:/bin:/e/bin" },
	{ ".", "/e/bin:." },
	{ "/a b:/c\n:/*", "/e/bin:/a b:/c\n:/*" },
};

static const struct { const char *list, *without; } drops[] = {
	{ "/e/bin", "" },
	{ "/e/bin:/bin", "/bin" },
	{ "/bin:/e/bin", "/bin" },
	{ "/bin:/e/bin:/sbin", "/bin:/sbin" },
	{ "/bin:/e/bin:/sbin:/e/bin", "/bin:/sbin:/e/bin" },
	{ "/e/bin:/e/bin", "/e/bin" },
	{ "/e/bin:", "" },
	{ ":/e/bin", "" },
	{ ":/e/bin:", ":" },
	{ "/e/bin::", ":" },
	{ "::/e/bin", ":" },
	{ "/e/bin2:/bin", "/e/bin2:/bin" },
	{ "/e/bin/:/bin", "/e/bin/:/bin" },
	{ "/x/e/bin:/bin", "/x/e/bin:/bin" },
	{ "/e/bi:n", "/e/bi:n" },
	{ "", "" },
	{ ":", ":" },
};

static const struct { const char *list; bool has, leads; } finds[] = {
	{ NULL, false, false },
	{ "", false, false },
	{ "/e/bin", true, true },
	{ "/e/bin:/bin", true, true },
	{ "/bin:/e/bin", true, false },
	{ ":/e/bin", true, false },
	{ "/e/bin2", false, false },
	{ "/bin", false, false },
};

static const char *
shown(const char *list)
{
	return list == NULL ? "(unset)" : list;
}

static const char *
first_out(struct arena *a, const char *list)
{
	size_t n = pathlist_count(list, "/e/bin");

	return pathlist_keep(a, list, "/e/bin", 0, n == 0 ? 0 : n - 1);
}

/* What stays of many copies: so many in front, so many in the end. */
static const struct {
	const char *list;
	size_t first, last;
	const char *kept;
} keeps[] = {
	{ "/e/bin:/a:/e/bin:/b:/e/bin", 0, 0, "/a:/b" },
	{ "/e/bin:/a:/e/bin:/b:/e/bin", 1, 0, "/e/bin:/a:/b" },
	{ "/e/bin:/a:/e/bin:/b:/e/bin", 0, 1, "/a:/b:/e/bin" },
	{ "/e/bin:/a:/e/bin:/b:/e/bin", 1, 1, "/e/bin:/a:/b:/e/bin" },
	{ "/e/bin:/a:/e/bin:/b:/e/bin", 2, 1, "/e/bin:/a:/e/bin:/b:/e/bin" },
	{ "/e/bin:/e/bin", 0, 0, "" },
	{ ":/e/bin::/e/bin:", 0, 0, "::" },
	{ "/e/bin2:/e/bin/", 0, 0, "/e/bin2:/e/bin/" },
	{ "", 0, 0, "" },
};

static void
test_keeps(struct arena *a)
{
	for (size_t i = 0; i < ROWS(keeps); i++)
		is_str(pathlist_keep(a, keeps[i].list, "/e/bin",
		    keeps[i].first, keeps[i].last), keeps[i].kept,
		    "%zu in front and %zu in the end stay of \"%s\"",
		    keeps[i].first, keeps[i].last, keeps[i].list);
	is_int(pathlist_count(NULL, "/e/bin"), 0, "no list, no copy");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(adds); i++) {
		const char *list = adds[i].list;
		const char *with = pathlist_add(&a, list, "/e/bin");

		is_str(with, adds[i].with, "an entry leads \"%s\"",
		    shown(list));
		is_str(first_out(&a, with),
		    list == NULL ? "" : list,
		    "taken out, it leaves \"%s\" as it was", shown(list));
	}
	for (size_t i = 0; i < ROWS(drops); i++)
		is_str(first_out(&a, drops[i].list),
		    drops[i].without, "\"%s\" without its first /e/bin",
		    drops[i].list);
	for (size_t i = 0; i < ROWS(finds); i++) {
		is_int(pathlist_has(finds[i].list, "/e/bin"), finds[i].has,
		    "/e/bin is%s on \"%s\"", finds[i].has ? "" : " not",
		    shown(finds[i].list));
		is_int(pathlist_has_env(finds[i].list, "/e"), finds[i].has,
		    "the env /e is%s on \"%s\"", finds[i].has ? "" : " not",
		    shown(finds[i].list));
		is_int(pathlist_leads(finds[i].list, "/e/bin"),
		    finds[i].leads, "/e/bin does%s lead \"%s\"",
		    finds[i].leads ? "" : " not", shown(finds[i].list));
	}
	test_keeps(&a);
	return done_testing();
}
