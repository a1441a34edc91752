#include "config.h"

#include "look/world.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "look/git.h"
#include "look/inspect.h"
#include "sys/node.h"
#include "look/scan.h"

/*
 * Another user's session (sudo -E, su) still tells what stands on PATH, and
 * nothing that would be put back.
 */
static void
world_session(struct arena *a, struct world *w)
{
	const char *text = w->facts.environ->session;

	if (text == NULL || !session_parse(a, str_from(text), &w->session))
		return;
	if (w->session.user != w->facts.user) {
		if (w->session.mode == SESSION_OFF)
			return;
		w->session.mode = SESSION_ON;
		w->session.virtual_env = w->session.prompt = NULL;
		w->session.pythonhome = NULL;
		w->session.project = w->session.env;
	}
	w->facts.session = &w->session;
}

static void
world_settings(struct arena *a, struct world *w, const char *start)
{
	settings_load(a, w->facts.environ, start, &w->settings);
	if (w->settings.good) {
		w->facts.settings = &w->settings.in_force;
		return;
	}
	w->facts.fault = w->settings.subject;
	w->facts.fault_reason = w->settings.reason;
}

void
world_grants(struct arena *a, struct world *w)
{
	if (w->store.dir != NULL || w->facts.trust != NULL)
		return;
	store_load(a, w->facts.environ, &w->store);
	if (w->store.good) {
		w->facts.trust = &w->store.trust;
		return;
	}
	if (w->facts.fault == NULL) {
		w->facts.fault = w->store.subject;
		w->facts.fault_reason = w->store.reason;
	}
}

/* The files of accounts are read only where a group may write. */
static void
world_writers(struct arena *a, struct world *w, const struct guarded *g,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((g[i].node.mode & 0020) != 0 &&
		    g[i].node.kind != NODE_LINK &&
		    w->facts.private_group == NO_GROUP) {
			w->facts.private_group = node_private_group(a);
			return;
		}
	}
}

/* What only a few envs need to have asked: the git index, the group file. */
static void
world_ask(struct arena *a, struct world *w, struct env *env)
{
	struct git_tracked git;

	world_grants(a, w);
	world_writers(a, w, env->guarded, env->nguarded);
	if (w->facts.trust == NULL || judge_tree(&w->facts, env) == NULL)
		return;
	git = git_tracks(a, env->canonical);
	if (git.answer == GIT_NO && strcmp(env->place, env->canonical) != 0)
		git = git_tracks(a, env->place);
	env->tracked = git.answer;
	env->repository = git.repository;
}

struct decision
world_judge(struct arena *a, struct world *w, struct env *env, bool granted)
{
	world_ask(a, w, env);
	return judge(a, &w->facts, env, granted);
}

static void
world_env(struct arena *a, struct world *w)
{
	const struct search *s = &w->search;
	const char *place;
	struct str project;

	if (s->stop != STOP_FOUND)
		return;
	place = s->places[s->nplaces - 1].path;
	project = path_dir(str_from(place));
	inspect(a, w->facts.environ, arena_copy(a, project.p, project.n),
	    place, s->physical, &w->env);
	w->facts.env = &w->env;
	world_ask(a, w, &w->env);
}

/* The nearest level of the walk with a marker; home itself is no project. */
static const char *
world_marker(struct arena *a, const struct world *w, const char **marker)
{
	const struct settings *s = &w->settings.in_force;
	struct str dir = str_from(w->search.start);

	for (size_t n = 0; n < w->search.nplaces; n += s->names.n) {
		const char *path = arena_copy(a, dir.p, dir.n);

		if (w->facts.environ->home != NULL &&
		    strcmp(path, w->facts.environ->home) == 0)
			return NULL;
		if ((*marker = scan_marker(a, s, path)) != NULL)
			return path;
		dir = path_dir(dir);
	}
	return NULL;
}

/* Looked for only where the settings ask for it, and nothing is there yet. */
static void
world_project(struct arena *a, struct world *w)
{
	const char *path, *marker;

	if (w->search.start == NULL || w->search.stop == STOP_FOUND ||
	    w->settings.in_force.create == CREATE_NEVER || !w->settings.good)
		return;
	path = world_marker(a, w, &marker);
	if (path == NULL || !inspect_project(a, w->facts.environ, path, marker,
	    &w->project))
		return;
	w->facts.project = &w->project;
	world_writers(a, w, w->project.guarded, w->project.nguarded);
	world_grants(a, w);
}

void
world_name(struct arena *a, struct world *w, const char *project,
    const char *place)
{
	inspect(a, w->facts.environ, project, place, false, &w->env);
	w->facts.env = &w->env;
	world_ask(a, w, &w->env);
	w->decision = decide(a, &w->facts);
}

/* The env that was activated by name, while it is on. */
static void
world_active(struct arena *a, struct world *w)
{
	if (w->facts.session == NULL || w->session.mode != SESSION_HAND ||
	    !session_holds(&w->facts))
		return;
	inspect(a, w->facts.environ, NULL, w->session.env, false, &w->active);
	w->facts.active = &w->active;
	world_ask(a, w, &w->active);
}

void
world_read(struct arena *a, const struct environ *e, bool nowhere,
    struct world *w)
{
	struct start start = { .path = NULL };

	if (!nowhere)
		start = scan_start(a, e);
	*w = (struct world){
		.facts = {
			.user = geteuid(),
			.private_group = NO_GROUP,
			.environ = e,
			.search = &w->search,
		},
	};
	world_session(a, w);
	world_settings(a, w, start.path);
	scan(a, &start, e->home, &w->settings.in_force, &w->search);
	world_env(a, w);
	world_active(a, w);
	world_project(a, w);
	w->decision = decide(a, &w->facts);
}

