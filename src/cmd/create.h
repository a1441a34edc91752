/* create: make envs, with the options of `python -m venv`. */
#ifndef CMD_CREATE_H
#define CMD_CREATE_H

#include <stdbool.h>

#include "bases/python.h"

struct command;
struct progress;
struct recipe;
struct run;

/* The project that dir, canonical, is in, or else dir itself. */
const char *create_project(struct run *, const char *dir);

/* For what project, where, and from what an env is made. */
struct create_plan {
	const char *project;
	const char *env;	/* its place, if no ENV_DIR is named */
	struct python_choice choice;	/* its fault: why none is made */
};

/*
 * What `create` without an ENV_DIR would do in the working directory; false
 * if it would fail.
 */
bool create_plan(struct run *, struct create_plan *);

/*
 * What the policy has made on cd: the env of project, as the settings there
 * say, recorded as ours.  False when that failed, which has been told.
 */
bool create_auto(struct run *, const char *project);

/*
 * The base for an env of project that is recreated: as for create, with
 * --python of the run, but what it had (a path, "3.11", or NULL) before any
 * on PATH.
 */
bool create_choose(struct run *, struct progress *, const char *project,
    const char *had, struct python_choice *);

/*
 * Recreate the env of a recipe, of which env, options, keep, moved_from,
 * packages and progress are set: what is there is put aside, and comes back
 * where that fails.  Recorded as ours; false: told.  Signals must be held.
 */
bool create_again(struct run *, const char *project,
    const struct python_choice *, struct recipe *);

extern const struct command create_command;

#endif
