/*
 * The envs known on this machine: those with a record, in WORKON_HOME, in the
 * directories of project managers, and below a directory that is scanned.
 */
#ifndef LOOK_KNOWN_H
#define LOOK_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fault;
struct manager;
struct progress;
struct vars;

/* A directory in which a manager keeps envs, without links. */
struct known_store {
	const char *dir;
	unsigned depth;
	const struct manager *row;
};

/* They come sorted, each once. */
struct known {
	struct arena *arena;
	const struct vars *vars;
	struct progress *progress;
	const char **paths;	/* without links, unless nothing is there */
	size_t n, room;
	struct known_store *stores;
	size_t nstores, stores_room;
};

/* An env that has a record, there or not. */
void known_add(struct known *, const char *path);

/* Those of WORKON_HOME and of the managers, and which stores there are. */
void known_stores(struct known *);

/* Does the env, a path without links, stand in that store? */
bool known_in_store(const struct known_store *, const char *path);

/*
 * Those below dir.  What cannot be read is passed over, mounts too; false
 * with the fault where dir itself cannot be.
 */
bool known_scan(struct known *, const char *dir, struct fault *);

/* Sort them. */
void known_sort(struct known *);

/* One that stands in that directory, at any depth; NULL: none. */
const char *known_below(const struct known *, const char *dir);

#endif
