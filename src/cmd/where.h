/* A directory that the user names, and the world as it is from there. */
#ifndef CMD_WHERE_H
#define CMD_WHERE_H

#include <stdbool.h>

struct arena;
struct vars;
struct run;
struct world;

/* DIR as a shell spells it after cd, whether it is there or not. */
const char *where_spelled(struct run *, const char *dir);

/*
 * Go to DIR, $PWD of *vars with it, as a shell spells it after cd; false
 * with errno set.
 */
bool where_enter(struct run *, const char *dir, struct vars *);

/*
 * Read the world from DIR, or from the working directory if dir is NULL.
 * DIR may be an env itself, or its project.  EXIT_DONE, or the error told.
 * *vars is to live as long as *world.
 */
int where_read(struct run *, const char *dir, struct vars *vars,
    struct world *world);

/*
 * A hint that is meant for the working directory, for dir: "run 'venvhook
 * allow' to ..." is "run 'venvhook allow DIR' to ...".  NULL: as it is.
 */
const char *where_hint(struct arena *, const char *hint, const char *dir);

/* Tell that no env was found there, or how to make one too: EXIT_REFUSED. */
int where_empty(struct run *, const struct world *, bool make);

/*
 * Take the env at place, absolute, for the one that was found.  The working
 * directory is that of place afterwards.  0, or EXIT_REFUSED: told.
 */
int where_named(struct run *, const char *place, struct vars *,
    struct world *);

/*
 * Is the env of this world, be it whole or broken, one that the user allowed
 * or that we made, and nobody brought?  Else nothing of it is believed, run or
 * kept.
 */
bool where_granted(struct arena *, const struct world *);

/*
 * Does version control track what is in the env, and has nobody allowed it?
 * A directory in which a pyvenv.cfg is tracked says that it is an env, and may
 * hold anything.
 */
bool where_brought(struct run *, const char *env);

#endif
