/* pip in an env: cloned from a seed, or installed there by ensurepip. */
#ifndef MAKE_PIP_H
#define MAKE_PIP_H

#include <stdbool.h>

struct layout;
struct make;
struct target;

/* False when it could not be installed: told. */
bool pip_install(const struct make *, const struct layout *,
    const struct target *);

/* --upgrade-deps: pip upgrades itself, in a finished env. */
bool pip_upgrade(const struct make *, const struct layout *);

#endif
