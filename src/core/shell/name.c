#include "config.h"

#include "core/shell/name.h"

#include <string.h>

#include "base/buf.h"
#include "core/facts.h"
#include "core/shell/left.h"
#include "core/shell/session.h"
#include "core/text/term.h"
#include "core/vars.h"

/* In a directory "envs" conda calls an env by its name, else by its path. */
const char *
name_conda(struct arena *a, const char *env)
{
	struct str path = str_from(env);

	return str_is(path_base(path_dir(path)), "envs") ?
	    str_copy(a, path_base(path)) : env;
}

static struct str
name_bare(const struct env *env)
{
	const struct where *where = &env->where;
	struct str path = str_from(where->path), name = path_base(path);

	if (env->contents.conda && where->project != NULL &&
	    path_within(path, str_from(where->project)))
		return path_base(str_from(where->project));
	if (str_is(name, ".venv") || str_is(name, "venv"))
		return path_base(path_dir(path));
	return name;
}

const char *
name_env(struct arena *a, const struct env *env)
{
	struct str name;
	struct buf b = buf_in(a);

	if (!pyvenv_prompt(a, &env->contents.pyvenv, &name) || name.n == 0)
		name = name_bare(env);
	/* Themes put the value into PS1, where the shell would expand it. */
	term_prompt(&b, name);
	return buf_string(&b);
}

bool
name_stayed(struct arena *a, const struct facts *facts)
{
	const struct session *was = facts->session;
	const struct env *env = facts->env;
	const char *name = facts->vars->virtual_env_prompt;

	return was->mode == SESSION_ON && name != NULL && env != NULL &&
	    strcmp(env->where.path, was->env) == 0 &&
	    strcmp(name_env(a, env), name) == 0;
}

const char *
name_theirs(struct arena *a, const struct facts *facts,
    const struct env *env, struct caller caller)
{
	const char *name = facts->vars->virtual_env_prompt;

	if (caller.left == NULL || caller.start || caller.kept ||
	    !session_holds(facts) ||
	    strcmp(facts->session->env, env->where.path) != 0)
		return NULL;
	return name == NULL || left_named(a, caller.left, name) ? NULL : name;
}
