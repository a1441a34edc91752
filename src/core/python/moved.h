/*
 * What has to change in the texts of an env that was moved: the paths of it,
 * and of what was moved together with it, such as the project that an editable
 * install leads to.
 */
#ifndef CORE_PYTHON_MOVED_H
#define CORE_PYTHON_MOVED_H

#include "base/str.h"

struct arena;

struct moved {
	struct str from, to;
};

/*
 * Which directory was moved, if the env was moved from `from` to `to`?  It may
 * have been the highest that has another path now (whole): then nothing is left
 * at its old place.  Else it was the one below that (part), and what was beside
 * it has stayed.
 *
 *	env	/old/work/p/.venv	/new/work/p/.venv
 *	whole	/old			/new
 *	part	/old/work		/new/work
 *
 *	env	/src/p/.venv		/src/q/.venv
 *	whole	/src/p			/src/q
 *	part	the env alone
 */
struct moved moved_whole(struct moved env);
struct moved moved_part(struct moved env);

/* The text with from replaced by to, where it is a path or begins one. */
struct str moved_text(struct arena *, struct str text, struct moved);

/* The same as a URL has it: "file:///old/a%20b". */
struct moved moved_url(struct arena *, struct moved);

#endif
