/*
 * From the path of something that is called python to the base behind it.
 * pyenv's shims and envs are seen through by reading; what is left is asked
 * once who it is, without anything of the user's in its way, and answers for
 * good (bases/cache.h).  A wrapper is asked each time.
 *
 * Nothing is run that sys/program.h would not have run, and it is run from "/".
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
