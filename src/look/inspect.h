/*
 * What there is to see of an env without running anything of it: where it
 * leads, its pyvenv.cfg, the way of its bin/python, who could change it.
 */
#ifndef LOOK_INSPECT_H
#define LOOK_INSPECT_H

#include "core/facts.h"

struct arena;
struct fault;
struct vars;

/*
 * The env at place, which was found (or would be) in project.  physical: the
 * path of project is known to have no link in it.
 */
void inspect(struct arena *, const struct vars *, const char *project,
    const char *place, bool physical, struct env *);

/*
 * Could nobody else change the files in its bin?  Else the fault.  They are
 * too many to be looked at on each cd.
 */
bool inspect_files(struct arena *, const struct vars *, const struct env *,
    struct fault *);

/* The project at path, with who could change it; false: it is not there. */
bool inspect_project(struct arena *, const struct vars *,
    const char *path, const char *marker, struct project *);

#endif
