#include "config.h"

#include "look/keepers.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pyvenv.h"
#include "core/rule/settings.h"
#include "core/vars.h"
#include "look/question.h"
#include "sys/climb.h"
#include "sys/dirs.h"
#include "sys/node.h"
#include "sys/vars.h"

#if defined(__APPLE__)
enum { MAC = true };
#else
enum { MAC = false };
#endif

static const struct kept *
keepers_note(struct keepers *k, struct kept kept)
{
	struct kept *note = arena_new(k->arena, struct kept, 1);

	*note = kept;
	k->keeps = arena_more(k->arena, k->keeps, k->nkeeps,
	    &k->keeps_room, 8, sizeof(*k->keeps));
	k->keeps[k->nkeeps++] = note;
	return note;
}

/* --- which managers there are */

static const char *const *
row_values(struct keepers *k, const struct manager *row)
{
	const char **values = arena_new(k->arena, const char *,
	    MANAGER_VARS_MAX);

	/* HOME is not somebody else's, as after a sudo that keeps it. */
	for (size_t i = 0; i < MANAGER_VARS_MAX && row->vars[i] != NULL; i++)
		values[i] = strcmp(row->vars[i], "HOME") == 0 ?
		    dirs_home(k->arena, k->vars) :
		    vars_sought(k->vars, row->vars[i]);
	return values;
}

/*
 * Is one of its stores there, or does it have none?  Whether one appears later
 * need not be watched: a new env has to be allowed first, which shells see.
 */
static bool
row_stores(struct keepers *k, const struct keeper *keeper)
{
	struct manager_case at = { .mac = MAC, .values = keeper->values };
	const struct manager *row = keeper->row;

	if (row->stores[0].where == NULL || row->stores[0].some)
		return true;
	for (size_t i = 0; i < MANAGER_STORES_MAX &&
	    row->stores[i].where != NULL; i++) {
		const char *store = manager_store(k->arena, row, i, &at);
		struct node node;

		if (store == NULL)
			continue;
		node = node_followed(store);
		if (k->eager)
			question_saw(k, store, node, false);
		if (node.kind != NODE_ABSENT)
			return true;
	}
	return false;
}

const char *
keepers_store(struct arena *a, const struct vars *v,
    const struct manager *row, size_t i)
{
	struct keepers k = { .arena = a, .vars = v };
	struct manager_case at = { .mac = MAC,
	    .values = row_values(&k, row) };
	const char *dir = row->stores[i].depth == 0 ? NULL :
	    manager_store(a, row, i, &at);

	return dir == NULL ? NULL :
	    text_join(a, dir, row->stores[i].below, NULL);
}

static void
keepers_begin(struct keepers *k)
{
	const struct words *on = &k->settings->managers;

	k->begun = true;
	k->eager = settings_managers(k->settings) ||
	    k->settings->trust == TRUST_OWNER;
	for (size_t i = 0; i < on->n && k->nrows < MANAGERS; i++) {
		struct keeper *at = &k->rows[k->nrows];
		const char *needs;

		at->row = manager_named(str_from(on->p[i]));
		needs = at->row->needs == NULL ? "" :
		    vars_sought(k->vars, at->row->needs);
		if (needs == NULL)
			continue;
		at->values = row_values(k, at->row);
		if (row_stores(k, at))
			k->nrows++;
	}
}

/* --- what it answers */

/* Has env the mark of one?  A Python of pyenv, say, has not. */
static bool
is_marked(struct keepers *k, const struct manager *row, const char *env)
{
	const char *mark = text_join(k->arena, env, row->conda ?
	    "/conda-meta" : "/" PYVENV_CFG, NULL);
	struct node node = node_followed(mark);

	question_saw(k, mark, node, false);
	return node.kind == (row->conda ? NODE_DIR : NODE_FILE);
}

static const char *
first_there(struct keepers *k, const struct manager *row,
    const char *project, const struct manager_answer *out)
{
	for (size_t i = 0; i < out->n_envs; i++) {
		const char *env = out->envs[i];
		bool inside = path_within(str_from(env), str_from(project));
		struct node node;

		if (question_asleep(k, project, env, out->steered || inside))
			continue;
		node = node_followed(env);
		question_saw(k, env, node, false);
		if (node.kind == NODE_DIR && is_marked(k, row, env))
			return env;
	}
	return NULL;
}

static void
row_answer(struct keepers *k, const struct keeper *keeper,
    const struct manager_case *at, struct manager_answer *out,
    struct kept *kept)
{
	const char *odd = NULL;
	bool asked = true;
	struct manager_case c = *at;

	for (;;) {
		c.facts = k->facts;
		c.n_facts = k->nfacts;
		if (manager_ask(k->arena, keeper->row, &c, out) !=
		    MANAGER_ASKS || !asked)
			break;
		for (size_t i = 0; i < out->n_asked && asked; i++)
			asked = question_answer(k, c.project, out->asked[i],
			    &odd);
	}
	kept->reason = out->says == MANAGER_ASKS ?
	    "too many files would have to be read to find it" :
	    out->says == MANAGER_UNSURE ? out->reason : odd;
	kept->hint = out->says == MANAGER_UNSURE ? out->hint : NULL;
}

static const struct kept *
row_ask(struct keepers *k, const struct keeper *keeper, const struct climb *c,
    const char *project)
{
	struct manager_case at = {
		.project = project, .logical = c->dir,
		.depth = (unsigned)c->level, .mac = MAC,
		.values = keeper->values,
	};
	struct manager_answer out;
	struct kept kept = { .manager = keeper->row,
	    .project = c->dir };

	row_answer(k, keeper, &at, &out, &kept);
	if (out.says == MANAGER_ENVS) {
		kept.env = first_there(k, keeper->row, project, &out);
		if (strcmp(out.project, project) != 0)
			kept.project = out.project;
		if (kept.env == NULL)
			kept.reason = text_join(k->arena, "none at ",
			    out.envs[0], NULL);
	}
	return kept.env == NULL && kept.reason == NULL ? NULL :
	    keepers_note(k, kept);
}

