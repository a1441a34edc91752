/*
 * Which programs a name leads to in this shell, and who besides us has said so:
 * PATH and variables in, findings out.
 */
#ifndef CORE_DOCTOR_REACH_H
#define CORE_DOCTOR_REACH_H

#include <stdbool.h>
#include <stddef.h>

struct findings;
struct vars;

/* The names that are looked for. */
enum { REACHES = 3 };
extern const char *const reach_names[REACHES];

struct reach {
	const struct vars *vars;
	const char *env;	/* that is on through us; or NULL */
	const char *other;	/* that is on by somebody else, and not the */
				/* one for here; or NULL */
	const char *gone;	/* VIRTUAL_ENV, where nothing is; or NULL */
	const char *first[REACHES];	/* on PATH; NULL: none is there */
	bool in_env[REACHES];	/* the env has that program */
	bool kept_path;		/* an `activate` has kept PATH in the shell */

	/* Any variable; NULL: it is not set. */
	const char *(*value)(const char *name);
};

void reach_examine(const struct reach *, struct findings *);

#endif
