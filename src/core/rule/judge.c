#include "config.h"

#include "core/rule/judge.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/facts.h"
#include "core/manager/manager.h"
#include "core/owner.h"
#include "core/python/origin.h"
#include "core/rule/record.h"
#include "core/rule/settings.h"
#include "core/rule/trust.h"
#include "core/vars.h"

/* A decision whose sentence is about the env itself. */
static struct decision
judged(struct arena *a, enum why why, const struct env *env,
    const char *detail)
{
	return because(a, why, env, env->where.found, detail);
}

/* The two numbers "3.12" of a file name "python3.12"; false if it has none. */
static bool
minor_of(struct str name, unsigned long long *major, unsigned long long *minor)
{
	static const struct str prefix = STR_INIT("python");
	struct str first, second;

	if (!str_starts(name, prefix))
		return false;
	name.p += prefix.n;
	name.n -= prefix.n;
	if (!str_cut(&name, '.', &first) || !str_cut(&name, '.', &second))
		return false;
	while (second.n > 0 && second.p[second.n - 1] >= 'a')
		second.n--;		/* python3.13t, python3.8d */
	return str_number(first, 99, major) && str_number(second, 999, minor);
}

static const char *
version_text(struct arena *a, unsigned long long major,
    unsigned long long minor)
{
	struct buf b = buf_in(a);

	buf_text(&b, "Python ");
	buf_number(&b, major);
	buf_char(&b, '.');
	buf_number(&b, minor);
	return buf_string(&b);
}

/* Why it is stale: made by 3.11, but its python is 3.12 now; or NULL. */
static const char *
env_stale(struct arena *a, const struct env *env)
{
	const struct contents *in = &env->contents;
	unsigned long long major, minor;

	if (in->interpreter == NULL || in->pyvenv.major == 0 ||
	    !minor_of(path_base(str_from(in->interpreter)), &major, &minor))
		return NULL;
	if (major == in->pyvenv.major && minor == in->pyvenv.minor)
		return NULL;
	return text_join(a, "it was made by ",
	    version_text(a, in->pyvenv.major, in->pyvenv.minor),
	    ", but its python is now ", version_text(a, major, minor), NULL);
}

/* A name that can be typed behind an option as it stands. */
static bool
is_plain_name(const char *name)
{
	return name[0] != '-' && name[0] != '.' &&
	    text_is_plain(name, "._-");
}

/*
 * It leads nowhere, or was activated by name and is there no more.  An env that
 * a .venv file calls by name can be made so.
 */
static struct decision
judge_lost(struct arena *a, const struct env *env)
{
	const struct where *where = &env->where;
	const char *name = where->named;
	bool leads = strcmp(where->path, where->found) != 0;
	struct decision d = judged(a, WHY_LOST, env, name == NULL && !leads ?
	    "is not there any more" : text_join(a, "leads to ",
	    name != NULL ? name : where->path, ", which is not there", NULL));

	if (name != NULL && is_plain_name(name) && leads)
		d.hint = text_join(a, "run 'venvhook create --name ", name,
		    "' to make it", NULL);
	return d;
}

static struct decision
judge_target(struct arena *a, const struct env *env)
{
	const struct where *where = &env->where;

	switch (where->entry) {
	case ENTRY_BAD_FILE:
		return judged(a, WHY_BAD_FILE, env,
		    where->unreadable ? "it cannot be read" : "not one line "
		    "with a path or the name of an environment");
	case ENTRY_LOST:
		return judge_lost(a, env);
	case ENTRY_OTHER:
		return judged(a, WHY_NOT_DIR, env, NULL);
	case ENTRY_DIR:
	case ENTRY_LINK:
	case ENTRY_FILE:
		break;
	}
	if (strchr(where->path, ':') != NULL)
		return judged(a, WHY_COLON, env, NULL);
	return judged(a, WHY_ALLOWED, env, NULL);
}

static struct decision
judge_shape(struct arena *a, const struct env *env)
{
	const struct contents *in = &env->contents;
	struct decision d = judge_target(a, env);

	if (d.env == NULL)
		return d;
	if (in->cfg.kind == NODE_ABSENT && !in->conda)
		return judged(a, WHY_NO_CFG, env, NULL);
	if (!in->cfg_read && !in->conda)
		return judged(a, WHY_BAD_CFG, env,
		    in->cfg.kind == NODE_FILE || in->cfg.kind ==
		    NODE_UNREADABLE ? "permission denied, or too large" :
		    "it is not a regular file");
	if (in->bin.kind != NODE_DIR || in->python.kind == NODE_ABSENT)
		return judged(a, WHY_NO_PYTHON, env,
		    in->bin.kind != NODE_DIR ? "directory bin" : "bin/python");
	if (in->interpreter == NULL)
		return judged(a, origin_elsewhere(&in->trace) ?
		    WHY_PYTHON_ABSENT : WHY_DANGLING, env, in->missing);
	if (!in->executable)
		return judged(a, in->unseen ? WHY_PYTHON_UNSEEN :
		    WHY_NOT_EXECUTABLE, env, in->interpreter);
	return d;
}

