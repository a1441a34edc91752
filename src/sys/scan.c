#include "config.h"

#include "sys/scan.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/environ.h"
#include "core/redirect.h"
#include "core/settings.h"
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

const char *
scan_start(struct arena *a, const struct environ *e, struct node *here)
{
	struct node named, unused;

	if (here == NULL)
		here = &unused;
	*here = node_at(AT_FDCWD, ".", true);
	if (here->kind != NODE_DIR)
		return NULL;
	if (e->pwd != NULL && e->pwd[0] == '/') {
		const char *pwd = path_clean(a, e->pwd);

		named = node_at(AT_FDCWD, pwd, true);
		if (node_same(here, &named))
			return pwd;
	}
	return scan_cwd(a);
}

/* A file of another name than ".something" is somebody's script, no env. */
static bool
is_candidate(const struct place *p, const char *name)
{
	return p->kind == NODE_DIR || p->kind == NODE_LINK ||
	    p->kind == NODE_OTHER ||
	    (p->kind == NODE_FILE && name[0] == '.');
}

struct walk {
	struct arena *arena;
	const struct settings *settings;
	const char *home;
	struct node home_node;	/* where home is no prefix of the start */
	struct node first;
	struct buf near;	/* "../.." to the level, where that is it */
	bool physical;
	struct place *places;
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
	return text_join(w->arena, w->physical ? buf_string(&w->near) : dir,
	    w->physical ? "" : "/", name, NULL);
}

static struct place *
walk_place(struct walk *w)
{
	if (w->n == w->room) {
		size_t room = w->room == 0 ? 24 : w->room * 2;

		w->places = arena_grow(w->arena, w->places,
		    w->room * sizeof(*w->places), room * sizeof(*w->places));
		w->room = room;
	}
	return &w->places[w->n++];
}

/* Look for each name in dir; true when one is there. */
static bool
walk_level(struct walk *w, const char *dir)
{
	const struct words *names = &w->settings->names;

	for (size_t i = 0; i < names->n; i++) {
		struct place *p = walk_place(w);

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
walk_enters(struct walk *w, const char *dir, struct node *here,
    enum stop *stop)
{
	*stop = STOP_ROOT;
	if (strcmp(dir, "/") == 0)
		return false;
	*stop = STOP_CEILING;
	if (is_ceiling(w->settings, dir))
		return false;
	*stop = STOP_MOUNT;
	*here = w->n == 0 ? w->first : node_at(AT_FDCWD, walk_path(w, dir,
	    "."), true);
	return here->dev == w->first.dev;
}

static bool
is_home(const struct walk *w, const char *dir, const struct node *here)
{
	return w->home != NULL && (w->home_node.kind == NODE_DIR ?
	    node_same(here, &w->home_node) : strcmp(dir, w->home) == 0);
}

static enum stop
walk_up(struct walk *w, struct search *s)
{
	struct str dir = str_from(s->start);
	struct node here;
	enum stop stop;

	for (int level = 0; level < LEVELS_MAX; level++) {
		s->stopped = arena_copy(w->arena, dir.p, dir.n);
		if (!walk_enters(w, s->stopped, &here, &stop))
			return stop;
		if (walk_level(w, s->stopped))
			return STOP_FOUND;
		if (is_home(w, s->stopped, &here))
			return STOP_HOME;
		dir = path_dir(dir);
		buf_text(&w->near, "../");
	}
	return STOP_LONG;
}

/* Has it no link in its path?  A longer answer than start is another one. */
static bool
is_physical(struct arena *a, const char *start)
{
	size_t size = strlen(start) + 1;
	char *room = arena_alloc(a, size, 1);

	return getcwd(room, size) != NULL && strcmp(room, start) == 0;
}

void
scan(struct arena *a, const char *start, const struct node *here,
    const char *home, const struct settings *settings, struct search *s)
{
	struct walk w = { .arena = a, .settings = settings, .first = *here };

	*s = (struct search){ .start = start, .stop = STOP_NOWHERE };
	if (start == NULL)
		return;
	w.near = buf_in(a);
	w.physical = s->physical = is_physical(a, start);
	if (home != NULL && home[0] == '/')
		w.home = path_clean(a, home);
	/* Below it by name it is met by name; else a link may lead there. */
	if (w.home != NULL && !path_within(str_from(start), str_from(w.home)))
		w.home_node = node_at(AT_FDCWD, w.home, true);
	s->stop = walk_up(&w, s);
	s->places = w.places;
	s->nplaces = w.n;
}
