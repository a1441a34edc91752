#include "config.h"

#include "cmd/verdict.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "core/manager/manager.h"
#include "core/rule/record.h"
#include "core/rule/trust.h"
#include "core/vars.h"
#include "look/absence.h"
#include "sys/cwd.h"
#include "sys/node.h"

struct asking {
	const struct listing *listing;
	struct arena *arena;
	const struct vars *vars;
	const struct listed *e;
	const struct wanted *wanted;
};

static struct verdict
against(enum verdict_kind kind, const char *why, const char *stays)
{
	return (struct verdict){ kind, why, stays };
}

/* --- what is against it */

/* Are all projects gone that records name, but for the one that it is in? */
static bool
records_end(const struct asking *q)
{
	const struct trust *t = &q->listing->store.trust;

	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];
		struct absence project;

		if ((GRANT_BIT(g->kind) & GRANTS_EXACT) == 0 ||
		    strcmp(g->path, q->e->path) != 0 ||
		    g->project == NULL || path_within(str_from(g->path),
		    str_from(g->project)))
			continue;
		project = absence_of(q->arena, q->vars, g->project);
		if (!project.gone || project.doubt != NULL)
			return false;
	}
	return true;
}

/*
 * Is its project gone?  Whose env it is, a file in it says only if a manager
 * believes such files.  A record says who uses it, and others may use it too.
 */
static struct verdict
is_orphaned(const struct asking *q)
{
	const struct listed *e = q->e;
	struct absence project = { false, NULL };
	const char *why;

	if (e->project != NULL)
		project = absence_of(q->arena, q->vars, e->project);
	if (!project.gone)
		return against(VERDICT_NONE, NULL, NULL);
	why = text_join(q->arena, "its project ", e->project, " is gone",
	    NULL);
	if (project.doubt == NULL && !e->its)
		project.doubt = "it is not certain that it was for that one "
		    "alone";
	if (project.doubt == NULL && !records_end(q))
		project.doubt = "a record says that another project uses it";
	return against(VERDICT_ORPHANED, why, project.doubt);
}

/* Is it broken so that nothing but making it again would help? */
static struct verdict
is_broken(const struct asking *q)
{
	const struct contents *in = &q->e->env.contents;
	const char *why = q->e->form.reason, *stays = NULL;
	struct absence base;

	switch (q->e->form.why) {
	case WHY_NO_CFG:
		why = "is broken: it has no pyvenv.cfg";
		if (in->python.kind == NODE_ABSENT)
			stays = "as it has no bin/python either, it may be "
			    "something else";
		break;
	case WHY_NO_PYTHON:
		break;
	case WHY_DANGLING:
		base = absence_of(q->arena, q->vars, in->missing);
		stays = base.doubt;
		if (!base.gone)
			stays = "what its python leads to cannot be told";
		break;
	case WHY_PYTHON_ABSENT:
		why = "its Python is not on this machine";
		stays = "another machine or a container may have made it";
		break;
	default:
		return against(VERDICT_NONE, NULL, NULL);
	}
	return against(VERDICT_BROKEN, why, stays);
}

static struct verdict
is_unused(const struct asking *q)
{
	long long days = listing_days(q->listing, q->e->used);
	struct buf b = buf_in(q->arena);

	if (q->e->used == 0)
		return against(VERDICT_UNUSED, "may be unused", "this file "
		    "system does not tell when it was used");
	if (days < q->wanted->days)
		return against(VERDICT_NONE, NULL, NULL);
	buf_text(&b, "not used for ");
	buf_number(&b, (unsigned long long)days);
	buf_text(&b, " days");
	return against(VERDICT_UNUSED, buf_string(&b), NULL);
}

/* --- what speaks for it */

static bool
is_active(const struct asking *q)
{
	const char *const active[] = { q->vars->virtual_env,
	    q->vars->conda_prefix };

	for (size_t i = 0; i < 2; i++) {
		struct node node = active[i] == NULL ? node_none() :
		    node_followed(active[i]);

		if (active[i] != NULL &&
		    node_same(&node, &q->e->env.contents.dir))
			return true;
	}
	return false;
}

/* Something in it that must not be deleted with it; NULL: nothing known. */
static const char *
what_it_holds(const struct asking *q)
{
	const struct known *k = &q->listing->known;
	struct str env = str_from(q->e->path);
	const char *const own[] = { cwd_path(q->arena), q->vars->home == NULL ?
	    NULL : node_real(q->arena, q->vars->home) };

	for (size_t i = 0; i < 2; i++)
		if (own[i] != NULL && path_within(str_from(own[i]), env))
			return own[i];
	for (size_t i = 0; i < k->nstores; i++)
		if (path_within(str_from(k->stores[i].dir), env))
			return k->stores[i].dir;
	return known_below(k, q->e->path);
}

/* Is it the same directory that its record is about? */
static bool
is_recorded(const struct listed *e)
{
	return e->grant != NULL &&
	    identity_same(&e->grant->identity, &e->env.where.identity);
}

/* A manager that keeps it deletes it itself, unless its project is gone. */
static const char *
manager_speaks(const struct asking *q, enum verdict_kind kind)
{
	const struct listed *e = q->e;

	if (e->manager == NULL || e->manager->says ||
	    (e->its && kind == VERDICT_ORPHANED) ||
	    (is_recorded(e) && e->grant->kind == GRANT_MADE))
		return NULL;
	return text_join(q->arena, e->manager->name, " keeps it: ",
	    e->manager->care, NULL);
}

static const char *
speaks_for_it(const struct asking *q, enum verdict_kind kind)
{
	const struct where *where = &q->e->env.where;
	const char *holds, *manager = manager_speaks(q, kind);

	if (where->canonical == NULL ||
	    strcmp(where->canonical, q->e->path) != 0)
		return "a link leads to it";
	if (is_active(q))
		return "it is active here";
	if (record_denies(&q->listing->store.trust, where) != NULL)
		return "you denied it";
	if (manager != NULL)
		return manager;
	if (!q->e->stored && !is_recorded(q->e))
		return "it is another directory than the one there is a "
		    "record of";
	if (kind == VERDICT_BROKEN && !is_recorded(q->e) &&
	    q->e->form.why == WHY_NO_CFG)
		return "there is no record of it";
	holds = what_it_holds(q);
	return holds == NULL ? NULL :
	    text_join(q->arena, "it holds ", holds, NULL);
}

struct verdict
verdict_of(const struct listing *l, struct arena *a, const struct listed *e,
    const struct wanted *wanted)
{
	static struct verdict (*const asked[VERDICTS])(const struct asking *) =
	    { NULL, is_orphaned, is_broken, is_unused };
	struct asking q = { l, a, l->run->vars, e, wanted };
	struct verdict found = { VERDICT_NONE, NULL, NULL };

	for (int i = VERDICT_ORPHANED; i < VERDICTS; i++) {
		struct verdict v = { VERDICT_NONE, NULL, NULL };

		if (wanted->kinds[i] && e->there)
			v = asked[i](&q);
		if (v.kind == VERDICT_NONE)
			continue;
		if (v.stays == NULL)
			v.stays = speaks_for_it(&q, v.kind);
		if (found.kind == VERDICT_NONE || v.stays == NULL)
			found = v;
		if (found.stays == NULL)
			break;
	}
	return found;
}
