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

struct known {
	struct arena *arena;
	const struct vars *vars;
	struct progress *progress;
	const char **paths;	/* without links, as far as they exist */
	size_t n, room;
	struct known_store *stores;
	size_t nstores, stores_room;
};

/* Add an env, which need not exist. */
void known_add(struct known *, const char *path);

/* Add those in WORKON_HOME and in the stores of managers; fill the stores. */
void known_stores(struct known *);

/* Does the env, a path without links, stand in that store? */
bool known_in_store(const struct known_store *, const char *path);

/*
 * Add those below dir.  Mounts, and what cannot be read, are passed over; false
 * with the fault if dir itself cannot be read.
 */
bool known_scan(struct known *, const char *dir, struct fault *);

/* Sort them, each once.  To be called before the next. */
void known_sort(struct known *);

/* One below that directory, at any depth; NULL: there is none. */
const char *known_below(const struct known *, const char *dir);

#endif