/* --- a level of the walk */

enum {
	MARKERS_MAX = 16,
	MARKERS_EACH = sizeof(((struct manager *)NULL)->markers) /
	    sizeof(const char *),
};

struct level {
	struct climb *climb;
	const char *names[MARKERS_MAX];
	bool there[MARKERS_MAX];
	size_t n;
};

/* Is that marker in the level?  Looked up once, as managers share markers. */
static bool
level_has(struct keepers *k, struct level *l, const char *name)
{
	struct node node;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (strcmp(l->names[i], name) == 0)
			return l->there[i];
	node = node_named(climb_path(l->climb, name));
	if (node.kind == NODE_ABSENT)
		question_saw(k, text_join(k->arena, l->climb->dir, "/", name,
		    NULL), node, false);
	if (i < MARKERS_MAX) {
		l->names[l->n] = name;
		l->there[l->n++] = node.kind != NODE_ABSENT;
	}
	return node.kind != NODE_ABSENT;
}

static bool
level_marked(struct keepers *k, struct level *l, const struct manager *row)
{
	bool marked = row->markers[0] == NULL;

	for (size_t i = 0; !marked && i < MARKERS_EACH &&
	    row->markers[i] != NULL; i++)
		marked = level_has(k, l, row->markers[i]);
	return marked;
}

static bool
row_reads(const struct manager *row, const char *file)
{
	bool reads = file == NULL;

	for (size_t i = 0; !reads && i < MANAGER_FILES_MAX &&
	    row->files[i] != NULL; i++)
		reads = strcmp(row->files[i], file) == 0;
	return reads;
}

const struct kept *
keepers_ask(struct keepers *k, struct climb *c, const char *file)
{
	struct level l = { .climb = c };
	const char *project = c->near ? c->dir : NULL;

	if (!k->begun)
		keepers_begin(k);
	for (size_t i = 0; i < k->nrows; i++) {
		const struct kept *found;

		if (!row_reads(k->rows[i].row, file) ||
		    !level_marked(k, &l, k->rows[i].row))
			continue;
		if (project == NULL)
			project = node_real(k->arena, c->dir);
		if (project == NULL)
			return NULL;
		found = row_ask(k, &k->rows[i], c, project);
		if (found == NULL || found->env == NULL)
			continue;
		if (k->wanted(k->context, found))
			return found;
		if (k->kept == NULL)
			k->kept = found;
	}
	return NULL;
}

static bool
is_among(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static void
tell_markers(struct keepers *k, struct search *s)
{
	const char **names = arena_new(k->arena, const char *,
	    k->nrows * MARKERS_EACH);

	for (size_t i = 0; i < k->nrows; i++) {
		const char *const *m = k->rows[i].row->markers;

		s->unmarked = s->unmarked || m[0] == NULL;
		for (size_t j = 0; j < MARKERS_EACH && m[j] != NULL; j++)
			if (!is_among(m[j], names, s->nmarkers))
				names[s->nmarkers++] = m[j];
	}
	s->markers = names;
}

void
keepers_tell(struct keepers *k, struct search *s)
{
	if (!k->begun)
		keepers_begin(k);
	if (k->nrows > 0)
		tell_markers(k, s);
	s->keeps = k->keeps;
	s->nkeeps = k->nkeeps;
	s->looked = k->looked;
	s->nlooked = k->nlooked;
	s->kept = k->kept;
}

bool
keepers_place(struct arena *a, const struct vars *v, const struct settings *s,
    const char *project, struct kept *kept)
{
	struct keepers k = { .arena = a, .vars = v, .settings = s };
	struct manager_case at = { .project = project, .logical = project,
	    .mac = MAC };
	struct manager_answer out = { .says = MANAGER_NONE };

	*kept = (struct kept){ .project = project };
	for (size_t i = 0; i < s->managers.n && kept->manager == NULL; i++) {
		struct keeper keeper = {
		    .row = manager_named(str_from(s->managers.p[i])) };

		if (!keeper.row->places)
			continue;
		at.values = keeper.values = row_values(&k, keeper.row);
		row_answer(&k, &keeper, &at, &out, kept);
		kept->manager = keeper.row;
	}
	/* what could not be read may be the root of a workspace */
	if (out.says == MANAGER_ENVS && kept->reason == NULL) {
		kept->project = out.project;
		kept->env = out.envs[0];
	}
	/* its own file alone tells nothing of a workspace further up */
	return kept->env != NULL || (kept->reason != NULL && k.nfacts > 1);
}

static bool
is_wanted(void *context, const struct kept *kept)
{
	const char *const *env = context;

	return strcmp(kept->env, *env) == 0;
}

const struct manager *
keepers_find(struct arena *a, const struct vars *v, const char *project,
    const char *env)
{
	const char *names[MANAGERS];
	struct settings all = settings_default;
	struct keepers k = { .arena = a, .vars = v, .settings = &all,
	    .wanted = is_wanted, .context = &env };
	struct climb c = climb_from(a, project, v->home);
	const struct kept *kept;

	for (size_t i = 0; i < MANAGERS; i++)
		names[i] = managers[i]->name;
	all.managers = (struct words){ names, MANAGERS };
	kept = keepers_ask(&k, &c, NULL);
	return kept == NULL ? NULL : kept->manager;
}
