/*
 * Where an env is made if the user names no place: in the project that a
 * directory is in, or, if the settings have uv on, in the root of the workspace
 * by uv's own rule (core/manager/uv.c).
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

/* The place for dir, which is canonical; false with the fault. */
bool place_of(struct arena *, const struct vars *, const struct settings *,
    const char *dir, struct place *, struct fault *);

/* The root of the workspace that project is in; project where there is none. */
const char *place_root(struct arena *, const struct vars *,
    const struct settings *, const char *project);

#endif