/* Its bin/python is a copy, and the Python that it was copied from is gone. */
static struct decision
judge_home(struct arena *a, const struct env *env)
{
	const char *home = str_copy(a, env->contents.pyvenv.home);
	const char *there = text_join(a, "in ", home, NULL);

	if (env->contents.unseen)
		return judged(a, WHY_PYTHON_UNSEEN, env, there);
	if (origin_elsewhere(&env->contents.trace))
		return judged(a, WHY_PYTHON_ABSENT, env, there);
	return judged(a, WHY_NO_HOME, env, home);
}

static struct decision
judge_health(struct arena *a, const struct env *env)
{
	const struct contents *in = &env->contents;
	const char *stale = env_stale(a, env);

	if (stale != NULL)
		return judged(a, WHY_STALE, env, stale);
	if (in->python.kind == NODE_FILE && in->pyvenv.has_home &&
	    !in->home_there)
		return judge_home(a, env);
	if (in->made_at != NULL)
		return judged(a, WHY_MOVED, env, in->made_at);
	return judged(a, WHY_ALLOWED, env, NULL);
}

/*
 * May an older version of venvhook have switched it on, which did not look at
 * the directories on the way to a base, one of which is bad?
 */
static bool
was_on(const struct facts *facts, const struct env *env,
    const struct owned *bad)
{
	const struct grant *g = facts->trust == NULL ||
	    env->where.canonical == NULL ? NULL :
	    record_earlier(facts->trust, &env->where);

	return bad->base && bad->ancestor && g != NULL &&
	    g->identity.kind == IDENTITY_BEFORE;
}

struct decision
judge_owners(struct arena *a, const struct facts *facts,
    const struct env *env)
{
	static const enum why states[] = {
		[OWNER_GOOD] = WHY_ALLOWED,
		[OWNER_UNSEEN] = WHY_UNREADABLE,
		[OWNER_OTHER] = WHY_OTHERS_OWN,
		[OWNER_WRITERS] = WHY_OTHERS_WRITE,
	};
	const struct owned *bad = owner_first(&facts->accounts, env->owners);
	struct decision d;

	if (bad == NULL)
		return judged(a, WHY_ALLOWED, env, NULL);
	d = judged(a, states[owner_state(&facts->accounts, bad)], env,
	    text_join(a, bad->path, " ",
	    owner_reason(a, &facts->accounts, bad), NULL));
	if (was_on(facts, env, bad))
		d.hint = why_stricter;
	return d;
}

bool
judge_asks(const struct trust *trust, const struct env *env)
{
	const struct where *where = &env->where;

	return where->canonical != NULL &&
	    record_denies(trust, where) == NULL &&
	    !record_foreign(trust, where);
}

static struct decision
judge_tracked(struct arena *a, const struct env *env)
{
	const struct brought *b = &env->brought;
	struct decision d = judged(a, WHY_TRACKED, env, b->reason);

	if (b->untrack != NULL)
		d.hint = text_join(a, "if you made it yourself, '",
		    b->untrack, "' ends that; ", d.hint, NULL);
	return d;
}

/*
 * The link that leads to the env is tracked, not the env: a plain allow is
 * enough, as the user need not vouch for what is in it.
 */
static struct decision
judge_way(struct arena *a, const struct env *env)
{
	struct decision d = judged(a, WHY_TRACKED, env, env->brought.reason);

	d.hint = whys[WHY_NO_GRANT].hint;
	return d;
}

/*
 * A grant for a tree, or for the env that was here before: it counts for this
 * env only if that did not come with a clone.
 */
static struct decision
judge_unless(struct arena *a, const struct env *env, enum why why,
    const struct grant *g)
{
	if (env->brought.answer == BROUGHT_NO)
		return judged(a, why, env, g->path);
	return judged(a, WHY_CANNOT_TELL, env,
	    env->brought.reason != NULL ? env->brought.reason :
	    "it could not be asked");
}

