/*
 * What `doctor` can find.  A row for each: its key (for --json, the manual and
 * the tests), whether it is wrong or only worth knowing, its sentence, and what
 * the user can do.  An '@' in the last two is replaced by a detail of the case.
 */
#ifndef CORE_DOCTOR_FINDING_H
#define CORE_DOCTOR_FINDING_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum found {
	/* the shell and the hook in it */
	FOUND_NO_HOOK,
	FOUND_NOT_READ,
	FOUND_DISABLED,
	FOUND_HOOK_VERSION,
	FOUND_NOT_CALLED,
	FOUND_TWICE,
	FOUND_LATE,
	FOUND_CD,
	FOUND_DEACTIVATE,
	FOUND_OTHER_HOOK,
	FOUND_RC_TWICE,
	FOUND_RC_SHELL,
	FOUND_PROGRAM_GONE,
	FOUND_PROGRAM_OTHER,
	FOUND_SLOW_EXPORT,
	FOUND_SLOW_PROMPT,
	/* which python and pip are run */
	FOUND_ALIAS,
	FOUND_FUNCTION,
	FOUND_PATH_MISSING,
	FOUND_PATH_PYENV,
	FOUND_PATH_CONDA,
	FOUND_PATH_MISE,
	FOUND_PATH_ORDER,
	FOUND_PATH_RELATIVE,
	FOUND_PIP_MISSING,
	FOUND_PYTHONHOME,
	FOUND_PYTHONPATH,
	FOUND_PIP_SETTINGS,
	/* who else switches envs on */
	FOUND_BY_HAND,
	FOUND_BY_DIRENV,
	FOUND_ON_GONE,
	FOUND_VSCODE_TYPES,
	FOUND_VSCODE_VARIABLES,
	/* the environment for here */
	FOUND_ENV_BROKEN,
	FOUND_ENV_UNSAFE,
	FOUND_ENV_ASKS,
	FOUND_BIN_UNSAFE,
	/* what is ours on this machine */
	FOUND_HOME,
	FOUND_SETTINGS,
	FOUND_RECORDS,
	FOUND_STATE_UNSAFE,
	FOUND_KNOWN_BROKEN,
	FOUND_RECORD_GONE,
	NFOUND
};

struct found_row {
	const char *key;
	bool wrong;		/* doctor exits with 1; else it is a note */
	const char *sentence;
	const char *todo;
};

extern const struct found_row found_rows[NFOUND];

/* One of them, as it is here. */
struct finding {
	enum found found;
	const char *sentence, *todo;	/* whole */
};

struct findings {
	struct arena *arena;
	struct finding *list;
	size_t n, room;
};

/*
 * Add a finding: detail is for the '@' in its sentence, other for that in what
 * to do; NULL where there is none.
 */
void found(struct findings *, enum found, const char *detail,
    const char *other);

/* The same with another text of what to do; NULL: that of the row. */
void found_todo(struct findings *, enum found, const char *detail,
    const char *todo);

/* Is one of them wrong? */
bool findings_wrong(const struct findings *);

#endif
