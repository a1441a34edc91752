#include "config.h"

#include "core/shell/state.h"

#include <string.h>

#include "base/buf.h"
#include "core/facts.h"
#include "core/shell/left.h"
#include "core/shell/name.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/vars.h"

struct state
state_now(const struct facts *facts)
{
	const struct vars *v = facts->vars;

	return (struct state){
		.virtual_env = v->virtual_env,
		.prompt = v->virtual_env_prompt,
		.pythonhome = v->pythonhome,
		.path = v->path,
		.session = v->session,
		.conda = {
			.prefix = v->conda_prefix,
			.name = v->conda_default_env,
			.level = v->conda_shlvl,
			.slot = facts->conda_slot,
			.kept = facts->conda_slot == NULL ? NULL :
			    facts->session->env,
			.shown = facts->conda_shown,
		},
	};
}

size_t
state_copies(const struct facts *facts)
{
	const struct session *was = facts->session;

	return session_copies(was) + (was->conda &&
	    conda_has(facts->vars, was));
}

const char *
state_path(struct arena *a, const char *path, const struct facts *facts)
{
	const struct session *was = facts->session;

	if (path == NULL)
		return NULL;
	path = pathlist_keep(a, path, pathlist_entry(a, was->env), 0,
	    state_copies(facts));
	return path[0] == '\0' && was->path == NULL ? NULL : path;
}

/*
 * The state without the env that somebody else switched on, in each spelling.
 * An entry that is ours stays, as state_path counts it.
 */
static struct state
state_taken(struct arena *a, struct state s, const struct session *was,
    const struct where *where)
{
	const char *const spelled[] = { s.virtual_env, where->path,
	    where->canonical };

	for (int i = 0; i < 3 && s.path != NULL && spelled[i] != NULL; i++) {
		const char *entry = pathlist_entry(a, spelled[i]);

		if (was == NULL || !session_is_on(was) ||
		    strcmp(spelled[i], was->env) != 0)
			s.path = pathlist_keep(a, s.path, entry, 0, 0);
		s.path = pathlist_keep(a, s.path, text_join(a, entry, "/",
		    NULL), 0, 0);
	}
	s.virtual_env = s.prompt = NULL;
	return s;
}

/*
 * The state with the values of before the session, which is on.  holds: nobody
 * has changed VIRTUAL_ENV since.  Else somebody's deactivate has run, and only
 * what that left is ours to tidy; or an env was taken from somebody.
 */
static struct state
state_restored(struct arena *a, struct state s, const struct facts *facts,
    bool holds, bool taken)
{
	const struct session *was = facts->session;

	if (holds || taken)
		s.virtual_env = was->virtual_env;
	if (holds ? s.prompt != NULL : s.virtual_env == NULL)
		s.prompt = was->prompt;
	if (s.pythonhome == NULL)
		s.pythonhome = was->pythonhome;
	if (was->conda) {
		s.path = conda_path(a, facts->vars, was, s.path);
		s.conda = conda_without(a, s.conda, facts->vars, was);
	}
	s.path = state_path(a, s.path, facts);
	return s;
}

struct state
state_without(struct arena *a, const struct facts *facts,
    const struct env *env, struct caller caller)
{
	struct state s = state_now(facts);
	const struct session *was = facts->session;
	bool holds = session_holds(facts);
	bool taken = env != NULL && session_foreign(facts);

	if (taken)
		s = state_taken(a, s, was, &env->where);
	else if (facts->vars->put_back && !holds)
		s.virtual_env = s.prompt = NULL;
	s.session = NULL;
	if (was == NULL)
		return s;
	if (session_is_on(was))
		return state_restored(a, s, facts, holds, taken);
	/* our `deactivate` may have run in a function with a local PATH */
	if (!caller.start && left_is_now(caller.left))
		s.path = state_path(a, s.path, facts);
	return s;
}

/*
 * Who has put an older PATH back has done so with VIRTUAL_ENV_PROMPT, too; or
 * with that alone, if it is the name of an env that was on.
 */
struct state
state_swept(struct arena *a, struct state s, const char *left)
{
	const char *path = left_sweep(a, left, s.path, NULL);

	if (s.virtual_env == NULL && s.prompt != NULL &&
	    (path != s.path || left_named(a, left, s.prompt)))
		s.prompt = NULL;
	s.path = path;
	return s;
}

struct state
state_under(struct arena *a, struct state s, const struct facts *facts)
{
	const struct session *was = facts->session;
	struct session under;

	if (was == NULL ||
	    (was->mode != SESSION_ON && was->mode != SESSION_UNDER))
		return s;
	if (name_stayed(a, facts))
		s.prompt = was->prompt;
	under = *was;
	under.mode = SESSION_UNDER;
	s.session = session_print(a, &under);
	if (!session_here(facts))
		s.path = state_path(a, s.path, facts);
	return s;
}
