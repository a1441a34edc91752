#include "config.h"

#include "look/watch.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pyvenv.h"
#include "core/shell/watch.h"
#include "look/world.h"
#include "sys/node.h"
#include "sys/stamp.h"
#include "sys/vars.h"

/* Watch whether a file is written to; *newest is the newest of all these. */
static void
watch_file(struct arena *a, struct watch *g, const char *path,
    const struct node *node, struct node *newest)
{
	if (node->kind == NODE_ABSENT || node->kind == NODE_UNREADABLE) {
		watch_add(a, g, WATCH_ABSENT, path);
		return;
	}
	watch_add(a, g, WATCH_THERE, path);
	watch_add(a, g, WATCH_NOT_NEWER, path);
	if (newest->kind == NODE_ABSENT || node_newer(node, newest))
		*newest = *node;
}

static void
watch_settings(struct arena *a, struct watch *g,
    const struct settings_file *file, struct node *newest)
{
	struct node node = file->node;

	node.kind = file->present ? NODE_FILE : NODE_ABSENT;
	watch_file(a, g, file->path, &node, newest);
}

/* A link on the way to the env has to stay as it is, and none may be added. */
static void
watch_way(struct arena *a, struct watch *g, const struct env *env)
{
	const struct where *where = &env->where;
	const char *way = where->entry == ENTRY_FILE ? where->path :
	    where->found;

	if (strcmp(way, where->canonical) != 0)
		watch_add_same(a, g, way, where->canonical);
	else
		watch_add(a, g, WATCH_NO_LINK, way);
}

static void
watch_inside(struct arena *a, struct watch *g, const struct env *env,
    struct node *newest)
{
	const struct contents *in = &env->contents;

	if (in->cfg.kind == NODE_ABSENT || in->cfg.kind == NODE_UNREADABLE)
		watch_add(a, g, WATCH_THERE, env->where.found);
	watch_file(a, g, text_join(a, env->where.path, "/" PYVENV_CFG, NULL),
	    &in->cfg, newest);
	if (in->conda)
		watch_add(a, g, WATCH_THERE, text_join(a, env->where.path,
		    "/conda-meta", NULL));
	/* a checkout that puts a file into bin changes the date of bin */
	if (in->bin.kind == NODE_DIR)
		watch_file(a, g, text_join(a, env->where.path, "/bin", NULL),
		    &in->bin, newest);
	watch_add(a, g, in->interpreter == NULL ? WATCH_ABSENT : WATCH_THERE,
	    text_join(a, env->where.path, "/bin/python", NULL));
}

static void
watch_env(struct arena *a, struct watch *g, const struct env *env,
    struct node *newest)
{
	bool file = false;

	if (env->where.entry != ENTRY_DIR && env->where.entry != ENTRY_LINK) {
		struct node node = node_named(env->where.found);

		file = node.kind == NODE_FILE;
		if (file) {
			watch_file(a, g, env->where.found, &node, newest);
			/* an env in its place may be of any date */
			watch_add(a, g, WATCH_ABSENT, text_join(a,
			    env->where.found, "/" PYVENV_CFG, NULL));
		}
	}
	if (env->where.canonical != NULL) {
		watch_way(a, g, env);
		watch_inside(a, g, env, newest);
	} else if (file && env->where.path != env->where.found) {
		watch_add(a, g, WATCH_ABSENT, env->where.path);
	}
}

/*
 * path was passed by as no env, which holds while it has neither of these.  nu
 * can test a name below what has become a file only where it follows links.
 */
static void
watch_passed(struct arena *a, struct watch *g, const char *path)
{
	watch_add(a, g, WATCH_ABSENT, text_join(a, path, "/" PYVENV_CFG, NULL));
	watch_add(a, g, WATCH_ABSENT, text_join(a, path, "/bin", NULL));
}

/* By what test, which follows links, a name looks as it was found. */
static enum watch_kind
followed_kind(enum node_kind kind)
{
	return kind == NODE_ABSENT || kind == NODE_UNREADABLE ? WATCH_ABSENT :
	    WATCH_THERE;
}

