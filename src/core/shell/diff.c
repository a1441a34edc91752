#include "config.h"

#include "core/shell/diff.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/rule/decide.h"
#include "core/vars.h"
#include "core/facts.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/rule/settings.h"
#include "core/text/term.h"

/* The five variables that are ours to set. */
struct state {
	const char *virtual_env, *prompt, *pythonhome, *path, *session;
};

const char *
env_name(struct arena *a, const struct env *env)
{
	struct str name, path = str_from(env->path);
	struct buf b = buf_in(a);

	if (!pyvenv_prompt(a, &env->pyvenv, &name) || name.n == 0) {
		name = path_base(path);
		if (str_is(name, ".venv") || str_is(name, "venv"))
			name = path_base(path_dir(path));
	}
	/* Themes put the value into PS1, where the shell would expand it. */
	term_prompt(&b, name);
	return buf_string(&b);
}

static const char *
env_entry(struct arena *a, const char *env)
{
	return text_join(a, env, "/bin", NULL);
}

static bool
text_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct state
state_now(const struct vars *v)
{
	return (struct state){
		.virtual_env = v->virtual_env,
		.prompt = v->virtual_env_prompt,
		.pythonhome = v->pythonhome,
		.path = v->path,
		.session = v->session,
	};
}

/*
 * The state as if we had never been on.  Where VIRTUAL_ENV is no longer what
 * we set, somebody else's deactivate has been here, and only what it left
 * behind is ours to tidy.
 */
static struct state
state_without(struct arena *a, const struct facts *facts)
{
	struct state s = state_now(facts->vars);
	const struct session *was = facts->session;

	s.session = NULL;
	if (was == NULL || was->mode == SESSION_OFF)
		return s;
	if (session_holds(facts))
		s.virtual_env = was->virtual_env;
	if (session_holds(facts) || s.virtual_env == NULL)
		s.prompt = was->prompt;
	if (s.pythonhome == NULL)
		s.pythonhome = was->pythonhome;
	if (s.path == NULL)
		return s;
	s.path = pathlist_drop(a, s.path, env_entry(a, was->env));
	if (s.path[0] == '\0' && was->path == NULL)
		s.path = NULL;
	return s;
}

/* Our entry stays where it stands, unless it is gone or has to lead again. */
static const char *
path_with(struct arena *a, const struct facts *facts, const struct env *env,
    const char *without, bool heal)
{
	const char *entry = env_entry(a, env->path);
	const char *now = facts->vars->path;

	if (!heal && session_holds(facts) &&
	    strcmp(facts->session->env, env->path) == 0 &&
	    pathlist_has(now, entry))
		return now;
	return pathlist_add(a, without, entry);
}

static struct session
session_for(const struct facts *facts, const struct decision *d,
    const struct state *without)
{
	bool by_hand = d->why == WHY_HAND;

	return (struct session){
		.mode = by_hand ? SESSION_HAND : SESSION_ON,
		.user = facts->accounts.user,
		.project = by_hand ? "" : d->env->project,
		.env = d->env->path,
		.virtual_env = without->virtual_env,
		.prompt = without->prompt,
		.pythonhome = without->pythonhome,
		.path = without->path == NULL || without->path[0] == '\0' ?
		    without->path : "more",
	};
}

/* `deactivate` holds for as long as the shell stays in its project. */
static bool
keeps_off(const struct facts *facts)
{
	return facts->session != NULL && facts->session->mode == SESSION_OFF &&
	    facts->search->start != NULL &&
	    path_within(str_from(facts->search->start),
	    str_from(facts->session->project));
}

static void
change_add(struct changes *c, const char *name, const char *value)
{
	c->list[c->n++] = (struct change){ name, value };
}

