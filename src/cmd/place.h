/* A directory that the user names, and the world as it is from there. */
#ifndef CMD_PLACE_H
#define CMD_PLACE_H

struct environ;
struct run;
struct world;

/*
 * Read the world from DIR, or from the working directory if dir is NULL.
 * DIR may be an env itself, or its project.  EXIT_DONE, or the error told.
 * *environ is to live as long as *world.
 */
int place_read(struct run *, const char *dir, struct environ *environ,
    struct world *world);

#endif
