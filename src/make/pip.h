/* pip in an env: cloned from a seed, or installed there by ensurepip. */
#ifndef MAKE_PIP_H
#define MAKE_PIP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fault;
struct layout;
struct recipe;
struct target;
struct vars;

/*
 * What takes seconds and may fail or be cancelled, for an env that is to be
 * made over, while it is whole still.  False: fault.
 */
bool pip_prepare(const struct recipe *, const struct layout *);

/* False when it could not be installed: fault. */
bool pip_install(const struct recipe *, const struct layout *,
    const struct target *);

/* --upgrade-deps: pip upgrades itself, in a finished env. */
bool pip_upgrade(const struct recipe *);

/*
 * May pip read this file, an absolute path?  It has to be a regular one that
 * nobody but the user could change, as it says what is installed.
 */
bool pip_readable(struct arena *, const struct vars *, const char *file,
    struct fault *);

/*
 * Have pip install the n packages in names, "name==1.2" each, into the env that
 * is being made; layout is NULL if that has its pyvenv.cfg already.
 */
bool pip_add(const struct recipe *, const struct layout *,
    const struct target *, const char *const *names, size_t n);

/*
 * Have pip install what the files in recipe.requirements name: into the env
 * that is being made, before it counts as one, or, with target NULL, into a
 * finished one.  upgrade: pip upgrades itself first.  Relative paths in the
 * files are from options.cwd, as for whoever runs pip there.
 */
bool pip_require(const struct recipe *, const struct layout *,
    const struct target *, bool upgrade);

#endif
