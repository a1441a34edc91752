/* pip in an env: cloned from a seed, or installed there by ensurepip. */
#ifndef MAKE_PIP_H
#define MAKE_PIP_H

#include <stdbool.h>

struct fault;
struct layout;
struct make;
struct program_rules;
struct progress;
struct target;

/* False when it could not be installed: fault. */
bool pip_install(const struct make *, const struct layout *,
    const struct target *);

/* --upgrade-deps: pip upgrades itself, in a finished env. */
bool pip_upgrade(const struct make *);

/*
 * Run the pip of an env, with the env as its directory and, of the user's
 * settings, those of the way to an index alone.  args are pip's own and begin
 * with "install"; what is what a fault calls it.
 */
bool pip_run(const struct program_rules *, const char *env,
    const char *const *args, const char *what, struct progress *,
    struct fault *);

#endif