static struct changes
state_changes(const struct state *from, const struct state *to)
{
	struct changes c = { .n = 0 };

	if (!text_same(from->virtual_env, to->virtual_env))
		change_add(&c, "VIRTUAL_ENV", to->virtual_env);
	if (!text_same(from->prompt, to->prompt))
		change_add(&c, "VIRTUAL_ENV_PROMPT", to->prompt);
	if (!text_same(from->pythonhome, to->pythonhome))
		change_add(&c, "PYTHONHOME", to->pythonhome);
	if (!text_same(from->path, to->path))
		change_add(&c, "PATH", to->path);
	if (!text_same(from->session, to->session))
		change_add(&c, SESSION_NAME, to->session);
	return c;
}

/* By name there is no project in which `deactivate` would have to hold. */
static const char *
session_off(struct arena *a, const struct session *s)
{
	struct session off = {
		.mode = SESSION_OFF,
		.user = s->user,
		.project = s->project,
		.env = s->env,
	};

	return s->mode == SESSION_HAND ? NULL : session_print(a, &off);
}

/* Said in full, because deactivate runs later than this is printed. */
static struct changes
undo_changes(struct arena *a, const struct session *s)
{
	struct changes c = { .n = 0 };

	change_add(&c, "VIRTUAL_ENV", s->virtual_env);
	change_add(&c, "VIRTUAL_ENV_PROMPT", s->prompt);
	if (s->pythonhome != NULL)
		change_add(&c, "PYTHONHOME", s->pythonhome);
	change_add(&c, SESSION_NAME, session_off(a, s));
	return c;
}

static void
outcome_describe(struct arena *a, struct outcome *out, const char *name,
    const struct session *s, bool shown)
{
	struct buf b = buf_in(a);

	if (shown)
		term_prompt(&b, str_from(name));
	out->env = s->env;
	out->entry = env_entry(a, s->env);
	out->name = buf_string(&b);
	out->undo = undo_changes(a, s);
}

/*
 * An env by hand, in a shell that may have inherited it without the function
 * that takes it off again.
 */
static void
outcome_theirs(struct arena *a, struct outcome *out, const char *env)
{
	if (env == NULL || env[0] != '/' || strchr(env, ':') != NULL)
		return;
	out->entry = env_entry(a, env);
	change_add(&out->undo, "VIRTUAL_ENV", NULL);
	change_add(&out->undo, "VIRTUAL_ENV_PROMPT", NULL);
}

/* Nothing changes; what is on stays described. */
static struct outcome
outcome_untouched(struct arena *a, const struct facts *facts)
{
	struct outcome out = { .name = "" };
	const char *name = facts->vars->virtual_env_prompt;

	if (session_holds(facts))
		outcome_describe(a, &out, name == NULL ? "" : name,
		    facts->session, name != NULL);
	else
		outcome_theirs(a, &out, facts->vars->virtual_env);
	return out;
}

struct outcome
diff(struct arena *a, const struct facts *facts, const struct decision *d,
    bool heal)
{
	struct outcome out = { .name = "" };
	struct state now = state_now(facts->vars);
	struct state without = state_without(a, facts), to = without;
	struct session s;

	if (d->hands_off)
		return outcome_untouched(a, facts);
	if (d->env == NULL) {
		if (keeps_off(facts))
			to.session = now.session;
		out.changes = state_changes(&now, &to);
		return out;
	}
	s = session_for(facts, d, &without);
	to.virtual_env = d->env->path;
	to.prompt = env_name(a, d->env);
	to.pythonhome = NULL;
	to.path = path_with(a, facts, d->env, without.path, heal);
	to.session = session_print(a, &s);
	outcome_describe(a, &out, to.prompt, &s, facts->settings->prompt != 0);
	out.changes = state_changes(&now, &to);
	return out;
}

struct outcome
diff_off(struct arena *a, const struct facts *facts)
{
	struct outcome out = { .name = "" };
	struct state now = state_now(facts->vars);
	struct state to = state_without(a, facts);

	to.session = session_off(a, facts->session);
	out.changes = state_changes(&now, &to);
	return out;
}
