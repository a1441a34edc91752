#include "config.h"

#include "core/guard.h"

#include "base/arena.h"

void
guard_add(struct arena *a, struct guard *g, enum watch_kind kind,
    const char *path)
{
	if (g->n == g->room) {
		size_t room = g->room == 0 ? 32 : g->room * 2;

		g->watches = arena_grow(a, g->watches,
		    g->room * sizeof(*g->watches), room * sizeof(*g->watches));
		g->room = room;
	}
	g->watches[g->n++] = (struct watch){ kind, path };
}
