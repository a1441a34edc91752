#include "config.h"

#include "core/shell/pathlist.h"

#include "base/arena.h"
#include "tap.h"

static char memory[1 << 20];

static void
full(void)
{
	bail("out of memory");
}

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

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

int
main(void)
{
	struct arena a = arena_over(memory, sizeof(memory), full);

	for (size_t i = 0; i < ROWS(adds); i++) {
		const char *list = adds[i].list;
		const char *with = pathlist_add(&a, list, "/e/bin");

		is_str(with, adds[i].with, "an entry leads \"%s\"",
		    shown(list));
		is_str(pathlist_drop(&a, with, "/e/bin"),
		    list == NULL ? "" : list,
		    "taken out, it leaves \"%s\" as it was", shown(list));
	}
	for (size_t i = 0; i < ROWS(drops); i++)
		is_str(pathlist_drop(&a, drops[i].list, "/e/bin"),
		    drops[i].without, "\"%s\" without its first /e/bin",
		    drops[i].list);
	for (size_t i = 0; i < ROWS(finds); i++) {
		is_int(pathlist_has(finds[i].list, "/e/bin"), finds[i].has,
		    "/e/bin is%s on \"%s\"", finds[i].has ? "" : " not",
		    shown(finds[i].list));
		is_int(pathlist_leads(finds[i].list, "/e/bin"),
		    finds[i].leads, "/e/bin does%s lead \"%s\"",
		    finds[i].leads ? "" : " not", shown(finds[i].list));
	}
	return done_testing();
}
