/*
 * From a decision to the changes of the shell's variables.
 *
 * Leaving an env takes our entry out of PATH, however often it is there, but
 * for the copies that were there before we entered; and puts the other
 * variables back.  Entering does that first, and then sets its own values.  An
 * env that somebody else switched on is taken over as if we had, if it is the
 * one to be on here.  What stays as it is, is no change.
 */
#ifndef CORE_SHELL_DIFF_H
#define CORE_SHELL_DIFF_H

#include <stdbool.h>

#include "core/shell/changes.h"

struct arena;
struct decision;
struct facts;

struct outcome {
	struct changes changes;
	const char *env;	/* ours that is on now; NULL: none */
	const char *entry;	/* its directory on PATH, or that of an env */
				/* by hand; NULL: nothing is on */
	const char *without;	/* PATH without that entry */
	bool ends;		/* ours is off where its project ends, by */
				/* undo and as entry goes from PATH; not so */
				/* one that was activated by name */
	bool plain;		/* nothing is on, nor to be remembered */
	const char *was;	/* ours that was on before; NULL: none, or */
				/* the shell has just started */
	bool known;		/* an env was on: ours, or one whose place */
				/* ours takes */
	bool kept;		/* its own activate was run as well: its */
				/* deactivate runs first, so each variable */
				/* that it may touch is a change */
	const char *name;	/* for the prompt; "" when none is shown */
	const char *prefix;	/* "(name) ", unless the user wants none; */
				/* or NULL */
	struct changes undo;	/* what `deactivate` does, PATH apart */
	const char *left;	/* core/shell/left.h; NULL: unchanged */
};

/* What the hook says of its shell. */
struct caller {
	const char *left;	/* core/shell/left.h; may be NULL */
	unsigned mark;		/* for that: of what direnv keeps now */
	bool start;		/* it has just started: our entry is to lead */
				/* PATH again */
	bool kept;		/* an env's own activate has kept the values */
				/* of before in variables of its own */
};

struct outcome diff(struct arena *, const struct facts *,
    const struct decision *, struct caller);

/* What `deactivate` brings about, PATH included. */
struct outcome diff_off(struct arena *, const struct facts *, struct caller);

#endif
