#include "config.h"

#include "look/scan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pyvenv.h"
#include "core/rule/settings.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "look/keepers.h"
#include "sys/climb.h"
#include "sys/cwd.h"
#include "sys/node.h"

static const char *
start_path(struct arena *a, const struct vars *v, struct start *start)
{
	const char *pwd = v->pwd != NULL && v->pwd[0] == '/' ?
	    path_clean(a, v->pwd) : NULL;
	struct node named;

	start->physical = true;
	if (pwd != NULL && cwd_is(a, pwd))
		return pwd;
	start->node = node_followed(".");
	if (start->node.kind != NODE_DIR)
		return NULL;
	if (pwd == NULL)
		return cwd_path(a);
	named = node_followed(pwd);
	start->physical = !node_same(&start->node, &named);
	return start->physical ? cwd_path(a) : pwd;
}

struct start
scan_start(struct arena *a, const struct vars *v)
{
	struct start start = { .node = { .kind = NODE_ABSENT } };

	start.path = start_path(a, v, &start);
	return start;
}

/* A file may lead to an env only if it is called .venv (see redirect.h). */
static bool
is_candidate(const struct probe *p, const char *name)
{
	return p->kind == NODE_DIR || p->kind == NODE_LINK ||
	    p->kind == NODE_OTHER ||
	    (p->kind == NODE_FILE && redirect_named(name));
}

static bool
has_name(struct arena *a, const char *dir, const char *name)
{
	return node_named(text_join(a, dir, "/", name, NULL)).kind !=
	    NODE_ABSENT;
}

/*
 * Is the name passed by?  A directory with neither pyvenv.cfg nor bin is no
 * env, not even a broken one: a Python package called venv, an empty directory.
 * Not asked of a link that would wake an automounter.
 */
static bool
is_passed(struct climb *c, struct probe *p, const char *near)
{
	p->wakes = p->kind == NODE_LINK &&
	    climb_wakes(c->arena, p->path, c->home, c->dir);
	if (p->wakes || (p->kind == NODE_LINK &&
	    node_followed(near).kind != NODE_DIR))
		return false;
	return (p->kind == NODE_DIR || p->kind == NODE_LINK) &&
	    !has_name(c->arena, near, PYVENV_CFG) &&
	    !has_name(c->arena, near, "bin");
}

struct searcher {
	struct arena *arena;
	const struct settings *settings;
	struct keepers *keepers;
	const struct kept *found;
	struct probe *probes;
	size_t n, room;
};

static struct probe *
search_probe(struct searcher *w)
{
	w->probes = arena_more(w->arena, w->probes, w->n, &w->room, 8,
	    sizeof(*w->probes));
	w->probes[w->n] = (struct probe){ .kind = NODE_ABSENT };
	return &w->probes[w->n++];
}

/* Look for each name in the level; true when one may be an env. */
static bool
search_level(struct searcher *w, struct climb *c)
{
	const struct words *names = &w->settings->names;

	for (size_t i = 0; i < names->n; i++) {
		struct probe *p = search_probe(w);
		const char *near;

		p->path = text_join(w->arena, c->dir, "/", names->p[i], NULL);
		near = climb_path(c, names->p[i]);
		p->kind = node_named(near).kind;
		if (!is_candidate(p, names->p[i]))
			continue;
		/* what a file says may mean something else to a manager */
		if (p->kind == NODE_FILE && (w->found = keepers_ask(
		    w->keepers, c, names->p[i])) != NULL)
			return true;
		if (!(p->passed = is_passed(c, p, near)))
			return true;
	}
	return false;
}

static enum stop
search_up(struct searcher *w, struct climb *c)
{
	if (!climb_here(c))
		return c->stop;
	do {
		if (search_level(w, c) ||
		    (w->found = keepers_ask(w->keepers, c, NULL)) != NULL)
			return STOP_FOUND;
	} while (climb_up(c));
	return c->stop;
}

void
scan(struct arena *a, const struct start *start, const struct vars *v,
    const struct settings *settings, struct keepers *keepers,
    struct search *s)
{
	struct searcher w = { .arena = a, .settings = settings,
	    .keepers = keepers };
	struct climb c;

	*s = (struct search){ .start = start->path, .stop = STOP_NOWHERE };
	if (start->path == NULL)
		return;
	c = climb_from(a, start->path, v->home);
	c.near = s->physical = start->physical;
	c.ceiling = &settings->ceiling;
	c.here = start->node;
	c.home_node = v->home_node;
	s->stop = search_up(&w, &c);
	s->stopped = c.dir;
	if (s->stop == STOP_NOWHERE) {
		s->start = NULL;
		return;
	}
	s->probes = w.probes;
	s->nprobes = w.n;
	s->found = w.found;
	keepers_tell(keepers, s);
}
