/*
 * What the new env is to have of the one that is put aside: its files, linked
 * or copied, so that the old one stays whole until the new one stands; where
 * it was made elsewhere, with the paths in them changed.  Or its packages, by
 * their names, which pip installs.
 */
#ifndef MAKE_KEEP_H
#define MAKE_KEEP_H

#include <stdbool.h>

struct layout;
struct recipe;
struct target;

/* If recipe.keep says so: what both have stays the new one's. */
bool keep_files(const struct recipe *, struct target *);

/* If there are recipe.packages; layout as for pip_add. */
bool keep_packages(const struct recipe *, const struct layout *,
    const struct target *);

#endif
