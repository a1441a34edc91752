#include "config.h"

#include "make/removal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/facts.h"
#include "core/python/pyvenv.h"
#include "core/vars.h"
#include "make/aside.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/identity.h"
#include "sys/lock.h"
#include "sys/mount.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/subtree.h"
#include "sys/tree.h"

/* Other names that packages, makers of envs and systems put at their top. */
static const char *const usuals[] = {
	"doc", "sbin", "pip-selfcheck.json", ".DS_Store", ".Python",
	".project", "lost+found", NULL,
};

static bool
removal_fail(const struct removal *r, const char *failed, const char *hint)
{
	return fault_set(r->fault, failed == NULL ? r->path :
	    text_join(r->arena, r->path, "/", failed, NULL),
	    error_last() == ERROR_INTERRUPTED ? "cancelled" :
	    error_last() == ERROR_MOUNT ?
	    "something is mounted there" : error_reason(r->arena), hint);
}

/* Is the directory that is open still the one of that name? */
static bool
removal_same(const struct removal *r)
{
	struct node here = node_open(r->fd);
	struct node now = node_at(r->parent, r->name, false);

	return node_same(&here, &now) ||
	    fault_set(r->fault, r->path, "has changed meanwhile", NULL);
}

bool
removal_look(struct removal *r)
{
	struct aside all = { .journal = &r->journal, .path = r->path,
	    .fd = r->fd, .fault = r->fault };

	r->mount = mount_at(r->parent, r->name);
	return removal_same(r) && aside_look(&all);
}

static bool
removal_lock(struct removal *r, const struct env *env,
    struct progress *progress)
{
	struct str path = str_from(r->path);
	struct node here;

	r->parent = tree_open(str_copy(r->arena, path_dir(path)));
	r->fd = r->parent < 0 ? -1 : tree_enter(r->parent, r->name);
	if (r->fd < 0 || (!lock_wait(r->fd, progress) &&
	    error_last() == ERROR_INTERRUPTED))
		return removal_fail(r, NULL, NULL);
	here = node_open(r->fd);
	return node_same(&here, &env->contents.dir) ||
	    fault_set(r->fault, r->path, "has changed meanwhile", NULL);
}

bool
removal_may(struct arena *a, const struct vars *v, const struct env *env,
    struct fault *f)
{
	if (env->contents.dir.owner != v->user)
		return fault_set(f, env->where.found,
		    "belongs to somebody else", NULL);
	return owners_check(a, v, env->where.canonical, f);
}

bool
removal_open(struct removal *r, struct arena *a, const struct vars *v,
    const struct env *env, struct progress *progress, struct fault *f)
{
	const char *path = env->where.canonical;

	*r = (struct removal){ .arena = a, .fault = f, .parent = -1,
	    .fd = -1, .path = path, .journal = { .dir = -1 } };
	r->name = path_base(str_from(r->path)).p;
	if (removal_lock(r, env, progress) &&
	    journal_open(&r->journal, a, v, r->path, f) && removal_look(r))
		return true;
	removal_close(r);
	return false;
}

const char *
removal_strange(struct arena *a, int fd)
{
	struct names *list = fd < 0 ? NULL : tree_list(fd);
	const char *name, *strange = NULL;

	while (list != NULL && (strange == NULL || !aside_marks(strange)) &&
	    (name = tree_next(list)) != NULL) {
		bool usual = aside_usual(name);

		for (size_t i = 0; !usual && usuals[i] != NULL; i++)
			usual = strcmp(name, usuals[i]) == 0;
		if (!usual && (strange == NULL || aside_marks(name)))
			strange = arena_string(a, name);
	}
	tree_end(list);
	return strange;
}

void
removal_close(struct removal *r)
{
	journal_close(&r->journal);
	fd_close(r->fd);
	fd_close(r->parent);
	r->fd = r->parent = -1;
}

static bool
empty_name(const struct removal *r, const char *name)
{
	const char *failed;

	return subtree_remove(r->arena, r->fd, name, &failed) ||
	    removal_fail(r, subtree_failed(r->arena, name, failed),
	    "the rest is still there");
}

/*
 * If a run is killed, what is left must not be taken for whole: bin comes
 * first.  pyvenv.cfg comes last: as long as anything is left, it can be
 * removed.
 */
