#include "config.h"

#include "look/known.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/manager/manager.h"
#include "core/python/pyvenv.h"
#include "core/vars.h"
#include "look/keepers.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/mount.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/tree.h"
#include "sys/walk.h"

/* For the walk, which gives it back; what is found is kept elsewhere. */
enum { SCAN_MEMORY = 2 << 20 };

static const char cfg[] = "/" PYVENV_CFG;

void
known_add(struct known *k, const char *path)
{
	const char *real = node_real(k->arena, path);

	k->paths = arena_more(k->arena, k->paths, k->n, &k->room, 64,
	    sizeof(*k->paths));
	k->paths[k->n++] = real == NULL ? arena_string(k->arena, path) : real;
}

static bool
is_env(struct arena *a, const char *path)
{
	return node_followed(text_join(a, path, cfg, NULL)).kind == NODE_FILE;
}

/* The envs in a directory, or in those below it. */
static void
store_read(struct known *k, const char *dir, unsigned depth)
{
	int fd = tree_open_followed(dir);
	struct names *names = fd < 0 ? NULL : tree_list(fd);
	const char *name;

	while (names != NULL && (name = tree_next(names)) != NULL) {
		const char *path = text_join(k->arena, dir, "/", name, NULL);

		progress_tick(k->progress);
		if (name[0] == '.')
			continue;
		if (is_env(k->arena, path))
			known_add(k, path);
		else if (depth > 1)
			store_read(k, path, depth - 1);
	}
	tree_end(names);
	if (fd >= 0)
		fd_drop(fd);
}

/* Add a store, and read it unless another manager has the same. */
static void
store_add(struct known *k, const struct manager *row, size_t i)
{
	const char *dir = keepers_store(k->arena, k->vars, row, i);
	bool read = false;

	if (dir == NULL || (dir = node_real(k->arena, dir)) == NULL)
		return;
	for (size_t j = 0; j < k->nstores && !read; j++)
		read = strcmp(k->stores[j].dir, dir) == 0 &&
		    k->stores[j].depth >= row->stores[i].depth;
	k->stores = arena_more(k->arena, k->stores, k->nstores,
	    &k->stores_room, MANAGERS, sizeof(*k->stores));
	k->stores[k->nstores++] = (struct known_store){ .dir = dir,
	    .depth = row->stores[i].depth, .row = row };
	if (!read)
		store_read(k, dir, row->stores[i].depth);
}

void
known_stores(struct known *k)
{
	for (size_t m = 0; m < MANAGERS; m++)
		for (size_t i = 0; i < MANAGER_STORES_MAX &&
		    managers[m]->stores[i].where != NULL; i++)
			store_add(k, managers[m], i);
}

bool
known_in_store(const struct known_store *s, const char *path)
{
	size_t n = strlen(s->dir), levels = 0;

	if (!path_within(str_from(path), str_from(s->dir)))
		return false;
	for (const char *c = path + n; *c != '\0'; c++)
		levels += *c == '/';
	return levels > 0 && levels <= s->depth;
}

/* What a scan has come to: the path of the directory that it is in. */
struct scan {
	struct known *known;
	struct buf path;
	const char *cache;	/* ours: its seeds look like envs; or NULL */
};

static bool
scan_enter(struct walk *w, int dirfd, const char *name)
{
	struct scan *s = w->context;

	(void)dirfd;
	buf_texts(&s->path, "/", name, NULL);
	return true;
}

static bool
scan_leave(struct walk *w, int dirfd, const char *name)
{
	struct scan *s = w->context;

	(void)dirfd;
	s->path.n -= strlen(name) + 1;
	return true;
}

/* Envs are not looked into, nor directories that hold much and no env. */
static enum walk_step
scan_look(struct walk *w, int dirfd, const char *name)
{
	static const char *const passed[] = { ".git", ".hg", "node_modules",
		"__pycache__" };
	struct scan *s = w->context;
	const char *path;
	int fd;

	progress_tick(s->known->progress);
	for (size_t i = 0; i < sizeof(passed) / sizeof(passed[0]); i++)
		if (strcmp(name, passed[i]) == 0)
			return WALK_NEXT;
	if (node_at(dirfd, name, false).kind != NODE_DIR ||
	    mount_at(dirfd, name))
		return WALK_NEXT;
	path = text_join(w->arena, str_copy(w->arena, buf_view(&s->path)),
	    "/", name, NULL);
	if (s->cache != NULL && strcmp(path, s->cache) == 0)
		return WALK_NEXT;
	if (node_there(dirfd, text_join(w->arena, name, cfg, NULL))) {
		known_add(s->known, path);
		return WALK_NEXT;
	}
	/* The walk would end where it may not read. */
	if ((fd = tree_enter(dirfd, name)) < 0)
		return WALK_NEXT;
	fd_drop(fd);
	return WALK_ENTER;
}

/* A directory may hold more names than there is memory for their paths. */
static enum walk_step
scan_visit(struct walk *w, int dirfd, const char *name)
{
	struct arena mark = *w->arena;
	enum walk_step step = scan_look(w, dirfd, name);

	*w->arena = mark;
	return step;
}

bool
known_scan(struct known *k, const char *dir, struct fault *f)
{
	struct scan scan = { .known = k, .path = buf_in(k->arena) };
	struct arena own = arena_over(arena_alloc(k->arena, SCAN_MEMORY, 1),
	    SCAN_MEMORY, k->arena->full);
	struct walk walk = { .arena = &own, .context = &scan,
	    .visit = scan_visit, .enter = scan_enter, .leave = scan_leave };
	const char *real = node_real(k->arena, dir);
	int fd = real == NULL ? -1 : tree_open(real);
	bool done;

	if (fd < 0)
		return fault_set(f, dir, error_reason(k->arena), NULL);
	buf_text(&scan.path, real);
	scan.cache = dirs_cache(k->arena, k->vars);
	if (scan.cache != NULL)
		scan.cache = node_real(k->arena, scan.cache);
	done = walk_run(&walk, fd);
	fd_drop(fd);
	return done || fault_set(f, text_join(k->arena, real, "/",
	    walk.failed == NULL ? "" : walk.failed, NULL),
	    error_reason(k->arena), NULL);
}

void
known_sort(struct known *k)
{
	size_t n = 0;

	tree_sort(k->paths, k->n);
	for (size_t i = 0; i < k->n; i++)
		if (n == 0 || strcmp(k->paths[n - 1], k->paths[i]) != 0)
			k->paths[n++] = k->paths[i];
	k->n = n;
}

const char *
known_below(const struct known *k, const char *dir)
{
	const char *first = text_join(k->arena, dir, "/", NULL);
	size_t from = 0, to = k->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(k->paths[middle], first) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < k->n && str_starts(str_from(k->paths[from]),
	    str_from(first)) ? k->paths[from] : NULL;
}