static enum watch_kind
probe_kind(const struct probe *p)
{
	if (p->kind == NODE_ABSENT)
		return WATCH_FREE;
	return followed_kind(p->kind != NODE_LINK ? p->kind :
	    node_followed(p->path).kind);
}

static void
watch_probes(struct arena *a, struct watch *g, const struct search *s,
    const struct env *env)
{
	for (size_t i = 0; i < s->nprobes; i++) {
		const struct probe *p = &s->probes[i];

		/* The shell's test would wake the automounter as well. */
		if (p->wakes)
			continue;
		/* watch_env has that already. */
		if (env != NULL && env->where.canonical != NULL &&
		    strcmp(env->where.found, p->path) == 0)
			continue;
		watch_add(a, g, probe_kind(p), p->path);
		if (p->passed)
			watch_passed(a, g, p->path);
	}
}

/* What was looked at to know what managers keep. */
static void
watch_looked(struct arena *a, struct watch *g, const struct search *s,
    struct node *newest)
{
	for (size_t i = 0; i < s->nlooked; i++) {
		const struct looked *l = &s->looked[i];

		if (l->read)
			watch_file(a, g, l->path, &l->node, newest);
		else
			watch_add(a, g, followed_kind(l->node.kind), l->path);
	}
}

/*
 * The generation file has to be newer than the files that are compared with it,
 * or is renewed.  If that fails no file is compared; nor is a file with a date
 * in the future, for which every shell would renew it in turn.  False: a write
 * to one of these files will not be noticed.
 */
static bool
watch_reference(struct arena *a, struct world *w, struct watch *g,
    const struct node *newest)
{
	bool wanted = newest->kind != NODE_ABSENT &&
	    (w->store.generation == NULL ||
	    node_newer(newest, &w->store.stamp));
	size_t kept = 0;

	if (wanted && newest->seconds < stamp_now() + 1 &&
	    w->facts.trust != NULL && w->store.dir != NULL)
		store_renew(a, w->facts.vars, &w->store);
	g->reference = w->store.generation;
	if (g->reference != NULL && !node_newer(newest, &w->store.stamp))
		return true;
	for (size_t i = 0; i < g->n; i++)
		if (g->tests[i].kind != WATCH_NOT_NEWER)
			g->tests[kept++] = g->tests[i];
	if (kept == g->n)
		return true;
	g->n = kept;
	return false;
}

static void
watch_here(struct watch *g, const struct search *s)
{
	if (!s->physical || s->nprobes == 0)
		return;
	g->here = s->start;
	g->top = path_dir(str_from(s->probes[s->nprobes - 1].path));
}

void
watch_gather(struct arena *a, struct world *w, struct watch *g)
{
	struct node newest = { .kind = NODE_ABSENT };

	*g = (struct watch){ .n = 0 };
	watch_here(g, &w->search);
	watch_probes(a, g, &w->search, w->facts.env);
	watch_looked(a, g, &w->search, &newest);
	if (w->facts.env != NULL)
		watch_env(a, g, w->facts.env, &newest);
	if (w->facts.active != NULL)
		watch_env(a, g, w->facts.active, &newest);
	if (w->facts.stays)
		watch_add(a, g, WATCH_THERE, w->session.env);
	if (w->facts.theirs != NULL)
		watch_add(a, g, followed_kind(w->theirs.kind),
		    w->facts.vars->virtual_env);
	for (size_t i = 0; i < w->files.nfiles; i++)
		watch_settings(a, g, &w->files.files[i], &newest);
	if (newest.kind != NODE_ABSENT)
		world_grants(a, w);
	if (watch_reference(a, w, g, &newest))
		g->region = region_of(a, &w->facts, g);
	g->region.environ = (const char *const *)vars_all();
	if (w->store.generation != NULL)
		watch_add(a, g, WATCH_THERE, w->store.generation);
	else if (w->store.grants != NULL && w->facts.trust != NULL)
		watch_add(a, g, WATCH_ABSENT, w->store.grants);
	watch_thin(g);
}
