#include "config.h"

#include "core/shell/watch.h"

#include "base/arena.h"

void
guard_add(struct arena *a, struct guard *g, enum watch_kind kind,
    const char *path)
{
	g->watches = arena_more(a, g->watches, g->n, &g->room, 32,
	    sizeof(*g->watches));
	g->watches[g->n++] = (struct watch){ .kind = kind, .path = path };
}

void
guard_add_same(struct arena *a, struct guard *g, const char *path,
    const char *other)
{
	guard_add(a, g, WATCH_SAME, path);
	g->watches[g->n - 1].other = other;
}
