#include "config.h"

#include "look/place.h"

#include <string.h>

#include "base/buf.h"
#include "core/facts.h"
#include "core/rule/settings.h"
#include "core/vars.h"
#include "look/keepers.h"
#include "look/project.h"
#include "sys/node.h"
#include "sys/owners.h"

/*
 * Take the place that a manager names.  What is above the project does not
 * count if somebody else could have put it there: in /tmp anybody can call a
 * directory a workspace.
 */
static bool
place_kept(struct arena *a, const struct vars *v, struct place *p,
    const struct kept *kept, struct fault *f)
{
	static const char hint[] = "'venvhook create ENV_DIR' makes one in the "
	    "directory that you name";
	bool within = strcmp(kept->project, p->project) == 0;

	if (kept->reason != NULL)
		return fault_set(f, p->project, kept->reason,
		    kept->hint == NULL ? hint : kept->hint);
	if (!within && (!owners_check(a, v, kept->project, f) ||
	    !owners_check(a, v, text_join(a, kept->project, "/pyproject.toml",
	    NULL), f))) {
		f->hint = hint;
		return false;
	}
	if (!within)
		p->env = text_join(a, kept->project,
		    p->env + strlen(p->project), NULL);
	p->project = kept->project;
	/* in the default place of uv the settings say what it is called */
	if (strcmp(kept->env, text_join(a, kept->project, "/.venv", NULL)) !=
	    0)
		p->env = kept->env;
	return true;
}

bool
place_of(struct arena *a, const struct vars *v, const struct settings *s,
    const char *dir, struct place *p, struct fault *f)
{
	struct kept kept;

	p->home = v->home == NULL ? NULL : node_real(a, v->home);
	p->project = project_around(a, s, dir, p->home);
	p->env = text_join(a, p->project, "/", s->names.p[0], NULL);
	return !keepers_place(a, v, s, p->project, &kept) ||
	    place_kept(a, v, p, &kept, f);
}

const char *
place_root(struct arena *a, const struct vars *v, const struct settings *s,
    const char *project)
{
	struct fault fault;
	struct place p;

	return place_of(a, v, s, project, &p, &fault) ? p.project : project;
}
