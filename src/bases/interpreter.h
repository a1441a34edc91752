/*
 * From a path that is called python to the base behind it.  A shim of pyenv,
 * or the python of an env, is followed to its base by reading files.  The base
 * itself is run once to ask for its version and directories, isolated from the
 * user's settings, and the answer is cached (bases/cache.h).  A wrapper is
 * asked each time.
 *
 * All programs are run by the rules of sys/program.h, from "/".
 */
#ifndef BASES_INTERPRETER_H
#define BASES_INTERPRETER_H

#include <stdbool.h>

struct fault;
struct lookup;
struct python;

/* path is absolute and normal. */
bool interpreter_load(const struct lookup *, const char *path, struct python *,
    struct fault *);

#endif
