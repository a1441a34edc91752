#include "config.h"

#include "core/guard.h"

#include "base/arena.h"

void
guard_add(struct arena *a, struct guard *g, enum watch_kind kind,
    const char *path)
{
	g->watches = arena_more(a, g->watches, g->n, &g->room, 32,
	    sizeof(*g->watches));
	g->watches[g->n++] = (struct watch){ kind, path };
}
