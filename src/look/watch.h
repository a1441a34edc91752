/*
 * What the answer rests on, for the shell to test at each prompt: the names
 * that were looked at, the files that were read, the way to the env.
 */
#ifndef LOOK_WATCH_H
#define LOOK_WATCH_H

struct arena;
struct watch;
struct world;

/*
 * Fill *watch from what world_read has seen.  The shell compares the dates of
 * files with that of the generation file.  If one is newer, the generation is
 * renewed; that is all that `export` ever writes, but for world_renew.
 */
void watch_gather(struct arena *, struct world *, struct watch *);

#endif
