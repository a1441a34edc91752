#include "config.h"

#include "core/shell/diff.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/facts.h"
#include "core/rule/decision.h"
#include "core/rule/settings.h"
#include "core/shell/conda.h"
#include "core/shell/left.h"
#include "core/shell/name.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/shell/state.h"
#include "core/text/term.h"
#include "core/vars.h"

/* Is an env on that was ours, or while one of ours (env) is to be on? */
static bool
env_known(const struct facts *facts, const char *env)
{
	const char *on = facts->vars->virtual_env;

	return on != NULL && (env != NULL || (facts->session != NULL &&
	    session_is_on(facts->session) &&
	    strcmp(on, facts->session->env) == 0));
}

/*
 * The state that the changes start from.  If the env's own deactivate runs
 * first, nobody knows what it leaves: any value is a change then.
 */
static struct state
state_from(const struct facts *facts, struct caller caller, const char *env)
{
	static const char unlike[] = "\n";	/* as no value is */
	struct state s = state_now(facts);

	if (!caller.kept || !env_known(facts, env))
		return s;
	s.virtual_env = s.prompt = unlike;
	if (s.path != NULL)
		s.path = unlike;
	return s;
}

static bool
is_on_already(const struct facts *facts, const struct env *env)
{
	return facts->session != NULL && session_is_on(facts->session) &&
	    strcmp(facts->session->env, env->where.path) == 0;
}

/* How often PATH would hold the entry of env without us. */
static size_t
copies_of(struct arena *a, const struct facts *facts, const struct env *env,
    const struct state *without)
{
	if (is_on_already(facts, env))
		return session_copies(facts->session);
	return pathlist_count(without->path,
	    pathlist_entry(a, env->where.path));
}

/* PATH with our entry: where it is already, or else in front. */
static const char *
path_with(struct arena *a, const struct facts *facts, const struct env *env,
    const struct state *without, size_t copies, struct caller caller)
{
	const char *entry = pathlist_entry(a, env->where.path);
	const char *now = left_sweep(a, caller.left, facts->vars->path, entry);

	if (!caller.start && session_holds(facts) &&
	    is_on_already(facts, env) && pathlist_count(now, entry) > copies)
		return pathlist_keep(a, now, entry, 1, copies);
	return pathlist_add(a, without->path, entry);
}

/* For the session: was there a PATH, and how often did it hold our entry? */
static const char *
path_before(struct arena *a, const char *path, size_t copies)
{
	struct buf b = buf_in(a);

	if (path == NULL || path[0] == '\0')
		return path;
	if (copies == 0)
		return "more";
	buf_number(&b, copies);
	return buf_string(&b);
}

static struct session
session_for(struct arena *a, const struct facts *facts,
    const struct decision *d, const struct state *without, size_t copies)
{
	bool by_hand = d->why == WHY_HAND;

	return (struct session){
		.mode = by_hand ? SESSION_HAND : SESSION_ON,
		.user = facts->accounts.user,
		.project = by_hand ? "" : d->env->where.project,
		.env = d->env->where.path,
		.virtual_env = without->virtual_env,
		.prompt = without->prompt,
		.pythonhome = without->pythonhome,
		.conda = d->env->contents.conda,
		.conda_prefix = without->conda.prefix,
		.conda_name = without->conda.name,
		.path = path_before(a, without->path, copies),
	};
}

/* The session in another mode, without its values, which are back by now. */
static const char *
session_as(struct arena *a, const struct session *s, enum session_mode mode)
{
	size_t copies = session_copies(s);
	struct session as = {
		.mode = mode,
		.user = s->user,
		.project = s->project,
		.env = s->env,
		.path = copies == 0 ? NULL : path_before(a, "more", copies),
	};

	return session_print(a, &as);
}

/*
 * The session after `deactivate`.  An env that was activated by name has no
 * project for that to hold in: its session lasts until the next question, which
 * notes what has left PATH.
 */
static const char *
session_off(struct arena *a, const struct session *s)
{
	return session_as(a, s, s->mode == SESSION_HAND ? SESSION_HAND :
	    SESSION_OFF);
}

