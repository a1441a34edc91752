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
 * Fill *watch from what world_read has seen.  Renews the generation file
 * where that is older than what it is to be compared with: the only thing
 * `export` ever writes.
 */
void watch_gather(struct arena *, struct world *, struct watch *);

#endif
