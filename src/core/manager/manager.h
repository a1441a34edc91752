/*
 * Environments that project managers keep elsewhere than in .venv.  A manager
 * is a row: given a project and what was read for it, it says which
 * environment is the project's.  Nothing is started and nothing is looked at
 * here; what a row has to know it asks for:
 *
 *	struct manager_case c = { .project = "/p", .values = values };
 *
 *	while (manager_ask(a, row, &c, &answer) == MANAGER_ASKS)
 *		for each answer.asked: find it out, add it to c.facts
 *
 * A row is a function of its case: asked again with more facts it gets
 * further, and it never asks twice for the same.  look/keepers reads, and sets
 * the bounds: how large a text, how many names, how many rounds.  What is
 * beyond them, is no regular file, is below an automounter or above a ceiling
 * counts as not there.
 *
 * For each directory upward those rows are asked one of whose markers is there,
 * and those without markers.  A row all of whose envs are in stores is not
 * asked if none of the stores is there, so it costs a look or two at most.
 *
 * What a row answers is a candidate like any .venv: whether it is there, is an
 * environment and may be used is found out as for any other.  Files of the
 * project can name any directory (`named`), so a grant must be for the project
 * and that environment together.
 */
#ifndef CORE_MANAGER_MANAGER_H
#define CORE_MANAGER_MANAGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct inquiry;

enum { MANAGER_VARS_MAX = 12, MANAGER_FILES_MAX = 6, MANAGER_ENVS_MAX = 16,
	MANAGER_STORES_MAX = 2, MANAGERS = 9 };

enum manager_ask {
	MANAGER_TEXT,		/* the text of a regular file */
	MANAGER_THERE,		/* is anything of that name there? */
	MANAGER_NAMES,		/* the names in a directory, a line each */
};

struct manager_fact {
	enum manager_ask ask;
	const char *path;	/* absolute and lexically clean */
	const char *prefix;	/* only names that begin so; "" for all */
	bool steered;		/* a file of the project chose the path */
	bool there;
	struct str text;
};

struct manager_case {
	const char *project;	/* the real path of the directory */
	const char *logical;	/* as the shell spells it; or NULL */
	unsigned depth;		/* levels from the working directory to it */
	bool mac;		/* macOS keeps things in other places */
	const char *const *values;	/* of row->vars, in that order */
	const struct manager_fact *facts;
	size_t n_facts;
};

enum manager_says {
	MANAGER_NONE,		/* no environment of this manager here */
	MANAGER_ASKS,		/* find out what is in asked, ask again */
	MANAGER_ENVS,		/* the first of them that is there */
	MANAGER_UNSURE,		/* it cannot be told: reason, maybe a hint */
};

struct manager_answer {
	enum manager_says says;
	const char *project;	/* whose it is: here or, with uv, above */
	const char *envs[MANAGER_ENVS_MAX];	/* absolute, clean */
	size_t n_envs;
	bool steered;		/* a file of the project chose them */
	const char *reason, *hint;
	struct manager_fact *asked;
	size_t n_asked, asked_room;
};

/* A directory that a manager keeps for itself. */
struct manager_store {
	const char *(*where)(struct inquiry *);
	const char *below;	/* its envs stand below that; "" for itself */
	unsigned depth;		/* at most so many levels; 0: none do */
	bool some;		/* others of its envs are in no store */
};

struct manager {
	const char *name;		/* in the settings */
	const char *markers[5];		/* names in a project; NULL ends */
	/* What it may read in the project itself, and no more; NULL ends. */
	const char *files[MANAGER_FILES_MAX];
	bool above;		/* it also looks for its markers further up */
	bool places;		/* create makes an env where it would */
	bool conda;		/* its envs have conda-meta, no pyvenv.cfg */
	bool named;		/* a file of the project may name any path */
	bool says;		/* .project in an env names its project */
	const char *needs;	/* it is asked only with this variable set, */
				/* as else the search finds its envs; or NULL */
	const char *vars[MANAGER_VARS_MAX];	/* HOME first; NULL ends */
	struct manager_store stores[MANAGER_STORES_MAX];
	/* Its envs are named after the hash of the project's path and this. */
	const char *hashed;		/* NULL: they are not */
	void (*find)(struct inquiry *);
	const char *care;	/* a hint: its commands in place of ours */
};

/* In the order in which they are asked by default; NULL at the end. */
extern const struct manager *const managers[MANAGERS + 1];

const struct manager *manager_named(struct str name);	/* NULL: no such */

/*
 * Where a store of a row is, by variables alone; NULL if there can be none.
 * Of the case only values and mac are read.
 */
const char *manager_store(struct arena *, const struct manager *, size_t i,
    const struct manager_case *);

/*
 * A text that is in the names of all envs of this project, and of no other;
 * NULL: there is none.
 */
const char *manager_mark(struct arena *, const struct manager *,
    const char *project);

/* Ask a row; the answer says so, too. */
enum manager_says manager_ask(struct arena *, const struct manager *,
    const struct manager_case *, struct manager_answer *);

#endif
