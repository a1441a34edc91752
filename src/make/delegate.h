/*
 * Other programs that make envs: the venv module of a base that we do not know,
 * and what the key `creator` of the settings names.
 */
#ifndef MAKE_DELEGATE_H
#define MAKE_DELEGATE_H

#include <stdbool.h>

struct recipe;
struct target;

/* Can the creator make an env with these options?  False: fault. */
bool delegate_fits(const struct recipe *);

/* Is it there, to be started?  False: fault. */
bool delegate_there(const struct recipe *);

/* Let it make the env; false: fault. */
bool delegate_run(const struct recipe *, const struct target *);

/* The name of the creator for people: "uv". */
const char *delegate_name(const struct recipe *);

#endif
