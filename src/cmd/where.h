/* A directory that the user names, and the world as it is from there. */
#ifndef CMD_WHERE_H
#define CMD_WHERE_H

#include <stdbool.h>

struct arena;
struct vars;
struct where;
struct run;
struct world;

/*
 * DIR as a shell would spell it in $PWD after cd, whether it is there or not.
 * If it is not, but an env in WORKON_HOME has that name, the path of that.
 */
const char *where_spelled(struct run *, const char *dir);

/*
 * Change to DIR, and set pwd in *vars as a shell would: EXIT_DONE, or the error
 * was printed.
 */
int where_enter(struct run *, const char *dir, struct vars *);

/*
 * Read the world from DIR, which may be an env itself or its project, or from
 * the working directory if dir is NULL.  EXIT_DONE, or the error was printed.
 * *vars has to live as long as *world.
 */
int where_read(struct run *, const char *dir, struct vars *vars,
    struct world *world);

/*
 * A hint that is meant for the working directory, changed for dir: "run
 * 'venvhook allow' to ..." becomes "run 'venvhook allow DIR' to ...".  If dir
 * is NULL, the hint itself.
 */
const char *where_hint(struct arena *, const char *hint, const char *dir);

/*
 * What is to be deleted has to be the env of dir, which the user named, or dir
 * itself, and not one found above it.  EXIT_DONE, or the error was printed.
 */
int where_meant(struct run *, const char *dir, const struct where *);

/* Say that the working directory is gone.  EXIT_REFUSED. */
int where_nowhere(struct run *);

/*
 * Say that no env was found from dir, which may be NULL; make: and how to make
 * one.  EXIT_REFUSED.
 */
int where_empty(struct run *, const char *dir, const struct world *,
    bool make);

/*
 * Read the world from the directory of place, which is absolute, and take place
 * for the env that was found.  Changes the working directory.  EXIT_DONE, or
 * the error was printed.
 */
int where_named(struct run *, const char *place, struct vars *,
    struct world *);

/*
 * Did the user allow the env, or did we make it, and did it not come with a
 * clone?  It may be broken.  Else nothing of it may be believed, run or kept.
 */
bool where_granted(struct arena *, const struct world *);

/*
 * Does version control track files of the env, without a grant?  Then it is
 * perhaps no env at all: anybody can put a pyvenv.cfg beside other files.
 */
bool where_brought(struct run *, const char *env);

#endif
