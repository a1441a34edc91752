/* The activate scripts that a base has for its envs, read from its stdlib. */
#ifndef MAKE_TEMPLATES_H
#define MAKE_TEMPLATES_H

#include "core/python/layout.h"

struct arena;
struct python;

enum templates_state {
	TEMPLATES_READ,
	TEMPLATES_ABSENT,	/* the base has no venv module */
	TEMPLATES_ODD,		/* only its own venv can deal with these */
};

enum templates_state templates_read(struct arena *, const struct python *,
    struct templates *out);

#endif
