/*
 * What there is to see of an env without running anything of it: where it
 * leads, its pyvenv.cfg, the way of its bin/python, who could change it.
 */
#ifndef LOOK_INSPECT_H
#define LOOK_INSPECT_H

#include "core/facts.h"

struct arena;
struct vars;

/*
 * The env at place, which was found (or would be) in project.  physical: the
 * path of project is known to have no link in it.
 */
void inspect(struct arena *, const struct vars *, const char *project,
    const char *place, bool physical, struct env *);

/* The project at path, with who could change it; false: it is not there. */
bool inspect_project(struct arena *, const struct vars *,
    const char *path, const char *marker, struct project *);

#endif
