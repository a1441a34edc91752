/*
 * Did an env come with its tree?  Asks each repository that it may be in:
 * the innermost one around it, one whose root is the env itself, and those
 * further out, up to the home.  No variable is
 * listened to.
 */
#ifndef LOOK_BROUGHT_H
#define LOOK_BROUGHT_H

#include <stdbool.h>

#include "core/facts.h"

struct arena;

/*
 * whole: it matters where nobody can tell.  Without that only what is tracked
 * is looked for, which takes fewer questions, and "no" may be "cannot tell".
 */
struct brought brought_ask(struct arena *, const char *home,
    const struct env *, bool whole);

#endif
