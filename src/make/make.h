/* Making an env, natively where the base is one we know. */
#ifndef MAKE_MAKE_H
#define MAKE_MAKE_H

#include <stdbool.h>

#include "core/python/layout.h"

struct arena;
struct vars;
struct fault;
struct program_rules;
struct progress;
struct python;

struct make {
	struct arena *arena;
	const struct vars *vars;
	const struct python *python;
	const char *env;		/* absolute and normal */
	const char *project;		/* nothing is run from there; or NULL */
	bool foreign;			/* the user vouches for the base */
	struct layout_options options;
	bool hardlink;			/* for pip: link-mode = hardlink */
	unsigned creator;	/* enum creator of core/rule/settings.h */
	struct progress *progress;
	struct fault *fault;		/* filled by who cannot go on */
};

/* What is asked of the programs it starts. */
struct program_rules make_rules(const struct make *);

/*
 * Can an env not be at this path?  Why: it could not stand on PATH, in a
 * script, or in pyvenv.cfg.  NULL if it can.
 */
const char *make_refusal(const char *env);

/* The same of a --prompt. */
const char *make_prompt_refusal(const char *prompt);

/*
 * False when it could not be made: told, and what was made is taken back.
 * Signals must be held.
 */
bool make_env(const struct make *);

#endif
