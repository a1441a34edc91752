/*
 * Other programs that make envs: a base's own venv, where the base is none
 * that we know, and what `creator` of the settings names.
 */
#ifndef MAKE_DELEGATE_H
#define MAKE_DELEGATE_H

#include <stdbool.h>

struct make;

/* Can the creator make an env with these options?  False: fault. */
bool delegate_fits(const struct make *);

/* Let it make the env; false: fault. */
bool delegate_run(const struct make *);

#endif
