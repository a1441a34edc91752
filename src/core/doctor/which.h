/*
 * Which python and pip this shell runs, and what besides us decides that: PATH
 * and variables in, findings out.
 */
#ifndef CORE_DOCTOR_WHICH_H
#define CORE_DOCTOR_WHICH_H

#include <stdbool.h>

struct findings;
struct vars;

/* The names that are looked for. */
enum { WHICHES = 3 };
extern const char *const which_names[WHICHES];

struct which {
	const struct vars *vars;
	const char *env;	/* the env that is on through us; or NULL */
	const char *other;	/* one that is on by somebody else, and not */
				/* the one for here; or NULL */
	const char *gone;	/* VIRTUAL_ENV, if nothing is there; or NULL */
	const char *first[WHICHES];	/* what each name leads to by PATH; */
					/* NULL: nothing */
	bool in_env[WHICHES];	/* the env has a program of that name */
	bool kept_path;		/* an env's own activate was run in the shell */

	/* Any variable; NULL: it is not set. */
	const char *(*value)(const char *name);
};

/* Add what is to be found in it. */
void which_examine(const struct which *, struct findings *);

#endif
