/*
 * The user's own directories (XDG Base Directory Specification): an absolute
 * value of the variable, else the default below the home.  NULL: no home.
 *
 * Wherever a variable leads, nobody else may be able to change a directory on
 * the way (sys/owners.h).
 */
#ifndef SYS_DIRS_H
#define SYS_DIRS_H

#include <stdbool.h>

#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif

/* Where the settings for all users of the system are. */
#define DIRS_SYSTEM SYSCONFDIR "/venvhook"

struct arena;
struct fault;
struct vars;

/*
 * Where the user's own files are: HOME, unless it belongs to somebody else,
 * as after a sudo that keeps it.  Root then takes the one of the password
 * file, and who is not root has none: NULL.
 */
const char *dirs_home(struct arena *, const struct vars *);

/* Why there is none: "not set". */
const char *dirs_homeless(const struct vars *);

/* Where our records, caches and settings are; and WORKON_HOME. */
const char *dirs_state(struct arena *, const struct vars *);
const char *dirs_cache(struct arena *, const struct vars *);
const char *dirs_config(struct arena *, const struct vars *);
const char *dirs_workon(struct arena *, const struct vars *);

/*
 * Open path as a directory that the effective user owns and nobody else can
 * change.  -1: the fault tells why; its subject is NULL if path is simply not
 * there.
 */
int dirs_open(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* Make path and what is missing above it, 0700. */
bool dirs_make(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* Open it to write in it; if it is not there, make it first. */
int dirs_enter(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* Would that succeed?  Makes nothing; false with the fault. */
bool dirs_ahead(struct arena *, const struct vars *, const char *path,
    struct fault *);

#endif