/* If no env is to be on: what has to be remembered until the shell leaves. */
static const char *
session_kept(struct arena *a, const struct facts *facts,
    const struct decision *d)
{
	if (d->why == WHY_CREATE_GONE)
		return session_as(a, facts->session, SESSION_GONE);
	return session_off_here(facts) ? session_off(a, facts->session) :
	    NULL;
}

static struct changes
state_changes(const struct state *from, const struct state *to)
{
	struct changes c = { .nameless = to->prompt == NULL };

	if (!text_same(from->virtual_env, to->virtual_env))
		changes_add(&c, "VIRTUAL_ENV", to->virtual_env);
	if (!text_same(from->prompt, to->prompt))
		changes_add(&c, "VIRTUAL_ENV_PROMPT", to->prompt);
	if (!text_same(from->pythonhome, to->pythonhome))
		changes_add(&c, "PYTHONHOME", to->pythonhome);
	if (!text_same(from->path, to->path)) {
		changes_add(&c, "PATH", to->path);
		c.list[c.n - 1].exported = from->path != NULL;
	}
	if (from->conda.touched || to->conda.touched)
		conda_changes(&c, &from->conda, &to->conda);
	if (!text_same(from->session, to->session))
		changes_add(&c, SESSION_NAME, to->session);
	return c;
}

/* All of the values, as nobody knows which differ when `deactivate` runs. */
static struct changes
undo_changes(struct arena *a, const struct session *s, struct conda conda,
    const struct vars *v)
{
	struct changes c = { .n = 0 };

	changes_add(&c, "VIRTUAL_ENV", s->virtual_env);
	changes_add(&c, "VIRTUAL_ENV_PROMPT", s->prompt);
	if (s->pythonhome != NULL)
		changes_add(&c, "PYTHONHOME", s->pythonhome);
	if (s->conda)
		conda_undo(a, &c, conda, v, s);
	changes_add(&c, SESSION_NAME, session_off(a, s));
	return c;
}

static void
outcome_describe(struct arena *a, struct outcome *out, const char *name,
    const struct session *s, const struct vars *v, struct conda conda)
{
	struct buf b = buf_in(a);
	const char *plain = v->virtual_env_disable_prompt;

	if (name != NULL)
		term_prompt(&b, str_from(name));
	out->env = s->env;
	out->entry = pathlist_entry(a, s->env);
	out->name = buf_string(&b);
	if (b.n > 0 && (plain == NULL || plain[0] == '\0'))
		out->prefix = text_join(a, "(", out->name, ") ", NULL);
	out->undo = undo_changes(a, s, conda, v);
}

/*
 * An env by hand: the shell may have inherited it without its `deactivate`, so
 * ours can take it off.
 */
static void
outcome_theirs(struct arena *a, struct outcome *out, const char *env)
{
	if (env == NULL || env[0] != '/' || strchr(env, ':') != NULL)
		return;
	out->entry = pathlist_entry(a, env);
	out->without = pathlist_keep(a, out->without == NULL ? "" :
	    out->without, out->entry, 0, 0);
	changes_add(&out->undo, "VIRTUAL_ENV", NULL);
	changes_add(&out->undo, "VIRTUAL_ENV_PROMPT", NULL);
}

/* Our env that this shell has had on; by name, see session_off. */
static const char *
env_before(const struct facts *facts, struct caller caller)
{
	const struct session *s = facts->session;

	return s != NULL && !caller.start && (s->mode == SESSION_ON ||
	    (s->mode == SESSION_HAND && facts->vars->virtual_env != NULL)) ?
	    s->env : NULL;
}

/* What is on stays, ours or not; the answer says once more what that is. */
static struct outcome
outcome_untouched(struct arena *a, const struct facts *facts,
    struct caller caller)
{
	struct outcome out = { .name = "" };
	struct state now = state_now(facts), to = now, from;

