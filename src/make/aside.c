#include "config.h"

#include "make/aside.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/pyvenv.h"
#include "core/vcs.h"
#include "make/journal.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/identity.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/subtree.h"
#include "sys/tree.h"

/* The names at the top of an env, whoever made it or installed something. */
static const char *const env_names[] = {
	"bin", "include", "lib", "lib64", "share", "local", "etc", "man",
	PYVENV_CFG, ".gitignore", ".lock", "CACHEDIR.TAG", NULL,
};

/* Files with which a directory still counts as empty. */
static const char *const spared[] = {
	".gitignore", ".gitkeep", ".keep", "CACHEDIR.TAG", NULL,
};

static bool
aside_fail(const struct aside *s, const char *name, const char *hint)
{
	struct arena *a = s->journal->arena;

	return fault_set(s->fault, name == NULL ? s->path :
	    text_join(a, s->path, "/", name, NULL),
	    error_last() == ERROR_MOUNT ?
	    "something is mounted there, and would be lost with it" :
	    error_reason(a), hint);
}

/* The name in the directory of what is aside; NULL: nothing is. */
static const char *
aside_name(const struct journal *j)
{
	const char *slash = j->aside == NULL ? NULL : strchr(j->aside, '/');

	return slash == NULL ? NULL : slash + 1;
}

bool
aside_apart(const struct journal *j, const char *name)
{
	const char *aside = aside_name(j);

	return strcmp(name, "lost+found") == 0 ||
	    (aside != NULL && strcmp(name, aside) == 0);
}

bool
aside_usual(const char *name)
{
	for (size_t i = 0; env_names[i] != NULL; i++)
		if (strcmp(name, env_names[i]) == 0)
			return true;
	return false;
}

static unsigned
spared_bit(const char *name)
{
	for (int i = 0; spared[i] != NULL; i++)
		if (strcmp(name, spared[i]) == 0)
			return 1u << i;
	return 0;
}

unsigned
aside_spared(int dirfd, const char *name)
{
	return node_at(dirfd, name, false).kind == NODE_FILE ?
	    spared_bit(name) : 0;
}

int
aside_enter(const struct aside *s)
{
	const char *name = aside_name(s->journal);

	return name == NULL ? -1 : tree_enter(s->fd, name);
}

bool
aside_there(const struct aside *s)
{
	int fd = aside_enter(s);
	struct identity id;

	if (fd < 0)
		return false;
	id = identity_open(s->journal->arena, fd, NULL);
	fd_close(fd);
	return identity_same(&s->journal->old, &id);
}

/*
 * Move all names but those apart: with cfg pyvenv.cfg alone, without it all
 * others.  *failed is the name that could not be moved; NULL: another fault.
 */
static bool
move_all(const struct aside *s, int from, int to, bool cfg, const char **failed)
{
	struct names *list = tree_list(from);
	const char *name;
	bool done = list != NULL;
	size_t moved = 0;

	*failed = NULL;
	while (done && (name = tree_next(list)) != NULL) {
		if (aside_apart(s->journal, name) ||
		    (strcmp(name, PYVENV_CFG) == 0) != cfg)
			continue;
		done = name_move_own(from, to, name);
		moved++;
		if (!done)
			*failed = arena_string(s->journal->arena, name);
	}
	done = done && error_last() == ERROR_NONE;
	tree_end(list);
	/* again: a listing may skip names while others are moved away */
	return done && (moved == 0 || move_all(s, from, to, cfg, failed));
}

bool
aside_marks(const char *name)
{
	return vcs_marks(name) || strcmp(name, "pyproject.toml") == 0 ||
	    strcmp(name, "setup.py") == 0;
}

/* Does the name mark the directory as a project?  Then the fault is filled. */
static bool
aside_is_project(const struct aside *s, const char *name)
{
	if (!aside_marks(name))
		return false;
	return !fault_set(s->fault, s->path, text_join(s->journal->arena,
	    "is a project as well as an environment: it holds ", name, NULL),
	    "nothing was deleted: delete by hand what is not needed");
}

bool
aside_look(const struct aside *s)
{
	struct arena *a = s->journal->arena;
	struct names *list = tree_list(s->fd);
	const char *name, *failed = NULL;
	bool done = list != NULL;

	while (done && (name = tree_next(list)) != NULL) {
		if (aside_apart(s->journal, name))
			continue;
		if (aside_is_project(s, name)) {
			done = false;
			break;
		}
		if (subtree_removable(a, s->fd, name, &failed))
			continue;
		done = aside_fail(s, subtree_failed(a, name, failed), NULL);
	}
	if (list == NULL)
		aside_fail(s, NULL, NULL);
	tree_end(list);
	return done;
}

