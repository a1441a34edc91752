/*
 * Every reason for what venvhook does or does not do: its name (for --json and
 * the tests), its sentence, and what the user can do about it.  An '@' in a
 * sentence is replaced by the detail of the case.
 */
#ifndef CORE_RULE_WHY_H
#define CORE_RULE_WHY_H

#include <stdbool.h>

enum why {
	/* nothing to activate, and no reason to talk about it */
	WHY_NOTHING,
	WHY_NOWHERE,
	WHY_OFF,
	WHY_MANUAL,
	WHY_DENIED,
	/* on */
	WHY_HAND,
	WHY_ALLOWED,
	WHY_FOREIGN,
	WHY_MADE,
	WHY_REMADE,
	WHY_TREE,
	WHY_OWNER,
	/* the settings or the records are not to be believed */
	WHY_SETTINGS,
	WHY_RECORDS,
	/* shape: broken */
	WHY_BAD_FILE,
	WHY_LOST,
	WHY_NOT_DIR,
	WHY_COLON,
	WHY_NO_CFG,
	WHY_BAD_CFG,
	WHY_NO_PYTHON,
	WHY_DANGLING,
	WHY_PYTHON_ABSENT,
	WHY_PYTHON_UNSEEN,
	WHY_NOT_EXECUTABLE,
	WHY_STALE,
	WHY_NO_HOME,
	WHY_MOVED,
	/* ownership and modes */
	WHY_OTHERS_OWN,
	WHY_OTHERS_WRITE,
	WHY_UNREADABLE,
	/* grants */
	WHY_REPLACED,
	WHY_TRACKED,
	WHY_CANNOT_TELL,
	WHY_NO_GRANT,
	/* no environment, but a project: the policy on making one */
	WHY_CREATE,
	WHY_CREATE_HINT,
	WHY_CREATE_ROOT,
	WHY_CREATE_NO_GRANT,
	WHY_CREATE_GONE,
	WHY_CREATE_FAILED,
	/* told by `export` alone: it depends on the shell */
	WHY_BYTES,
	WHY_EXPANDED,
	NWHYS
};

struct why_row {
	const char *name;
	const char *sentence;
	const char *hint;	/* what to do, or NULL */
	bool notice;		/* worth a line at the prompt */
	bool on;		/* the env is activated */
	bool runs;		/* the hint names a command that runs the env */
	bool records;		/* the hint names one that writes a record */
};

extern const struct why_row whys[NWHYS];

/* The hint if a newer rule refuses what an older version allowed. */
extern const char why_stricter[];

/* Hints for a broken env; which one is given, judge() decides. */
extern const char why_keep[];	/* its packages can be kept */
extern const char why_whole[];	/* nobody has allowed it */
extern const char why_yours[];	/* the same of one that can be allowed so */
extern const char why_there[];	/* its Python is elsewhere */

#endif
