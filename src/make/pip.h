/* pip in an env: cloned from a seed, or installed there by ensurepip. */
#ifndef MAKE_PIP_H
#define MAKE_PIP_H

#include <stdbool.h>
#include <stddef.h>

struct layout;
struct recipe;
struct target;

/* False when it could not be installed: fault. */
bool pip_install(const struct recipe *, const struct layout *,
    const struct target *);

/* --upgrade-deps: pip upgrades itself, in a finished env. */
bool pip_upgrade(const struct recipe *);

/*
 * Have pip install these, "name==1.2" each, into the env that is being made;
 * layout is NULL if that has its pyvenv.cfg already.
 */
bool pip_add(const struct recipe *, const struct layout *,
    const struct target *, const char *const *names, size_t n);

#endif
