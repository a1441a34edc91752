/*
 * What a new env takes over from the one put aside: either its files, linked or
 * copied, so that the old env is whole until the new one is; if it was moved,
 * with the paths in them changed.  Or its packages, which pip installs by their
 * names.
 */
#ifndef MAKE_KEEP_H
#define MAKE_KEEP_H

#include <stdbool.h>

struct layout;
struct recipe;
struct target;

/* If recipe.keep is set.  A file that is in both stays the new one's. */
bool keep_files(const struct recipe *, struct target *);

/* If there are recipe.packages; layout as for pip_add. */
bool keep_packages(const struct recipe *, const struct layout *,
    const struct target *);

#endif
