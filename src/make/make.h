/* Making an env, natively where the base is one we know. */
#ifndef MAKE_MAKE_H
#define MAKE_MAKE_H

#include <stdbool.h>

struct recipe;
struct target;

/*
 * Why no env can be at this path, because it could not be written to PATH, to a
 * script or to pyvenv.cfg; NULL if it can.
 */
const char *make_refusal(const char *env);

/* The same of a --prompt. */
const char *make_prompt_refusal(const char *prompt);

/*
 * True once it is whole: the caller then records it, and calls target_keep.
 * False with the fault: all is as it was before.  Signals must be held.
 */
bool make_env(const struct recipe *, struct target *);

/* --upgrade-deps, once it is kept. */
bool make_upgrade(const struct recipe *);

#endif
