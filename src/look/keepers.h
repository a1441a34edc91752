/*
 * Asking the project managers which env they keep for a directory.  Their rows
 * (core/manager) are pure; what these have to know is read here.  Reading is
 * bounded: files up to a size, a number of questions in a run, and nothing that
 * would block, wake an automounter, or is above where the search ends.  What is
 * beyond that counts as not there.
 *
 * A manager is not asked if none of its stores is there, nor for a directory
 * without one of its markers.
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

	/* May this env end the search, as a record or setting is about it? */
	bool (*wanted)(void *context, const struct kept *);
	void *context;

	/* Private. */
	bool begun;
	bool eager;			/* what they keep counts without that */
	struct keeper rows[MANAGERS];
	size_t nrows;
	struct manager_fact *facts;
	size_t nfacts, facts_room;
	struct looked *looked;
	size_t nlooked, looked_room;
	const struct kept **keeps;
	size_t nkeeps, keeps_room;
	size_t bytes;			/* of text that was read */
	const char *top;		/* where a search would end */
	const char *top_of;		/* that begins here */
	const struct kept *kept;	/* the first that was not wanted */
};

/*
 * Ask about the level that the climb is at: the first env that exists and is
 * wanted, or NULL.  file: only managers that read a file of that name; NULL:
 * all.
 */
const struct kept *keepers_ask(struct keepers *, struct climb *,
    const char *file);

/*
 * Where a manager would make the env of project, and which directory it takes
 * for the project, by a manager of the settings that has a rule for that.
 * False: there is none.
 */
bool keepers_place(struct arena *, const struct vars *,
    const struct settings *, const char *project, struct kept *);

/* The manager that keeps this env for the project; NULL: none does. */
const struct manager *keepers_find(struct arena *, const struct vars *,
    const char *project, const char *env);

/* The directory of store i of a row, below which envs are; NULL: not known. */
const char *keepers_store(struct arena *, const struct vars *,
    const struct manager *, size_t i);

/* Fill the fields of the search that are about managers. */
void keepers_tell(struct keepers *, struct search *);

#endif
