#include "config.h"

#include "look/repository.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/node.h"

/* Is dir, as the repository spells it, the directory of the env? */
static bool
repository_same(void *world, struct str dir)
{
	const struct repository *r = world;
	struct node node = node_followed(text_join(r->arena, r->dir, "/",
	    str_copy(r->arena, dir), NULL));

	return node_same(&node, &r->env->contents.dir);
}

struct repository
repository_at(struct repository like, const char *dir)
{
	struct str path = str_from(like.path);
	size_t n = strlen(dir);

	like.dir = dir;
	like.tracked = (struct tracked){
		.env = n < path.n ? str_range(path.p + n + 1, path.p + path.n) :
		    (struct str){ path.p + n, 0 },
	};
	like.reason = NULL;
	return like;
}

/* The path with the case of its last name turned round; NULL: no letters. */
static const char *
turned(struct arena *a, const char *path)
{
	char *other = arena_string(a, path);
	char *name = strrchr(other, '/');
	bool any = false;

	for (char *p = name; p != NULL && *p != '\0'; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')) {
			*p ^= 'a' ^ 'A';
			any = true;
		}
	}
	return any ? other : NULL;
}

/* Does the file system ignore case here?  Yes where the name has no letters. */
static bool
is_folded(struct arena *a, const struct env *env)
{
	const char *other = turned(a, env->where.canonical);
	struct node node;

	if (other == NULL)
		return true;
	node = node_named(other);
	return node_same(&node, &env->contents.dir);
}

void
repository_begin(struct repository *r)
{
	r->tracked.world = r;
	r->tracked.same = is_folded(r->arena, r->env) ? repository_same : NULL;
}

void
repository_fault(struct repository *r, const char *system, const char *rest)
{
	r->reason = text_join(r->arena, "the ", system, " repository ", r->dir,
	    " ", rest, NULL);
}

bool
repository_locked(const struct repository *r, const char *lock)
{
	const struct contents *in = &r->env->contents;
	struct node node = node_named(lock);

	return node.kind != NODE_ABSENT && (!node_newer(&node, &in->dir) ||
	    !node_newer(&node, &in->bin) || !node_newer(&node, &in->cfg));
}
