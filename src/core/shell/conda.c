#include "config.h"

#include "core/shell/conda.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/shell/changes.h"
#include "core/shell/name.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/vars.h"

const char *
conda_slot(struct arena *a, unsigned long long level)
{
	return text_join(a, "CONDA_PREFIX_", text_number(a, level), NULL);
}

bool
conda_is_on(const struct vars *v)
{
	return v->conda_shlvl != NULL && v->conda_shlvl[0] != '\0' &&
	    strcmp(v->conda_shlvl, "0") != 0;
}

bool
conda_has(const struct vars *v, const struct session *was)
{
	return was->conda && was->conda_prefix == NULL && conda_is_on(v) &&
	    text_same(v->conda_prefix, was->env);
}

bool
conda_ours(const struct vars *v, const struct session *was)
{
	return was->conda && text_same(v->conda_prefix, was->env) &&
	    !conda_has(v, was);
}

struct conda
conda_with(struct arena *a, struct conda c, const char *env)
{
	c.touched = true;
	c.prefix = env;
	c.name = name_conda(a, env);
	return c;
}

/* `conda install` has put the name of our env into the prompt: take it out. */
static const char *
conda_shown(struct arena *a, const char *shown, const struct session *was)
{
	struct str all = str_from(shown), name = str_from(name_conda(a,
	    was->env));
	const char *at = str_find(all, name);

	if (at == NULL || was->conda_name == NULL)
		return shown;
	return text_join(a, str_copy(a, str_range(all.p, at)),
	    was->conda_name, at + name.n, NULL);
}

/*
 * conda has stacked the env of before ours on top of ours.  Without ours that
 * would be twice the same, so a level goes.
 */
static struct conda
conda_popped(struct arena *a, struct conda c)
{
	unsigned long long level;

	if (c.level == NULL ||
	    !str_number(str_from(c.level), CONDA_MAX, &level) ||
	    level < 2 || !text_same(c.slot, conda_slot(a, level - 1)))
		return c;
	c.level = text_number(a, level - 1);
	c.kept = NULL;
	return c;
}

struct conda
conda_without(struct arena *a, struct conda c, const struct vars *v,
    const struct session *was)
{
	c.touched = true;
	c.kept = c.slot == NULL ? NULL : was->conda_prefix;
	if (text_same(c.prefix, was->env) && !conda_has(v, was)) {
		c.prefix = was->conda_prefix;
		c.name = was->conda_name;
		if (c.shown != NULL)
			c.shown = conda_shown(a, c.shown, was);
	} else if (c.slot != NULL && text_same(c.prefix, was->conda_prefix)) {
		c = conda_popped(a, c);
	}
	return c;
}

const char *
conda_path(struct arena *a, const struct vars *v, const struct session *was,
    const char *path)
{
	const char *before;
	size_t n;

	if (was->conda_prefix == NULL || path == NULL ||
	    conda_ours(v, was) || pathlist_count(path,
	    pathlist_entry(a, was->env)) > session_copies(was))
		return path;
	before = pathlist_entry(a, was->conda_prefix);
	n = pathlist_count(path, before);
	return n == 0 ? path : pathlist_keep(a, path, before, 0, n - 1);
}

void
conda_changes(struct changes *c, const struct conda *from,
    const struct conda *to)
{
	if (!text_same(from->prefix, to->prefix))
		changes_add(c, "CONDA_PREFIX", to->prefix);
	if (!text_same(from->name, to->name))
		changes_add(c, "CONDA_DEFAULT_ENV", to->name);
	if (!text_same(from->level, to->level))
		changes_add(c, "CONDA_SHLVL", to->level);
	if (!text_same(from->kept, to->kept))
		changes_add(c, from->slot, to->kept);
	if (!text_same(from->shown, to->shown))
		changes_add(c, CONDA_SHOWN, to->shown);
}

void
conda_undo(struct arena *a, struct changes *c, struct conda from,
    const struct vars *v, const struct session *was)
{
	struct conda to = conda_without(a, from, v, was);

	/* conda may have changed these by then. */
	changes_add(c, "CONDA_PREFIX", to.prefix);
	changes_add(c, "CONDA_DEFAULT_ENV", to.name);
	if (to.shown != NULL)
		changes_add(c, CONDA_SHOWN, to.shown);
	from.prefix = to.prefix;
	from.name = to.name;
	from.shown = to.shown;
	conda_changes(c, &from, &to);
}
