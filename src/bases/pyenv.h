/*
 * pyenv, understood without running it: where it keeps its Pythons, and which
 * of them a shim of it would run.
 */
#ifndef BASES_PYENV_H
#define BASES_PYENV_H

#include <stdbool.h>

#include "base/str.h"
#include "bases/lookup.h"

/* $PYENV_ROOT, else ~/.pyenv; NULL without a home. */
const char *pyenv_root(const struct lookup *);

/* Is the path a script in pyenv's directory of shims? */
bool pyenv_is_shim(const struct lookup *, const char *path);

/*
 * What the shim called name would run: of the versions that PYENV_VERSION,
 * else the nearest .python-version, else pyenv's own file names, the first
 * that has it.  NULL: none, or what the system has comes first.
 */
const char *pyenv_resolve(const struct lookup *, const char *name);

/*
 * The directory of a version: the one of that name, with or without
 * "python-", else the newest that the name begins: "3.12" finds 3.12.1.
 */
const char *pyenv_version(const struct lookup *, struct str name);

#endif
