#include "config.h"

#include "look/world.h"

#include <string.h>

#include "base/arena.h"
#include "core/rule/decide.h"
#include "core/rule/judge.h"
#include "core/rule/record.h"
#include "core/shell/conda.h"
#include "core/vars.h"
#include "look/brought.h"
#include "look/inspect.h"
#include "look/keepers.h"
#include "look/place.h"
#include "look/project.h"
#include "look/scan.h"
#include "sys/dirs.h"
#include "sys/identity.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/vars.h"

/*
 * Read the session.  Of another user's (sudo -E, su) only the env counts, which
 * is to be taken out of PATH; the values to put back are ignored.
 */
static void
world_session(struct arena *a, struct world *w)
{
	const char *text = w->facts.vars->session;

	if (text == NULL || !session_parse(a, str_from(text), &w->session))
		return;
	if (w->session.user != w->facts.accounts.user) {
		if (!session_is_on(&w->session))
			return;
		w->session.mode = SESSION_ON;
		w->session.virtual_env = w->session.prompt = NULL;
		w->session.pythonhome = NULL;
		w->session.conda_prefix = w->session.conda_name = NULL;
		w->session.project = w->session.env;
	}
	w->facts.session = &w->session;
}

/* Look for the variable in which conda keeps our env (core/shell/conda.h). */
static void
world_conda(struct arena *a, struct world *w)
{
	const char *level = w->facts.vars->conda_shlvl;
	unsigned long long n;
	bool was = w->facts.session != NULL && w->session.conda;

	if (!was && (w->facts.env == NULL || !w->env.contents.conda))
		return;
	w->facts.conda_shown = vars_named(CONDA_SHOWN);
	if (!was || level == NULL ||
	    !str_number(str_from(level), CONDA_MAX, &n))
		return;
	while (n-- > 1) {
		const char *slot = conda_slot(a, n);

		if (text_same(vars_named(slot), w->session.env)) {
			w->facts.conda_slot = slot;
			return;
		}
	}
}

static void
world_settings(struct arena *a, struct world *w, const char *start)
{
	w->facts.settings = settings_load(a, w->facts.vars, start, &w->files);
	if (w->facts.settings == NULL)
		w->facts.fault = &w->files.fault;
}

void
world_grants(struct arena *a, struct world *w)
{
	if (w->store.dir != NULL || w->facts.trust != NULL)
		return;
	if (store_load(a, w->facts.vars, &w->store))
		w->facts.trust = &w->store.trust;
	else if (w->facts.fault == NULL)
		w->facts.fault = &w->store.fault;
	if (w->store.dir == NULL)
		w->facts.homeless = dirs_homeless(w->facts.vars);
}

const char *
world_homeless(struct arena *a, const struct world *w)
{
	const struct vars *v = w->facts.vars;

	return w->facts.homeless != NULL || dirs_home(a, v) != v->home ?
	    dirs_homeless(v) : NULL;
}

static void
world_home(struct arena *a, struct env *env)
{
	struct where *where = &env->where;

	if (where->canonical_project != NULL &&
	    where->project_identity.kind == IDENTITY_NONE)
		where->project_identity = identity_named(a,
		    where->canonical_project, NULL);
}

struct grant
world_grant(struct arena *a, enum grant_kind kind, struct env *env)
{
	struct where *where = &env->where;

	world_home(a, env);
	return (struct grant){
		.kind = kind,
		.identity = where->identity,
		.project_identity = where->project_identity,
		.path = where->canonical,
		.project = where->canonical_project,
	};
}

void
world_renew(struct arena *a, struct world *w)
{
	struct env *env = &w->env;
	const struct where *where = &env->where;
	const struct grant *g;
	struct grant known;

	if (w->decision.env != env)
		return;
	g = record_exact(w->facts.trust, where);
	if (g == NULL || !identity_renews(&g->identity, &where->identity))
		return;
	known = world_grant(a, g->kind, env);
	store_refresh(a, w->facts.vars, &w->store, &known);
}

