/*
 * What `doctor` looks at on this machine: the hook's line and program, the
 * environment for here, the settings, our own state, the other environments.
 */
#ifndef CMD_CHECKUP_H
#define CMD_CHECKUP_H

#include "core/doctor/finding.h"
#include "core/doctor/seen.h"
#include "look/world.h"

struct run;

struct checkup {
	struct run *run;
	struct world world;
	const struct shell *shell;	/* NULL: cannot be told */
	const char *version;	/* of the hook; NULL: no hook, or an old one */
	bool hooked;		/* the function of a hook called */
	const char *program;	/* the path of this one */
	struct seen seen;	/* what the shell says */
	long long took;		/* microseconds of an export; 0: not known */
	struct findings findings;
};

/* The hook that called, its program and its line. */
void checkup_hook(struct checkup *);

/* Settings, records and directories. */
void checkup_own(struct checkup *);

/* The environment for here, and what is run in it. */
void checkup_here(struct checkup *);

/* All others that are known. */
void checkup_known(struct checkup *);

#endif
