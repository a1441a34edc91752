/*
 * What bases have answered, in ${XDG_CACHE_HOME:-~/.cache}/venvhook/bases, a
 * file for each spelling of an interpreter.  A record is used only if nobody
 * else could change it, and if the path still leads to the same unchanged file
 * with the same library.
 */
#ifndef BASES_CACHE_H
#define BASES_CACHE_H

#include <stdbool.h>

struct lookup;
struct python;
struct stamp;

/*
 * The answer of the interpreter at path; false: none that counts is kept.  real
 * is path without links, stamp is of that file.
 */
bool basecache_load(const struct lookup *, const char *path, const char *real,
    const struct stamp *, struct python *);

/* Keep an answer.  A failure is not told, as it only costs another question. */
void basecache_store(const struct lookup *, const struct stamp *,
    const struct python *);

#endif
