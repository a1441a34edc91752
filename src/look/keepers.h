/*
 * The project managers that are asked: what their rows (core/manager) have to
 * know is found out here.  Reading only, and bounded: a file of some size, so
 * many questions in a run, nothing that would block, wake an automounter or
 * is above where the walk ends.  What is beyond that is "not there".
 *
 * A manager is not asked where none of its stores is there, nor in a
 * directory without one of its markers.
 */
#ifndef LOOK_KEEPERS_H
#define LOOK_KEEPERS_H

#include <stdbool.h>

#include "core/facts.h"
#include "core/manager/manager.h"

struct arena;
struct climb;
struct settings;
struct vars;

struct keeper {
	const struct manager *row;
	const char *const *values;	/* of row->vars */
};

struct keepers {
	struct arena *arena;
	const struct vars *vars;
	const struct settings *settings;

	/* Has the user said anything that this env could rest on? */
	bool (*wanted)(void *context, const struct kept *);
	void *context;

	/* Private. */
	bool begun;
	bool eager;			/* what they keep counts by itself */
	struct keeper rows[MANAGERS];
	size_t nrows;
	struct manager_fact *facts;
	size_t nfacts, facts_room;
	struct looked *looked;
	size_t nlooked, looked_room;
	const struct kept **keeps;
	size_t nkeeps, keeps_room;
	size_t bytes;			/* of text that was read */
	const char *top;		/* the last level of the walk */
	const char *top_of;		/* from this one */
	const struct kept *kept;
};

/*
 * Ask about the level that the walk is in: the first env that is there and
 * wanted, or NULL.  file: only those who read a file of that name; NULL: all.
 */
const struct kept *keepers_ask(struct keepers *, struct climb *,
    const char *file);

/*
 * Where a manager would make the env of project, and what it takes for the
 * project, if one that says that is on in the settings; false: none.
 */
bool keepers_place(struct arena *, const struct vars *,
    const struct settings *, const char *project, struct kept *);

/* The manager that keeps this env for the project; NULL: none does. */
const struct manager *keepers_find(struct arena *, const struct vars *,
    const char *project, const char *env);

/*
 * The directory in a store of a row below which envs stand; NULL: none do, or
 * that cannot be told.
 */
const char *keepers_store(struct arena *, const struct vars *,
    const struct manager *, size_t i);

/* Put what was seen, and what they are asked by, into the search. */
void keepers_tell(struct keepers *, struct search *);

#endif
