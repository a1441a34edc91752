/* A directory that the user names, and the world as it is from there. */
#ifndef CMD_WHERE_H
#define CMD_WHERE_H

#include <stdbool.h>

struct arena;
struct vars;
struct run;
struct world;

/* A name that an env in WORKON_HOME may have, and that can be shown. */
bool where_is_name(struct arena *, const char *word);

/*
 * Where in WORKON_HOME an env of that name is, or would be; NULL where the
 * word is no name.
 */
const char *where_home(struct run *, const char *word);

/*
 * DIR as a shell spells it after cd, whether it is there or not; or the path
 * of the env of that name, where nothing is called so here.
 */
const char *where_spelled(struct run *, const char *dir);

/*
 * Change to DIR, and set pwd in *vars as a shell would; false with errno set.
 */
bool where_enter(struct run *, const char *dir, struct vars *);

/*
 * Read the world from DIR, which may be an env itself or its project, or from
 * the working directory if dir is NULL.  EXIT_DONE, or the error was printed.
 * *vars has to live as long as *world.
 */
int where_read(struct run *, const char *dir, struct vars *vars,
    struct world *world);

/*
 * A hint that is meant for the working directory, for dir: "run 'venvhook
 * allow' to ..." is "run 'venvhook allow DIR' to ...".  NULL: as it is.
 */
const char *where_hint(struct arena *, const char *hint, const char *dir);

/* Say that no env was found, and with make how to make one: EXIT_REFUSED. */
int where_empty(struct run *, const struct world *, bool make);

/*
 * Read the world from the directory of place, which is absolute, and take place
 * for the env that was found.  Changes the working directory.  EXIT_DONE, or
 * the error was printed.
 */
int where_named(struct run *, const char *place, struct vars *,
    struct world *);

/*
 * Did the user allow the env, or did we make it, and is it not from a clone?
 * It may be broken.  Otherwise nothing of it may be believed, run or kept.
 */
bool where_granted(struct arena *, const struct world *);

/*
 * Does version control track files of the env, without a grant?  Then it is
 * perhaps no env at all: anybody can put a pyvenv.cfg beside other files.
 */
bool where_brought(struct run *, const char *env);

#endif