/* Look up the identities that a rule may compare: the tree's, the project's. */
static void
world_identity(struct arena *a, const struct trust *trust, struct env *env)
{
	struct where *where = &env->where;
	const struct grant *tree = trust_tree(trust, GRANT_FOREIGN_TREE,
	    where->canonical);

	if (tree != NULL)
		where->tree = identity_named(a, tree->path, NULL);
	if (where->manager != NULL || (record_earlier(trust, where) != NULL &&
	    record_exact(trust, where) == NULL))
		world_home(a, env);
}

/* Could only a grant for a tree, or for an earlier env, allow it? */
static bool
world_rests(const struct trust *trust, const struct env *env)
{
	const struct where *where = &env->where;

	return record_exact(trust, where) == NULL &&
	    (record_earlier(trust, where) != NULL ||
	    trust_tree(trust, GRANT_TREE, where->canonical) != NULL);
}

/*
 * Find out what only some envs need: the group file; what version control says;
 * and, only if no grant is for this very env, whether version control can tell.
 */
static void
world_ask(struct arena *a, struct world *w, const struct trust *trust,
    struct env *env)
{
	w->facts.accounts = owners_accounts(a, w->facts.vars, env->owners);
	if (trust == NULL || env->where.canonical == NULL)
		return;
	world_identity(a, trust, env);
	if (judge_asks(trust, env))
		env->brought = brought_ask(a, w->facts.vars, env,
		    world_rests(trust, env));
}

static void
world_records(struct arena *a, struct world *w, struct env *env)
{
	world_grants(a, w);
	world_ask(a, w, w->facts.trust, env);
}

struct decision
world_judge(struct arena *a, struct world *w, const struct trust *trust,
    struct env *env, bool named)
{
	world_ask(a, w, trust, env);
	return judge(a, &w->facts, trust, env, named);
}

/* What a manager keeps counts if a record or the settings are about it. */
static bool
world_wants(void *context, const struct kept *kept)
{
	struct world *w = context;
	struct arena *a = w->arena;
	struct where where = { .manager = kept->manager,
	    .project = kept->project, .path = kept->env };

	if (w->facts.settings == NULL)
		return false;
	if (settings_managers(w->facts.settings) ||
	    w->facts.settings->trust == TRUST_OWNER)
		return true;
	world_grants(a, w);
	where.canonical = node_real(a, kept->env);
	where.canonical_project = node_real(a, kept->project);
	return w->facts.trust != NULL && where.canonical != NULL &&
	    where.canonical_project != NULL &&
	    record_any(w->facts.trust, &where) != NULL;
}

static void
world_keeps(struct arena *a, struct world *w, const struct kept *kept)
{
	inspect(a, w->facts.vars, kept->project, kept->env, false,
	    &w->env);
	w->env.where.manager = kept->manager;
	w->facts.env = &w->env;
	world_records(a, w, &w->env);
}

void
world_kept(struct arena *a, struct world *w)
{
	if (w->search.kept == NULL)
		return;
	world_keeps(a, w, w->search.kept);
	w->decision = decide(a, &w->facts);
}

static void
world_env(struct arena *a, struct world *w)
{
	const struct search *s = &w->search;
	const char *place;
	struct str project;

	if (s->stop != STOP_FOUND)
		return;
	if (s->found != NULL) {
		world_keeps(a, w, s->found);
		return;
	}
	place = s->probes[s->nprobes - 1].path;
	project = path_dir(str_from(place));
	inspect(a, w->facts.vars, str_copy(a, project),
	    place, s->physical, &w->env);
	w->facts.env = &w->env;
	world_records(a, w, &w->env);
}

/*
 * Look at somebody else's VIRTUAL_ENV, as it may be the env that was found, by
 * another spelling, or be gone.
 */
