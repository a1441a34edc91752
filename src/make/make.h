/* Making an env, natively where the base is one we know. */
#ifndef MAKE_MAKE_H
#define MAKE_MAKE_H

#include <stdbool.h>

struct recipe;
struct target;

/*
 * Can an env not be at this path?  Why: it could not stand on PATH, in a
 * script, or in pyvenv.cfg.  NULL if it can.
 */
const char *make_refusal(const char *env);

/* The same of a --prompt. */
const char *make_prompt_refusal(const char *prompt);

/*
 * True when it stands: the caller then has it recorded, and keeps the target.
 * False: fault, and all is as it was before.  Signals must be held.
 */
bool make_env(const struct recipe *, struct target *);

/* --upgrade-deps, once it is kept. */
bool make_upgrade(const struct recipe *);

#endif