static bool
aside_make(const struct aside *s, int *aside)
{
	struct journal *j = s->journal;
	struct arena *a = j->arena;
	const char *name = text_join(a, journal_beside(j), "-old", NULL);

	/* the journal has the name before there is such a directory */
	if (!journal_write(j, false, s->fault))
		return false;
	if (!name_make_dir(s->fd, name, 0700)) {
		aside_fail(s, NULL, NULL);
		journal_end(j);
		return false;
	}
	*aside = tree_enter(s->fd, name);
	if (*aside >= 0) {
		j->old = identity_open(a, *aside, NULL);
		j->aside = text_join(a, path_base(str_from(j->place)).p, "/",
		    name, NULL);
		j->drop = false;
		if (journal_write(j, true, s->fault))
			return true;
		fd_close(*aside);
		j->aside = NULL;
	} else {
		aside_fail(s, NULL, NULL);
	}
	name_remove_dir(s->fd, name);
	journal_end(j);
	return false;
}

/*
 * Where moving failed.  There is no mount, as aside_look saw: overlayfs cannot
 * rename a directory that an image, its lower layer, brought.
 */
static bool
aside_fixed(const struct aside *s, const char *failed)
{
	if (error_last() != ERROR_MOUNT)
		return aside_fail(s, failed, NULL);
	return fault_set(s->fault, s->path, "came with an image, and overlayfs "
	    "can move none of it aside", "'venvhook remove' deletes it, and "
	    "'venvhook create' then makes a new one");
}

bool
aside_take(const struct aside *s)
{
	const char *failed;
	struct fault why;
	int aside;
	bool done;

	if (!aside_look(s) || !aside_make(s, &aside))
		return false;
	done = move_all(s, s->fd, aside, true, &failed) &&
	    move_all(s, s->fd, aside, false, &failed);
	if (!done)
		aside_fixed(s, failed);
	fd_close(aside);
	if (done)
		return true;
	why = *s->fault;
	if (aside_restore(s))
		journal_end(s->journal);
	*s->fault = why;
	return false;
}

/* Delete one name, if it is there; what is aside is left alone. */
static bool
wipe_name(const struct aside *s, const char *name)
{
	const char *failed;

	if (aside_apart(s->journal, name) ||
	    (s->journal->kept & spared_bit(name)) != 0 ||
	    subtree_remove(s->journal->arena, s->fd, name, &failed))
		return true;
	return aside_fail(s, subtree_failed(s->journal->arena, name, failed),
	    NULL);
}

bool
aside_wipe(const struct aside *s)
{
	int aside = aside_enter(s);
	struct names *list = aside < 0 ? NULL : tree_list(aside);
	const char *name;
	bool done = wipe_name(s, PYVENV_CFG) &&
	    wipe_name(s, journal_beside(s->journal));

	for (size_t i = 0; done && env_names[i] != NULL; i++)
		done = wipe_name(s, env_names[i]);
	while (done && list != NULL && (name = tree_next(list)) != NULL)
		done = wipe_name(s, name);
	tree_end(list);
	fd_close(aside);
	return done;
}

bool
aside_restore(const struct aside *s)
{
	const char *failed = NULL;
	bool done = s->journal->made.kind == IDENTITY_NONE || aside_wipe(s);
	int aside = aside_enter(s);

	done = done && aside >= 0 &&
	    move_all(s, aside, s->fd, false, &failed) &&
	    move_all(s, aside, s->fd, true, &failed);
	fd_close(aside);
	if (done && name_remove_dir(s->fd, aside_name(s->journal)))
		return true;
	return aside_fail(s, failed, text_join(s->journal->arena, "what was "
	    "there before is in ", s->path, "/", aside_name(s->journal),
	    NULL));
}

bool
aside_drop(const struct aside *s)
{
	const char *name = aside_name(s->journal), *failed;

	if (subtree_remove(s->journal->arena, s->fd, name, &failed))
		return true;
	return aside_fail(s, subtree_failed(s->journal->arena, name, failed),
	    "that is left of what was there before; the next create, recreate "
	    "or remove tries again");
}