	if (session_holds(facts)) {
		from = state_from(facts, caller, facts->session->env);
		out.changes = state_changes(&from, &now);
		out.without = state_path(a, now.path, facts);
		outcome_describe(a, &out, facts->vars->virtual_env_prompt,
		    facts->session, facts->vars, now.conda);
		return out;
	}
	if (session_foreign(facts))
		to = state_under(a, to, facts);
	to.path = left_sweep(a, caller.left, to.path, NULL);
	from = state_from(facts, caller, NULL);
	out.changes = state_changes(&from, &to);
	out.without = to.path;
	outcome_theirs(a, &out, facts->vars->virtual_env);
	return out;
}

/* Note what is taken out of PATH now, in case something puts it back. */
static void
outcome_left(struct arena *a, struct outcome *out, const struct facts *facts,
    const struct decision *d, const char *left)
{
	const struct session *was = facts->session;

	if (was != NULL && (d->env == NULL ||
	    strcmp(d->env->where.path, was->env) != 0))
		out->left = left_add(a, left, pathlist_entry(a, was->env),
		    state_copies(facts));
}

/* Is nothing on, ours or another's, and nothing to be remembered? */
static bool
state_plain(const struct state *s)
{
	return s->session == NULL &&
	    text_or_empty(s->virtual_env)[0] == '\0' &&
	    text_or_empty(s->prompt)[0] == '\0';
}

static struct outcome
outcome_of(struct arena *a, const struct facts *facts,
    const struct decision *d, struct caller caller, const char *left)
{
	struct outcome out = { .name = "" };
	struct state without, to, from = state_from(facts, caller,
	    d->env == NULL ? NULL : d->env->where.path);
	const char *name;
	size_t copies;
	struct session s;

	if (d->hands_off)
		return outcome_untouched(a, facts, caller);
	without = state_swept(a, state_without(a, facts, d->env, caller),
	    caller.left);
	to = without;
	outcome_left(a, &out, facts, d, left);
	if (d->env == NULL) {
		to.session = session_kept(a, facts, d);
		out.plain = state_plain(&to);
		out.changes = state_changes(&from, &to);
		return out;
	}
	copies = copies_of(a, facts, d->env, &without);
	s = session_for(a, facts, d, &without, copies);
	to.virtual_env = d->env->where.path;
	name = name_env(a, d->env);
	if ((to.prompt = name_theirs(a, facts, d->env, caller)) == NULL)
		to.prompt = name;
	if (left != NULL && !text_same(name, without.prompt))
		out.left = left_name(a, out.left, left, name);
	to.pythonhome = NULL;
	if (s.conda)
		to.conda = conda_with(a, to.conda, d->env->where.path);
	to.path = path_with(a, facts, d->env, &without, copies, caller);
	to.session = session_print(a, &s);
	out.without = without.path;
	outcome_describe(a, &out, facts->settings->prompt != 0 ? name :
	    NULL, &s, facts->vars, to.conda);
	out.ends = caller.mark == 0 &&
	    session_leaves(&s, out.entry, to.path, out.without);
	out.changes = state_changes(&from, &to);
	return out;
}

struct outcome
diff(struct arena *a, const struct facts *facts, const struct decision *d,
    struct caller caller)
{
	const char *left = left_keep(a, caller.left, facts->vars->path,
	    facts->vars->virtual_env);
	struct outcome out = outcome_of(a, facts, d, caller, left);

	if (out.left == NULL && left != caller.left)
		out.left = left;
	if (caller.left != NULL)
		out.left = left_remark(a, out.left, caller.left, caller.mark);
	out.was = env_before(facts, caller);
	out.known = env_known(facts, out.env);
	out.kept = caller.kept && out.known;
	return out;
}

struct outcome
diff_off(struct arena *a, const struct facts *facts, struct caller caller)
{
	struct outcome out = { .name = "", .was = facts->session->env,
	    .kept = caller.kept && env_known(facts, NULL) };
	struct state from = state_from(facts, caller, NULL);
	struct state to = state_without(a, facts, NULL, caller);

	to.session = session_off(a, facts->session);
	out.changes = state_changes(&from, &to);
	return out;
}
