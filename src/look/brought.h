/*
 * Did an env come with a clone?  Asks each repository that it may be in: one
 * whose root is the env itself, the innermost one around it, and those further
 * out, up to the home.  No variable such as GIT_DIR counts.
 */
#ifndef LOOK_BROUGHT_H
#define LOOK_BROUGHT_H

#include <stdbool.h>

#include "core/facts.h"

struct arena;
struct vars;

/*
 * whole: it matters whether the answer is "no" or "cannot tell".  Without it
 * only tracked files are looked for, which is less work, and "no" may be
 * either.
 */
struct brought brought_ask(struct arena *, const struct vars *,
    const struct env *, bool whole);

#endif
