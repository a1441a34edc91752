/*
 * Other programs that make envs: a base's own venv, where the base is none
 * that we know, and what `creator` of the settings names.
 */
#ifndef MAKE_DELEGATE_H
#define MAKE_DELEGATE_H

#include <stdbool.h>

struct recipe;
struct target;

/* Can the creator make an env with these options?  False: fault. */
bool delegate_fits(const struct recipe *);

/* Let it make the env; false: fault. */
bool delegate_run(const struct recipe *, const struct target *);

/* The creator, as the user knows it: "uv". */
const char *delegate_name(const struct recipe *);

#endif
