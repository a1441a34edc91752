#include "config.h"

#include "cmd/reach.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/names.h"
#include "core/rule/settings.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "look/world.h"
#include "sys/dirs.h"
#include "sys/node.h"

#define NOT_FOUND "a cd does not find it: "

/* "names = .venv venv", between two other texts. */
static const char *
names_text(struct arena *a, const struct settings *s, const char *before,
    const char *after)
{
	return text_join(a, before, setting_value(a, s,
	    setting_find(STR("names"))), after, NULL);
}

static bool
has_name(struct run *run, const struct where *where)
{
	return text_same(names_path(run, path_base(str_from(where->found)).p),
	    where->found);
}

/* Why a cd does not find it; found is what a cd to its directory finds. */
static const char *
reach_reason(struct run *run, const struct where *where,
    const struct world *found)
{
	const struct env *first = found->facts.env;

	if (has_name(run, where))
		return "it stands in no project";
	if (first != NULL && text_same(first->where.project, where->project))
		return text_join(run->arena, first->where.found,
		    " comes first", NULL);
	return names_text(run->arena, found->facts.settings, "the settings "
	    "have names = ", "");
}

/* What can be written so that a cd to the project finds the env. */
static const char *
reach_hint(struct run *run, const struct where *where,
    const struct settings *s)
{
	struct arena *a = run->arena;
	const char *name = path_base(str_from(where->found)).p;
	const char *dir = dirs_config(a, run->vars);
	const char *file = text_join(a, where->project, "/.venv", NULL);

	if (has_name(run, where))
		return text_join(a, "'venvhook activate ", text_typed(a, name),
		    "' switches it on; so does a file .venv in a project, "
		    "with the word ", name, NULL);
	if (!names_fits(a, name) || strpbrk(name, " '\"#:") != NULL ||
	    dir == NULL || node_named(file).kind != NODE_ABSENT)
		return text_join(a, "'venvhook activate ",
		    text_typed(a, where->found), "' switches it on", NULL);
	return text_join(a, names_text(a, s, "put the line 'names = ", " "),
	    name, "' into ", dir, "/config, or the word ", name,
	    " into a file ", file, NULL);
}

bool
reach_beside(struct run *run, const struct world *w, struct fault *fault)
{
	struct where where = { .project = w->search.start };
	const char **names;
	size_t n = 0;

	/* the search has not looked here, at an automounter's say, nor do we */
	if (w->search.nprobes == 0 || w->facts.settings == NULL)
		return false;
	names = names_below(run, where.project, &n);
	if (n == 0)
		return false;
	where.found = path_clean(run->arena, text_join(run->arena,
	    where.project, "/", names[0], NULL));
	fault_set(fault, where.found, names_text(run->arena,
	    w->facts.settings, NOT_FOUND "the settings have names = ", ""),
	    reach_hint(run, &where, w->facts.settings));
	return true;
}

bool
reach_check(struct run *run, const struct world *w, struct fault *fault)
{
	struct arena *a = run->arena;
	const struct where *where = &w->facts.env->where;
	struct vars vars = *w->facts.vars;
	struct world found;

	vars.session = NULL;
	world_read(a, &vars, STAND_HERE, &found);
	if (where->manager != NULL || found.facts.settings == NULL ||
	    (found.facts.env != NULL &&
	    text_same(found.facts.env->where.canonical, where->canonical)))
		return true;
	return fault_set(fault, where->found, text_join(a, NOT_FOUND,
	    reach_reason(run, where, &found), NULL),
	    reach_hint(run, where, found.facts.settings));
}
