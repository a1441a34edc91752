#include "config.h"

#include "core/rule/decide.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "core/facts.h"
#include "core/rule/judge.h"
#include "core/rule/settings.h"
#include "core/rule/trust.h"
#include "core/rule/why.h"
#include "core/shell/conda.h"
#include "core/shell/session.h"
#include "core/vars.h"

/* Was it switched off by hand, in the project where the shell still is? */
static bool
is_off(const struct facts *facts)
{
	return session_off_here(facts) &&
	    strcmp(facts->session->env, facts->env->where.path) == 0;
}

/* The settings, or the records, are not to be believed. */
static struct decision
faulty(struct arena *a, enum why why, const struct facts *facts)
{
	return because(a, why, NULL, facts->fault->subject,
	    fault_sentence(a, facts->fault));
}

/* While the settings are at fault, an env that is on here stays on. */
static struct decision
decide_fault(struct arena *a, const struct facts *facts)
{
	struct decision d = faulty(a, WHY_SETTINGS, facts);

	d.hands_off = session_holds(facts) && session_here(facts);
	return d;
}

struct decision
decide_by_hand(struct arena *a, const struct facts *facts)
{
	struct decision d = judge(a, facts, facts->trust, facts->active, true);

	if (d.env == NULL)
		return d;
	return because(a, WHY_HAND, facts->active, facts->active->where.path,
	    NULL);
}

static struct decision
decide_auto(struct arena *a, const struct facts *facts)
{
	const struct project *p = facts->project;
	struct env place = {
		.where.found = p->path,
		.owners = p->owners,
	};
	const struct grant *g = trust_denied(facts->trust, p->canonical,
	    NULL);
	struct decision d;

	if (g != NULL)
		return because(a, WHY_DENIED, NULL, p->path, g->path);
	if (session_here(facts) && facts->session->mode != SESSION_HAND)
		return because(a, WHY_CREATE_GONE, NULL, p->path, NULL);
	if (facts->accounts.user == 0)
		return because(a, WHY_CREATE_ROOT, NULL, p->path, NULL);
	if (trust_create(facts->trust, p->canonical) == NULL)
		return because(a, WHY_CREATE_NO_GRANT, NULL, p->path, NULL);
	d = judge_owners(a, facts, &place);
	return d.env == NULL ? d : because(a, WHY_CREATE, NULL, p->path, NULL);
}

/* The working directory is gone: what is on stays on while it exists. */
static struct decision
decide_nowhere(struct arena *a, const struct facts *facts)
{
	struct decision d = because(a, WHY_NOWHERE, NULL, NULL, NULL);

	d.hands_off = facts->stays;
	return d;
}

/* No env anywhere: the policy may say that one is to be made. */
static struct decision
decide_none(struct arena *a, const struct facts *facts)
{
	if (facts->search->start == NULL)
		return decide_nowhere(a, facts);
	if (facts->project == NULL)
		return because(a, WHY_NOTHING, NULL, NULL, NULL);
	if (facts->settings->create == CREATE_HINT)
		return because(a, WHY_CREATE_HINT, NULL, facts->project->path,
		    NULL);
	if (facts->trust == NULL)
		return faulty(a, WHY_RECORDS, facts);
	return decide_auto(a, facts);
}

/*
 * The env for here, switched on by its own activate, by an editor or by a
 * parent shell; but not in a shell that a manager made for it.
 */
static bool
is_same(const struct facts *facts)
{
	const char *virtual_env = facts->vars->virtual_env;
	const char *manager = facts->vars->manager;
	const struct node *theirs = facts->theirs;
	const struct env *env = facts->env;

	return env != NULL && (manager == NULL || manager[0] == '\0') &&
	    facts->settings != NULL && facts->trust != NULL &&
	    (strcmp(virtual_env, env->where.path) == 0 ||
	    (env->where.canonical != NULL &&
	    strcmp(virtual_env, env->where.canonical) == 0) ||
	    (theirs != NULL && node_same(theirs, &env->contents.dir)));
}

/* VIRTUAL_ENV names a directory that is gone: that counts as none. */
static bool
is_gone(const struct facts *facts)
{
	return facts->theirs != NULL && facts->theirs->kind == NODE_ABSENT;
}

/* Somebody else has switched an env on: ours if the rules want it here. */
static struct decision
decide_foreign(struct arena *a, const struct facts *facts)
{
	struct decision d;

	if (is_same(facts)) {
		d = judge(a, facts, facts->trust, facts->env, false);
		if (d.env != NULL)
			return d;
	}
	d = because(a, WHY_MANUAL, NULL, NULL, facts->vars->virtual_env);
	d.hands_off = true;
	return d;
}

/*
 * Has the user switched on an env of conda: with `conda activate`, or by a
 * shell that a manager made?  Ours does not go on over that one.  conda's base
 * does not count, as many people have it on all the time.
 */
static bool
is_conda_by_hand(const struct facts *facts)
{
	const struct vars *v = facts->vars;

	if (!facts->env->contents.conda || v->conda_prefix == NULL ||
	    v->conda_prefix[0] == '\0' || (session_holds(facts) &&
	    conda_ours(v, facts->session)))
		return false;
	if (v->manager != NULL && v->manager[0] != '\0')
		return true;
	return conda_is_on(v) && v->conda_default_env != NULL &&
	    strcmp(v->conda_default_env, "base") != 0;
}

static struct decision
decide_conda(struct arena *a, const struct facts *facts)
{
	struct decision d = because(a, WHY_MANUAL, NULL, NULL,
	    facts->vars->conda_prefix);

	d.hint = "run 'conda deactivate' to leave that to venvhook again";
	return d;
}

static struct decision
decide_here(struct arena *a, const struct facts *facts)
{
	struct decision d;

	if (session_foreign(facts) && !is_gone(facts))
		return decide_foreign(a, facts);
	if (facts->settings == NULL)
		return decide_fault(a, facts);
	if (facts->active == NULL && facts->env == NULL)
		return decide_none(a, facts);
	if (facts->trust == NULL)
		return faulty(a, WHY_RECORDS, facts);
	if (facts->active != NULL)
		return decide_by_hand(a, facts);
	d = judge(a, facts, facts->trust, facts->env, false);
	if (d.env != NULL && is_conda_by_hand(facts))
		return decide_conda(a, facts);
	if (d.env != NULL && is_off(facts))
		return because(a, WHY_OFF, NULL, facts->env->where.found, NULL);
	return d;
}

struct decision
decide(struct arena *a, const struct facts *facts)
{
	struct decision d = decide_here(a, facts);

	if (facts->homeless != NULL && whys[d.why].records)
		d.hint = text_join(a, "HOME is not used: ", facts->homeless,
		    "; 'venvhook allow' needs one that is yours", NULL);
	return d;
}
