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
struct progress;
struct vars;

/* They come sorted, each once. */
struct known {
	struct arena *arena;
	const struct vars *vars;
	struct progress *progress;
	const char **paths;	/* without links, unless nothing is there */
	size_t n, room;
};

/* An env that has a record, there or not. */
void known_add(struct known *, const char *path);

/* Those of WORKON_HOME and of the managers. */
void known_stores(struct known *);

/*
 * Those below dir.  What cannot be read is passed over, mounts too; false
 * with the fault where dir itself cannot be.
 */
bool known_scan(struct known *, const char *dir, struct fault *);

/* Sort them. */
void known_sort(struct known *);

#endif
