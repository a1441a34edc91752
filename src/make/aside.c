#include "config.h"

#include "make/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/facts.h"
#include "sys/node.h"
#include "sys/tree.h"

static const char suffix[] = ".venvhook-old";

bool
aside_open(struct aside *s, struct arena *a, const struct env *env)
{
	struct str path = str_from(env->canonical);
	struct str dir = path_dir(path), name = path_base(path);
	struct node now;

	*s = (struct aside){ .arena = a };
	s->name = str_copy(a, name);
	s->old = text_join(a, s->name, suffix, NULL);
	s->dir = openat(AT_FDCWD, str_copy(a, dir),
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (s->dir < 0)
		return false;
	now = node_at(s->dir, s->name, false);
	if (node_same(&now, &env->dir))
		return true;
	close(s->dir);
	errno = ESTALE;
	return false;
}

bool
aside_take(struct aside *s)
{
	return tree_remove(s->dir, s->old) &&
	    renameat(s->dir, s->name, s->dir, s->old) == 0;
}

bool
aside_restore(struct aside *s)
{
	return tree_remove(s->dir, s->name) &&
	    renameat(s->dir, s->old, s->dir, s->name) == 0;
}

bool
aside_drop(struct aside *s)
{
	return tree_remove(s->dir, s->old);
}

bool
aside_rescue(struct arena *a, const char *place)
{
	const char *old = text_join(a, place, suffix, NULL);

	return node_named(place).kind == NODE_ABSENT &&
	    node_named(old).kind == NODE_DIR && rename(old, place) == 0;
}

static bool merge(int from, int to);

/* A directory of both is gone through; anything else of both stays new. */
static bool
merge_name(int from, int to, const char *name)
{
	struct node theirs = node_at(to, name, false);
	struct node ours = node_at(from, name, false);
	int below, above;
	bool done;

	if (theirs.kind == NODE_ABSENT)
		return renameat(from, name, to, name) == 0;
	if (theirs.kind != NODE_DIR || ours.kind != NODE_DIR)
		return true;
	below = tree_enter(from, name);
	above = tree_enter(to, name);
	done = below >= 0 && above >= 0 && merge(below, above);
	if (below >= 0)
		close(below);
	if (above >= 0)
		close(above);
	return done;
}

static bool
merge(int from, int to)
{
	DIR *list = tree_list(from);
	const char *name;
	bool done = list != NULL;

	while (done && (name = tree_next(list)) != NULL)
		done = merge_name(from, to, name);
	if (list != NULL)
		closedir(list);
	return done;
}

bool
aside_merge(struct aside *s)
{
	int from = tree_enter(s->dir, s->old);
	int to = tree_enter(s->dir, s->name);
	bool done = from >= 0 && to >= 0 && merge(from, to);

	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return done;
}
