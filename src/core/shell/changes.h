/*
 * What is to change in the variables of a shell: names and values.  No value
 * means unset, which is not the same as empty.
 */
#ifndef CORE_SHELL_CHANGES_H
#define CORE_SHELL_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

struct change {
	const char *name;
	const char *value;
	bool exported;		/* it is exported already */
};

enum { CHANGES_MAX = 10 };

struct changes {
	struct change list[CHANGES_MAX];
	size_t n;
	bool nameless;		/* VIRTUAL_ENV_PROMPT is not set behind them */
};

/* Add a change; name is a constant of ours, up to CHANGES_MAX of them. */
void changes_add(struct changes *, const char *name, const char *value);

#endif
