/*
 * Where an env is made that nobody named: the project that a directory is in,
 * and the place in it.  Of a workspace of uv that is its root, by the rule
 * that uv goes by (core/manager/uv.c), if the settings have uv on.
 */
#ifndef LOOK_PLACE_H
#define LOOK_PLACE_H

#include <stdbool.h>

#include "base/fault.h"

struct arena;
struct settings;
struct vars;

struct place {
	const char *home;	/* the user's, without links; or NULL */
	const char *project;
	const char *env;	/* UV_PROJECT_ENVIRONMENT, or in project */
};

/* Of dir, which is canonical; false: it cannot be told. */
bool place_of(struct arena *, const struct vars *, const struct settings *,
    const char *dir, struct place *, struct fault *);

/* The root of the workspace that project is in; project where there is none. */
const char *place_root(struct arena *, const struct vars *,
    const struct settings *, const char *project);

#endif
