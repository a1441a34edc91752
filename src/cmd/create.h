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

/* What create would make: for which project, where, from which Python. */
struct create_plan {
	const char *project;
	const char *env;	/* its place, if no ENV_DIR is named */
	struct python_choice choice;	/* its fault: why none is made */
};

/* What `create` without an ENV_DIR would do in the working directory. */
void create_plan(struct run *, struct create_plan *);

/*
 * For create = auto: make the env of project as the settings there say, and
 * record it as ours.  False: that failed, and the reason was printed.
 */
bool create_auto(struct run *, const char *project);

/*
 * The base for an env of project that is recreated: chosen as for create, but
 * the one it had (a path, "3.11", or NULL) is preferred to those on PATH.
 */
bool create_choose(struct run *, struct progress *, const char *project,
    const char *had, struct python_choice *);

/*
 * Recreate the env of a recipe, in which env, options, keep, moved_from,
 * packages and progress are set, and record it as ours.  False: it failed, the
 * reason was printed, and the old env is back.  Signals must be held.
 */
bool create_again(struct run *, const char *project,
    const struct python_choice *, struct recipe *);

extern const struct command create_command;

#endif
