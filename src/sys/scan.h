/*
 * The walk up from the working directory to the nearest name of an env.
 * Reading only, and bounded: a stat of each level and one of each name there.
 * Never above HOME when below it, never at "/", never across a mount: an
 * automounter hangs on such probes (trap 50).
 */
#ifndef SYS_SCAN_H
#define SYS_SCAN_H

#include "core/facts.h"

struct arena;
struct environ;
struct settings;

/*
 * Where the walk starts: $PWD if it names the same directory as ".", else
 * getcwd; NULL if the working directory is gone or cannot be read.  Its node
 * goes to *here unless that is NULL.
 */
const char *scan_start(struct arena *, const struct environ *,
    struct node *here);

/* here: the node of start, as scan_start gave it. */
void scan(struct arena *, const char *start, const struct node *here,
    const char *home, const struct settings *, struct search *);

#endif
