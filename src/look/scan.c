#include "config.h"

#include "look/scan.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "core/text/redirect.h"
#include "core/rule/settings.h"
#include "sys/node.h"

enum { LEVELS_MAX = 100 };

/* A function of its own: a page of stack is not free. */
static const char *
scan_cwd(struct arena *a)
{
	char room[PATH_MAX];

	if (getcwd(room, sizeof(room)) == NULL || room[0] != '/')
		return NULL;
	return arena_string(a, room);
}

/* Is it the path of the working directory, without a link in it? */
static bool
is_physical(struct arena *a, const char *path)
{
	size_t size = strlen(path) + 1;
	char *room = arena_alloc(a, size, 1);

	/* A longer one does not fit and is another one. */
	return getcwd(room, size) != NULL && strcmp(room, path) == 0;
}

static const char *
start_path(struct arena *a, const struct vars *v, struct start *start)
{
	const char *pwd = v->pwd != NULL && v->pwd[0] == '/' ?
	    path_clean(a, v->pwd) : NULL;
	struct node named;

	start->physical = true;
	if (pwd != NULL && is_physical(a, pwd))
		return pwd;
	start->node = node_at(AT_FDCWD, ".", true);
	if (start->node.kind != NODE_DIR)
		return NULL;
	if (pwd == NULL)
		return scan_cwd(a);
	named = node_at(AT_FDCWD, pwd, true);
	start->physical = !node_same(&start->node, &named);
	return start->physical ? scan_cwd(a) : pwd;
}

struct start
scan_start(struct arena *a, const struct vars *v)
{
	struct start start = { .node = { .kind = NODE_ABSENT } };

	start.path = start_path(a, v, &start);
	return start;
}

/* A file of another name than ".venv" is somebody's script or secrets. */
static bool
is_candidate(const struct probe *p, const char *name)
{
	return p->kind == NODE_DIR || p->kind == NODE_LINK ||
	    p->kind == NODE_OTHER ||
	    (p->kind == NODE_FILE && redirect_named(name));
}

struct walk {
	struct arena *arena;
	const struct settings *settings;
	struct start start;
	struct node here;	/* the level, where a mount may be on the way */
	const char *home;
	struct node home_node;
	struct buf near;	/* "../.." to the level, where that is it */
	bool below;		/* home is a prefix of the start */
	bool mounts;		/* a mount may be on the way */
	struct probe *probes;
	size_t n, room;
};

/*
 * The name in dir, by the shortest way: where no link is in the path of the
 * working directory, ".." is the level above, and a lookup from here costs
 * the kernel a third of one from the root.
 */
static const char *
walk_path(struct walk *w, const char *dir, const char *name)
{
	bool near = w->start.physical;

	return text_join(w->arena, near ? buf_string(&w->near) : dir,
	    near ? "" : "/", name, NULL);
}

static struct probe *
walk_probe(struct walk *w)
{
	w->probes = arena_more(w->arena, w->probes, w->n, &w->room, 8,
	    sizeof(*w->probes));
	return &w->probes[w->n++];
}

/* Look for each name in dir; true when one is there. */
static bool
walk_level(struct walk *w, const char *dir)
{
	const struct words *names = &w->settings->names;

	for (size_t i = 0; i < names->n; i++) {
		struct probe *p = walk_probe(w);

		p->path = text_join(w->arena, dir, "/", names->p[i], NULL);
		p->kind = node_named(walk_path(w, dir, names->p[i])).kind;
		if (is_candidate(p, names->p[i]))
			return true;
	}
	return false;
}

static bool
is_ceiling(const struct settings *s, const char *dir)
{
	for (size_t i = 0; i < s->ceiling.n; i++)
		if (strcmp(s->ceiling.p[i], dir) == 0)
			return true;
	return false;
}

/* May dir be searched?  If not, why the walk stops in front of it. */
static bool
walk_enters(struct walk *w, const char *dir, enum stop *stop)
{
	*stop = STOP_ROOT;
	if (strcmp(dir, "/") == 0)
		return false;
	*stop = STOP_CEILING;
	if (is_ceiling(w->settings, dir))
		return false;
	*stop = STOP_MOUNT;
	if (!w->mounts)
		return true;
	w->here = node_at(AT_FDCWD, walk_path(w, dir, "."), true);
	return w->here.dev == w->start.node.dev;
}

static bool
is_home(const struct walk *w, const char *dir)
{
	return w->below ? strcmp(dir, w->home) == 0 :
	    node_same(&w->here, &w->home_node);
}

/*
 * What is asked only where the first level has nothing; false: "." cannot be
 * read.  Below home by name home is met by name; else a link may lead there.
 * Where both ends of the way are on one file system, all between is taken to
 * be.
 */
static bool
walk_far(struct walk *w, const char *home)
{
	struct start *start = &w->start;

	if (start->node.kind == NODE_ABSENT)
		start->node = node_at(AT_FDCWD, ".", true);
	w->here = start->node;
	w->mounts = true;
	if (home == NULL || home[0] != '/')
		return start->node.kind == NODE_DIR;
	w->home = path_clean(w->arena, home);
	w->home_node = node_at(AT_FDCWD, w->home, true);
	w->below = path_within(str_from(start->path), str_from(w->home));
	w->mounts = !w->below || !start->physical ||
	    w->home_node.kind != NODE_DIR ||
	    w->home_node.dev != start->node.dev;
	return start->node.kind == NODE_DIR;
}

static enum stop
walk_up(struct walk *w, const char *home, struct search *s)
{
	struct str dir = str_from(s->start);
	enum stop stop;

	for (int level = 0; level < LEVELS_MAX; level++) {
		s->stopped = str_copy(w->arena, dir);
		if (!walk_enters(w, s->stopped, &stop))
			return stop;
		if (walk_level(w, s->stopped))
			return STOP_FOUND;
		if (level == 0 && !walk_far(w, home))
			return STOP_NOWHERE;
		if (is_home(w, s->stopped))
			return STOP_HOME;
		dir = path_dir(dir);
		buf_text(&w->near, "../");
	}
	return STOP_LONG;
}

void
scan(struct arena *a, const struct start *start, const char *home,
    const struct settings *settings, struct search *s)
{
	struct walk w = { .arena = a, .settings = settings, .start = *start };

	*s = (struct search){ .start = start->path, .stop = STOP_NOWHERE };
	if (start->path == NULL)
		return;
	s->physical = start->physical;
	w.near = buf_in(a);
	if ((s->stop = walk_up(&w, home, s)) == STOP_NOWHERE) {
		s->start = NULL;
		return;
	}
	s->probes = w.probes;
	s->nprobes = w.n;
}

const char *
scan_marker(struct arena *a, const struct settings *settings, const char *dir)
{
	for (size_t i = 0; i < settings->markers.n; i++)
		if (node_named(text_join(a, dir, "/", settings->markers.p[i],
		    NULL)).kind == NODE_FILE)
			return settings->markers.p[i];
	return NULL;
}