static bool
is_newer(const struct node *a, const struct node *b)
{
	return a->seconds > b->seconds || (a->seconds == b->seconds &&
	    a->nanoseconds > b->nanoseconds);
}

/* Watched for being written, with the newest of such files. */
static void
watch_file(struct arena *a, struct guard *g, const char *path,
    const struct node *node, struct node *newest)
{
	if (node->kind == NODE_ABSENT || node->kind == NODE_UNREADABLE) {
		guard_add(a, g, WATCH_ABSENT, path);
		return;
	}
	guard_add(a, g, WATCH_THERE, path);
	guard_add(a, g, WATCH_NOT_NEWER, path);
	if (newest->kind == NODE_ABSENT || is_newer(node, newest))
		*newest = *node;
}

static void
watch_settings(struct arena *a, struct guard *g,
    const struct settings_file *file, struct node *newest)
{
	struct node node = {
		.kind = file->present ? NODE_FILE : NODE_ABSENT,
		.seconds = file->mtime.tv_sec,
		.nanoseconds = file->mtime.tv_nsec,
	};

	watch_file(a, g, file->path, &node, newest);
}

/*
 * Where a link is on the way, it has to lead where it led; where none is,
 * none may take its place.
 */
static void
watch_way(struct arena *a, struct guard *g, const struct env *env)
{
	const char *way = env->target == TARGET_FILE ? env->path : env->place;

	if (strcmp(way, env->canonical) != 0)
		guard_add_same(a, g, way, env->canonical);
	else
		guard_add(a, g, WATCH_NO_LINK, way);
}

static void
watch_inside(struct arena *a, struct guard *g, const struct env *env,
    struct node *newest)
{
	if (env->cfg.kind == NODE_ABSENT || env->cfg.kind == NODE_UNREADABLE)
		guard_add(a, g, WATCH_THERE, env->place);
	watch_file(a, g, text_join(a, env->path, "/pyvenv.cfg", NULL),
	    &env->cfg, newest);
	guard_add(a, g, env->interpreter == NULL ? WATCH_ABSENT : WATCH_THERE,
	    text_join(a, env->path, "/bin/python", NULL));
}

static void
watch_env(struct arena *a, struct guard *g, const struct env *env,
    struct node *newest)
{
	bool file = false;

	if (env->target != TARGET_DIR && env->target != TARGET_LINK) {
		struct node node = node_named(env->place);

		file = node.kind == NODE_FILE;
		if (file)
			watch_file(a, g, env->place, &node, newest);
	}
	if (env->canonical != NULL) {
		watch_way(a, g, env);
		watch_inside(a, g, env, newest);
	} else if (file && env->path != env->place) {
		guard_add(a, g, WATCH_ABSENT, env->path);
	}
}

/* A test -e follows links: one that leads nowhere counts as not there. */
static void
watch_places(struct arena *a, struct guard *g, const struct search *s,
    const struct env *env)
{
	for (size_t i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		enum node_kind kind = p->kind != NODE_LINK ? p->kind :
		    node_at(AT_FDCWD, p->path, true).kind;
		bool there = kind != NODE_ABSENT && kind != NODE_UNREADABLE;

		/* That it is there, watch_env tells. */
		if (env != NULL && env->canonical != NULL &&
		    strcmp(env->place, p->path) == 0)
			continue;
		guard_add(a, g, there ? WATCH_THERE : WATCH_ABSENT, p->path);
	}
}

/*
 * The generation file has to be newer than what is compared with it.  Where
 * it cannot be made so, nothing is compared; nor with a date in the future,
 * which would have every shell renew it in turn.
 */
static void
world_reference(struct arena *a, struct world *w, struct guard *g,
    const struct node *newest)
{
	bool wanted = newest->kind != NODE_ABSENT &&
	    (w->store.generation == NULL || is_newer(newest, &w->store.stamp));
	size_t kept = 0;

	if (wanted && newest->seconds < (long long)time(NULL) + 1 &&
	    w->store.good && w->store.dir != NULL)
		store_renew(a, w->facts.environ, &w->store);
	g->reference = w->store.generation;
	if (g->reference != NULL && !is_newer(newest, &w->store.stamp))
		return;
	for (size_t i = 0; i < g->n; i++)
		if (g->watches[i].kind != WATCH_NOT_NEWER)
			g->watches[kept++] = g->watches[i];
	g->n = kept;
}

void
world_guard(struct arena *a, struct world *w, struct guard *g)
{
	struct node newest = { .kind = NODE_ABSENT };

	*g = (struct guard){ .n = 0 };
	watch_places(a, g, &w->search, w->facts.env);
	if (w->facts.env != NULL)
		watch_env(a, g, w->facts.env, &newest);
	if (w->facts.active != NULL)
		watch_env(a, g, w->facts.active, &newest);
	for (size_t i = 0; i < w->settings.nfiles; i++)
		watch_settings(a, g, &w->settings.files[i], &newest);
	if (newest.kind != NODE_ABSENT)
		world_grants(a, w);
	world_reference(a, w, g, &newest);
	if (w->store.generation != NULL)
		guard_add(a, g, WATCH_THERE, w->store.generation);
	else if (w->store.grants != NULL && w->store.good)
		guard_add(a, g, WATCH_ABSENT, w->store.grants);
}
