/*
 * The user's own directories (XDG Base Directory Specification): an absolute
 * value of the variable, else the default below HOME.  NULL: no home.
 */
#ifndef SYS_DIRS_H
#define SYS_DIRS_H

#include <stdbool.h>

struct arena;
struct vars;

const char *dirs_state(struct arena *, const struct vars *);
const char *dirs_cache(struct arena *, const struct vars *);
const char *dirs_workon(struct arena *, const struct vars *);

/*
 * Open path as a directory that the effective user owns and nobody else can
 * write.  -1: *reason tells why, NULL if it is simply not there.
 */
int dirs_open(struct arena *, const char *path, const char **reason);

/* Make path and what is missing above it, 0700; false with errno set. */
bool dirs_make(struct arena *, const char *path);

#endif