static bool
removal_empty(struct removal *r)
{
	struct names *list = tree_list(r->fd);
	const char *name;
	bool done = list != NULL ? empty_name(r, "bin") :
	    removal_fail(r, NULL, NULL);
	size_t removed = 0;

	while (done && (name = tree_next(list)) != NULL) {
		if (aside_apart(&r->journal, name) ||
		    strcmp(name, PYVENV_CFG) == 0)
			continue;
		done = empty_name(r, name);
		removed++;
	}
	tree_end(list);
	if (done && removed > 0)
		return removal_empty(r);
	return done && empty_name(r, PYVENV_CFG);
}

/* Rename it to a name beside it that nobody has. */
static bool
removal_rename(struct removal *r)
{
	struct journal *j = &r->journal;

	j->old = identity_open(r->arena, r->fd, NULL);
	j->aside = text_join(r->arena, r->name, journal_beside(j), NULL);
	j->drop = true;
	j->made.kind = IDENTITY_NONE;
	if (node_at(r->parent, j->aside, false).kind != NODE_ABSENT) {
		error_set(ERROR_EXISTS);
		return removal_fail(r, NULL, NULL);
	}
	if (!journal_write(j, true, r->fault)) {
		r->fixed = j->full;
		return false;
	}
	if (name_move(r->parent, r->name, r->parent, j->aside))
		return true;
	r->fixed = error_last() == ERROR_MOUNT || error_last() == ERROR_FULL;
	removal_fail(r, NULL, NULL);
	journal_end(j);
	return false;
}

bool
removal_run(struct removal *r)
{
	if (!r->mount && removal_rename(r))
		return removal_finish(&r->journal, r->fault);
	if (!r->mount && !r->fixed)
		return false;
	return removal_empty(r) && (r->mount ||
	    name_remove_dir(r->parent, r->name) ||
	    removal_fail(r, NULL, NULL));
}

/* What is put aside has the name of its directory in front. */
bool
removal_begun(const struct journal *j)
{
	return j->aside != NULL && j->drop && strchr(j->aside, '/') == NULL;
}

bool
removal_finish(struct journal *j, struct fault *f)
{
	struct str path = str_from(j->place);
	const char *dir = str_copy(j->arena, path_dir(path)), *failed = NULL;
	int parent = tree_open(dir);
	int fd = parent < 0 ? -1 : tree_enter(parent, j->aside);
	struct identity id = { .kind = IDENTITY_NONE };
	bool done = true;

	if (fd >= 0)
		id = identity_open(j->arena, fd, NULL);
	if (identity_same(&j->old, &id))
		done = subtree_remove(j->arena, parent, j->aside, &failed) ||
		    fault_set(f, text_join(j->arena, dir, "/",
		    subtree_failed(j->arena, j->aside, failed), NULL),
		    error_reason(j->arena), "that is left of an environment "
		    "that was removed; the next create, recreate or remove "
		    "tries again");
	fd_close(fd);
	fd_close(parent);
	if (done)
		journal_end(j);
	return done;
}

/* What was renamed, beside its place; -1: it is gone. */
static int
removal_left(const struct journal *j)
{
	struct str dir = path_dir(str_from(j->place));

	return tree_open(text_join(j->arena, str_copy(j->arena, dir), "/",
	    j->aside, NULL));
}

bool
removal_wait(struct journal *j, struct progress *progress, struct fault *f)
{
	int fd = removal_left(j);
	bool done = (fd < 0 || lock_wait(fd, progress) ||
	    error_last() != ERROR_INTERRUPTED) ? removal_finish(j, f) :
	    fault_set(f, j->place, "cancelled", NULL);

	fd_close(fd);
	return done;
}

/* Where another process has the directory locked, that one will finish it. */
static void
sweep_one(struct arena *a, const struct vars *v, const char *place)
{
	struct journal j;
	struct fault f;
	int fd;

	if (!journal_open(&j, a, v, place, &f))
		return;
	if (removal_begun(&j)) {
		fd = removal_left(&j);
		if (fd < 0 || lock_try(fd) ||
		    error_last() != ERROR_BUSY)
			removal_finish(&j, &f);
		fd_close(fd);
	}
	journal_close(&j);
}

void
removal_sweep(struct arena *a, const struct vars *v)
{
	const char **places = journal_drops(a, v);

	for (size_t i = 0; places[i] != NULL; i++)
		sweep_one(a, v, places[i]);
}
