#include "config.h"

#include "core/shell/watch.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* In this order, and whether each is left. */
static const struct {
	enum watch_kind kind;
	const char *path;
	bool stays;
} tests[] = {
	{ WATCH_THERE, "/p", false },
	{ WATCH_THERE, "/p/.venv", false },
	{ WATCH_THERE, "/p/.venv/pyvenv.cfg", true },
	{ WATCH_THERE, "/p/.venv/bin", false },
	{ WATCH_NOT_NEWER, "/p/.venv/bin", true },
	{ WATCH_THERE, "/p/.venv/bin/python", true },
	{ WATCH_THERE, "/p/.ve", true },
	{ WATCH_ABSENT, "/q", true },
	{ WATCH_ABSENT, "/q/x", true },
	{ WATCH_THERE, "/r", true },
	{ WATCH_FREE, "/r/x", true },
	{ WATCH_NO_LINK, "/p/.venv", true },
};

int
main(void)
{
	struct arena arena = arena_fresh();
	struct watch w = { .n = 0 };
	size_t at = 0;

	for (size_t i = 0; i < ROWS(tests); i++)
		watch_add(&arena, &w, tests[i].kind, tests[i].path);
	watch_thin(&w);
	for (size_t i = 0; i < ROWS(tests); i++) {
		bool left = at < w.n && w.tests[at].kind == tests[i].kind &&
		    w.tests[at].path == tests[i].path;

		ok(left == tests[i].stays, "%s is %s", tests[i].path,
		    tests[i].stays ? "left" : "implied by one below it");
		at += left;
	}
	is_int(at, w.n, "nothing else is left");
	return done_testing();
}
