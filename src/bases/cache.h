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

/* stamp is of the file that real, and so path, leads to. */
bool basecache_load(const struct lookup *, const char *path, const char *real,
    const struct stamp *, struct python *);

/* A failure is not told: next time the base is asked again. */
void basecache_store(const struct lookup *, const struct stamp *,
    const struct python *);

#endif
