/*
 * conda's own variables.  An env of conda that we have on stands there as if
 * conda had switched it on, and conda takes it for one of its own: it puts
 * others in its place on PATH, and CONDA_PREFIX into CONDA_PREFIX_1 and so on,
 * CONDA_SHLVL of them, from where `conda deactivate` has it again.  When ours
 * goes off, it goes from all of these.
 */
#ifndef CORE_SHELL_CONDA_H
#define CORE_SHELL_CONDA_H

#include <stdbool.h>

/* What conda has put in front of the prompt. */
#define CONDA_SHOWN "CONDA_PROMPT_MODIFIER"

struct arena;
struct changes;
struct session;
struct vars;

struct conda {
	bool touched;			/* it may be other than it is set */
	const char *prefix;		/* CONDA_PREFIX */
	const char *name;		/* CONDA_DEFAULT_ENV */
	const char *level;		/* CONDA_SHLVL */
	const char *slot;		/* CONDA_PREFIX_1, if ours is kept in */
					/* that; NULL: in none */
	const char *kept;		/* its value */
	const char *shown;		/* CONDA_PROMPT_MODIFIER, if it may */
					/* be ours; NULL: as it was */
};

enum { CONDA_MAX = 64 };		/* levels that are looked at */

/* "CONDA_PREFIX_1" */
const char *conda_slot(struct arena *, unsigned long long level);

/* Has it any on, as it sees it? */
bool conda_is_on(const struct vars *);

/* Has it put on by itself what the session has on, where there was none? */
bool conda_has(const struct vars *, const struct session *);

/* Is its env that of the session, and does conda not have it by itself? */
bool conda_ours(const struct vars *, const struct session *);

/* With that env of conda on. */
struct conda conda_with(struct arena *, struct conda, const char *env);

/*
 * As it would be without what the session, of an env of conda, has on.  And so
 * PATH: where conda has taken ours for what was on before, that is not on it.
 */
struct conda conda_without(struct arena *, struct conda, const struct vars *,
    const struct session *);
const char *conda_path(struct arena *, const struct vars *,
    const struct session *, const char *path);

void conda_changes(struct changes *, const struct conda *from,
    const struct conda *to);

/* What `deactivate` is to do, whenever that is. */
void conda_undo(struct arena *, struct changes *, struct conda,
    const struct vars *, const struct session *);

#endif
