/*
 * What can be seen of an env without running anything of it: where it is, its
 * pyvenv.cfg, what its bin/python leads to, and who could change it.
 */
#ifndef LOOK_INSPECT_H
#define LOOK_INSPECT_H

#include "core/facts.h"

struct arena;
struct fault;
struct vars;

/*
 * Fill in the env at place, found in project (NULL: in none).  physical: no
 * link is in the path of project, as the caller knows.
 */
void inspect(struct arena *, const struct vars *, const char *project,
    const char *place, bool physical, struct env *);

/*
 * Could nobody else change the files in its bin?  False with the fault.  Not
 * asked on a cd, as there are too many.
 */
bool inspect_files(struct arena *, const struct vars *, const struct env *,
    struct fault *);

/* The project at path, with who could change it; false: it is not there. */
bool inspect_project(struct arena *, const struct vars *,
    const char *path, struct project *);

#endif
