#include "config.h"

#include "core/shell/watch.h"

#include "base/arena.h"

void
watch_add(struct arena *a, struct watch *g, enum watch_kind kind,
    const char *path)
{
	g->tests = arena_more(a, g->tests, g->n, &g->room, 32,
	    sizeof(*g->tests));
	g->tests[g->n++] = (struct watch_test){ .kind = kind, .path = path };
}

void
watch_add_same(struct arena *a, struct watch *g, const char *path,
    const char *other)
{
	watch_add(a, g, WATCH_SAME, path);
	g->tests[g->n - 1].other = other;
}
