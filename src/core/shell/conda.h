/*
 * conda's own variables.  An env of conda that we switch on is in them as if
 * conda had done it, and conda takes it for one of its own: `conda activate`
 * puts the other env in its place on PATH, counts CONDA_SHLVL up, and keeps the
 * CONDA_PREFIX of before in CONDA_PREFIX_1, CONDA_PREFIX_2 and so on, for
 * `conda deactivate`.  When ours goes off, it goes from all of these.
 */
#ifndef CORE_SHELL_CONDA_H
#define CORE_SHELL_CONDA_H

#include <stdbool.h>

/* The variable with what conda has put in front of the prompt. */
#define CONDA_SHOWN "CONDA_PROMPT_MODIFIER"

struct arena;
struct changes;
struct session;
struct vars;

struct conda {
	bool touched;			/* some of it may have to change */
	const char *prefix;		/* CONDA_PREFIX */
	const char *name;		/* CONDA_DEFAULT_ENV */
	const char *level;		/* CONDA_SHLVL */
	const char *slot;		/* "CONDA_PREFIX_1", if our env is */
					/* kept there; NULL: nowhere */
	const char *kept;		/* its value */
	const char *shown;		/* CONDA_PROMPT_MODIFIER, if it may */
					/* name our env; NULL: it does not */
};

enum { CONDA_MAX = 64 };		/* levels that are looked at */

/* "CONDA_PREFIX_1" */
const char *conda_slot(struct arena *, unsigned long long level);

/* Has conda itself an env on? */
bool conda_is_on(const struct vars *);

/* Has conda itself switched on the env of the session, after we had? */
bool conda_has(const struct vars *, const struct session *);

/* Is CONDA_PREFIX the env of the session, by us and not by conda? */
bool conda_ours(const struct vars *, const struct session *);

/* The variables once env, one of conda, is on. */
struct conda conda_with(struct arena *, struct conda, const char *env);

/*
 * The variables, and PATH, as they would be without the env of the session,
 * which is one of conda.  If conda has put another env in the place of ours on
 * PATH, what was on before ours goes as well.
 */
struct conda conda_without(struct arena *, struct conda, const struct vars *,
    const struct session *);
const char *conda_path(struct arena *, const struct vars *,
    const struct session *, const char *path);

/* Add what differs. */
void conda_changes(struct changes *, const struct conda *from,
    const struct conda *to);

/* Add what `deactivate` will have to do, whatever conda does until then. */
void conda_undo(struct arena *, struct changes *, struct conda,
    const struct vars *, const struct session *);

#endif
