#include "config.h"

#include "look/owners.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "sys/node.h"

/* As many as the kernel follows on one way. */
enum { LINKS_MAX = 40 };

struct owners
owners_in(struct arena *a, const char *home)
{
	return (struct owners){ .arena = a, .home = home };
}

void
owners_add(struct owners *g, const char *path, struct node node, bool ancestor)
{
	g->list = arena_more(g->arena, g->list, g->n, &g->room, 16,
	    sizeof(*g->list));
	g->list[g->n++] = (struct owned){ path, node, ancestor };
}

/* The project heads the list already: there, sticky would not be enough. */
static bool
owners_has(const struct owners *g, const char *path)
{
	return g->n > 0 && strcmp(g->list[0].path, path) == 0;
}

/* Where home is a prefix of dir its name is enough, else a link may lead. */
void
owners_above(struct owners *g, const char *dir)
{
	struct str at = str_from(dir);
	struct str home = str_from(g->home == NULL ? "" : g->home);
	bool below = home.n > 0 && path_within(at, home);
	struct node end = { .kind = NODE_ABSENT };

	if (home.n > 0 && !below)
		end = node_at(AT_FDCWD, g->home, true);
	for (; at.n > 1 && !(below && path_within(home, at));
	    at = path_dir(at)) {
		const char *path = str_copy(g->arena, at);
		bool known = owners_has(g, path);
		struct node node = known ? g->list[0].node : node_named(path);

		if (node_same(&node, &end))
			return;
		if (!known)
			owners_add(g, path, node, true);
	}
}

static const char *
dir_of(struct arena *a, const char *path)
{
	struct str dir = path_dir(str_from(path));

	return str_copy(a, dir);
}

/* Who can write where a link stands can put another one there. */
static void
owners_link(struct owners *g, const char *path, struct node node)
{
	const char *dir = node_real(g->arena, dir_of(g->arena, path));
	const char *target = node_link(g->arena, path);

	if (dir == NULL || target == NULL || ++g->links > LINKS_MAX)
		node.kind = NODE_UNREADABLE;
	owners_add(g, path, node, true);
	if (node.kind == NODE_UNREADABLE)
		return;
	owners_above(g, dir);
	owners_way(g, target);
}

void
owners_way(struct owners *g, const char *path)
{
	struct str at = str_from(path);

	for (; at.n > 1; at = path_dir(at)) {
		const char *part = str_copy(g->arena, at);
		struct node node = node_named(part);

		if (node.kind == NODE_LINK)
			owners_link(g, part, node);
	}
}

const char *
owners_end(struct owners *g, const char *path, struct node *node)
{
	for (int i = 0; i < LINKS_MAX && node->kind == NODE_LINK; i++) {
		const char *next = node_link(g->arena, path);

		owners_add(g, path, *node, true);
		if (next == NULL)
			break;
		path = next;
		*node = node_named(path);
	}
	return path;
}
