/* export and activate: from the world to statements for a shell. */
#ifndef CMD_EXPORT_H
#define CMD_EXPORT_H

#include <stdbool.h>

#include "core/shell/diff.h"

struct run;
struct shell;
struct world;

/* What was printed is for a person, not for the hook to evaluate. */
enum { EXIT_SHOWN = 3 };

/* A hook that asks, and what it says of its shell; doc/HOOK.md. */
struct hook {
	const struct shell *shell;
	const char *notices;	/* core/shell/notices.h; or NULL */
	const char *tests;	/* region_tests(); or NULL */
	const char *path;	/* PATH as the shell has it; or NULL */
	struct caller caller;
	bool replaced;		/* `deactivate` there is not ours any more */
	bool answered;		/* set by us: what is printed is for the hook */
};

/*
 * Print what brings the shell to the decision of the world, and then to the
 * directory go, if that is not NULL.
 */
int export_print(struct run *, struct world *, const struct shell *,
    const char *go);

/* What the hook that asks says of its shell; empty if none asks. */
struct caller export_caller(const struct run *);

/* Print an outcome that holds until the next prompt. */
int export_brief(struct run *, const struct outcome *, const struct shell *);

extern const struct command export_command;

#endif
