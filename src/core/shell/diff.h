/*
 * From a decision to the changes of the shell's variables.  A change is a name
 * and a value; no value means unset, which is not the same as empty.
 *
 * Leaving takes every copy of our entry out of PATH, but as many as there were
 * when we entered, and puts the other variables back.  Entering does that
 * first, and then sets its own values.  An env that somebody else switched on,
 * if it is the one to be on here, is taken over as if we had.  Only differences
 * are changes.
 */
#ifndef CORE_SHELL_DIFF_H
#define CORE_SHELL_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct decision;
struct facts;

struct change {
	const char *name;
	const char *value;
	bool exported;		/* it is that already */
};

enum { CHANGES_MAX = 10 };

struct changes {
	struct change list[CHANGES_MAX];
	size_t n;
};

void changes_add(struct changes *, const char *name, const char *value);

struct outcome {
	struct changes changes;
	const char *env;	/* VIRTUAL_ENV while ours is on; else NULL */
	const char *entry;	/* its directory on PATH, or that of an env */
				/* by hand; NULL: nothing is on */
	const char *without;	/* PATH without that entry */
	const char *was;	/* what was on by us; NULL: nothing, or the */
				/* shell has just started */
	bool known;		/* what was on was ours, or ours is to be */
	bool kept;		/* and its own activate has kept something: */
				/* its deactivate runs first, so that all of */
				/* the changes are needed */
	const char *name;	/* for the prompt; "" when none is shown */
	const char *prefix;	/* "(name) ", unless the user wants none; */
				/* or NULL */
	struct changes undo;	/* what `deactivate` does, PATH apart */
	const char *left;	/* core/shell/left.h; NULL: as it was */
};

/* What the hook says of its shell. */
struct caller {
	bool start;		/* it has just started: our entry is to lead */
				/* PATH again */
	const char *left;	/* core/shell/left.h; may be NULL */
	bool kept;		/* an env's own activate keeps something */
};

struct outcome diff(struct arena *, const struct facts *,
    const struct decision *, struct caller);

/* What `deactivate` brings about, PATH included. */
struct outcome diff_off(struct arena *, const struct facts *, struct caller);

#endif