static void
world_theirs(struct world *w)
{
	const char *on = w->facts.vars->virtual_env;

	if (w->facts.env == NULL || !session_foreign(&w->facts) ||
	    on[0] != '/' || strcmp(on, w->env.where.path) == 0)
		return;
	w->theirs = node_followed(on);
	w->facts.theirs = &w->theirs;
}

/* The nearest level of the search with a marker; home itself is no project. */
static const char *
world_marked(struct arena *a, const struct world *w)
{
	const struct settings *s = w->facts.settings;
	struct str dir = str_from(w->search.start);

	for (size_t n = 0; n < w->search.nprobes; n += s->names.n) {
		const char *path = str_copy(a, dir);

		if (w->facts.vars->home != NULL &&
		    strcmp(path, w->facts.vars->home) == 0)
			return NULL;
		/* its env's name must be free: no empty directory either */
		if (project_marked(a, s, path))
			return w->search.probes[n].kind == NODE_ABSENT ?
			    path : NULL;
		dir = path_dir(dir);
	}
	return NULL;
}

/* A project that has no env yet, if the policy may want one made there. */
static void
world_project(struct arena *a, struct world *w)
{
	const char *path;

	if (w->search.start == NULL || w->search.stop == STOP_FOUND ||
	    w->search.kept != NULL || w->facts.settings == NULL ||
	    w->facts.settings->create == CREATE_NEVER)
		return;
	path = world_marked(a, w);
	if (path != NULL)
		path = place_root(a, w->facts.vars, w->facts.settings, path);
	if (path == NULL ||
	    !inspect_project(a, w->facts.vars, path, &w->project))
		return;
	w->facts.project = &w->project;
	w->facts.accounts = owners_accounts(a, w->facts.vars,
	    w->project.owners);
	world_grants(a, w);
}

void
world_name(struct arena *a, struct world *w, const char *project,
    const char *place)
{
	inspect(a, w->facts.vars, project, place, false, &w->env);
	w->facts.env = &w->env;
	world_records(a, w, &w->env);
	w->decision = decide(a, &w->facts);
}

void
world_activate(struct arena *a, struct world *w, const char *place)
{
	inspect(a, w->facts.vars, NULL, place, false, &w->active);
	world_ask(a, w, w->facts.trust, &w->active);
	w->facts.active = &w->active;
	w->decision = decide_by_hand(a, &w->facts);
}

/* The env that was activated by name, while it is on. */
static void
world_active(struct arena *a, struct world *w)
{
	if (w->facts.session == NULL || w->session.mode != SESSION_HAND ||
	    !session_holds(&w->facts))
		return;
	inspect(a, w->facts.vars, NULL, w->session.env, false, &w->active);
	w->facts.active = &w->active;
	world_records(a, w, &w->active);
}

void
world_read(struct arena *a, const struct vars *v, enum stand stand,
    struct world *w)
{
	struct start start = { .path = NULL };
	struct keepers keepers = { .arena = a, .vars = v,
	    .wanted = world_wants, .context = w };

	if (stand == STAND_HERE)
		start = scan_start(a, v);
	*w = (struct world){
		.arena = a,
		.facts = {
			.accounts = owners_accounts(a, v, (struct owners){ 0 }),
			.vars = v,
			.search = &w->search,
		},
	};
	world_session(a, w);
	world_settings(a, w, start.path);
	keepers.settings = w->facts.settings != NULL ? w->facts.settings :
	    &settings_default;
	scan(a, &start, v, keepers.settings, &keepers, &w->search);
	world_env(a, w);
	world_theirs(w);
	world_active(a, w);
	world_conda(a, w);
	world_project(a, w);
	w->facts.stays = stand != STAND_NONE && start.path == NULL &&
	    session_holds(&w->facts) &&
	    node_followed(w->session.env).kind == NODE_DIR;
	w->decision = decide(a, &w->facts);
}