/*
 * No record is about it.  If the user has allowed an env in a project beside
 * this one, `allow --tree` for the directory of both may be what they want;
 * but not for all of the home, where downloads are.
 */
static struct decision
judge_new(struct arena *a, const struct facts *facts,
    const struct trust *trust, const struct env *env)
{
	const struct where *where = &env->where;
	struct decision d = judged(a, WHY_NO_GRANT, env, NULL);
	const char *home = facts->vars->home, *parent;
	struct str dir;

	if (where->manager != NULL || !record_beside(trust, where))
		return d;
	dir = path_dir(str_from(where->canonical_project));
	if (home == NULL || path_within(str_from(home), dir) ||
	    path_within(str_from(home), path_dir(str_from(where->project))) ||
	    !path_within(str_from(where->canonical), dir))
		return d;
	parent = str_copy(a, dir);
	if (text_is_plain(parent, "._-/"))
		d.hint = text_join(a, d.hint, ", or 'venvhook allow --tree ",
		    parent, "' for all projects there", NULL);
	return d;
}

static struct decision
judge_grant(struct arena *a, const struct facts *facts,
    const struct trust *trust, const struct env *env)
{
	const struct where *where = &env->where;
	const struct grant *g = record_exact(trust, where);

	if (g != NULL)
		return judged(a, g->kind == GRANT_MADE ? WHY_MADE :
		    WHY_ALLOWED, env, NULL);
	if (env->brought.answer == BROUGHT_WAY)
		return judge_way(a, env);
	if (facts->settings->trust == TRUST_OWNER)
		return judged(a, WHY_OWNER, env, NULL);
	g = trust_project(trust, where->canonical, where->canonical_project,
	    &where->project_identity);
	if (g != NULL)
		return judge_unless(a, env, WHY_REMADE, g);
	g = trust_tree(trust, GRANT_TREE, where->canonical);
	if (g != NULL)
		return judge_unless(a, env, WHY_TREE, g);
	if (record_earlier(trust, where) != NULL)
		return judged(a, WHY_REPLACED, env, NULL);
	return judge_new(a, facts, trust, env);
}

struct decision
judge_form(struct arena *a, const struct env *env)
{
	struct decision d = judge_shape(a, env);

	return d.env == NULL ? d : judge_health(a, env);
}

struct decision
judge_trust(struct arena *a, const struct facts *facts,
    const struct trust *trust, const struct env *env, bool named)
{
	const struct grant *g = record_denies(trust, &env->where);
	struct decision d;

	if (g != NULL)
		return judged(a, WHY_DENIED, env, g->path);
	if (record_foreign(trust, &env->where))
		return judged(a, WHY_FOREIGN, env, NULL);
	d = judge_owners(a, facts, env);
	if (d.env == NULL)
		return d;
	if (env->brought.answer == BROUGHT_TRACKED)
		return judge_tracked(a, env);
	return named ? d : judge_grant(a, facts, trust, env);
}

bool
judge_again(struct arena *a, const struct facts *facts,
    const struct trust *trust, const struct env *env)
{
	bool moved = env->contents.made_at != NULL &&
	    trust_exact(trust, env->contents.made_at,
	    &env->where.identity) != NULL;

	return env->where.canonical != NULL &&
	    judge_trust(a, facts, trust, env, moved).env != NULL;
}

/*
 * What to do about a broken one.  No command is named that would run or keep
 * what nobody has allowed.
 */
static const char *
broken_hint(struct arena *a, const struct facts *facts,
    const struct trust *trust, const struct env *env, enum why why)
{
	const struct contents *in = &env->contents;
	const char *hint = whys[why].hint;

	if (env->where.manager != NULL)
		hint = env->where.manager->care;
	else if (!judge_again(a, facts, trust, env))
		hint = why == WHY_MOVED ? why_yours : why_whole;
	else if (in->site_there)
		hint = why_keep;
	if (why != WHY_PYTHON_ABSENT && why != WHY_PYTHON_UNSEEN)
		return hint;
	return text_join(a, why_there,
	    hint == why_whole ? "; " : "; otherwise ", hint, NULL);
}

struct decision
judge(struct arena *a, const struct facts *facts, const struct trust *trust,
    const struct env *env, bool named)
{
	const struct grant *g = record_denies(trust, &env->where);
	struct decision d;

	if (g != NULL)
		return judged(a, WHY_DENIED, env, g->path);
	d = judge_form(a, env);
	if (d.env != NULL)
		return judge_trust(a, facts, trust, env, named);
	if (whys[d.why].runs)
		d.hint = broken_hint(a, facts, trust, env, d.why);
	return d;
}
