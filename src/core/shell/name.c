#include "config.h"

#include "core/shell/name.h"

#include "base/buf.h"
#include "core/facts.h"
#include "core/text/term.h"

/*
 * What conda calls it: a name where it stands among such, else its path.  Its
 * place in a project says no more than .venv does.
 */
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
