/*
 * What bases have answered, in ${XDG_CACHE_HOME:-~/.cache}/venvhook/bases, a
 * file for each spelling of an interpreter.  A record is believed only when
 * the file and its directory are the user's own and nobody else can write
 * them, and when it was made for this very path, leading to this very file,
 * with this very library.  Anything else is as if there were none.
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

/* A failure is none of the user's business: there is just no record. */
void basecache_store(const struct lookup *, const struct stamp *,
    const struct python *);

#endif
