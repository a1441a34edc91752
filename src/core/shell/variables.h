/*
 * The environment variables that an answer rests on, but for those that a hook
 * has in its key anyway.  Of some of them an answer says what they are to be;
 * the others are nearly always unset.
 */
#ifndef CORE_SHELL_VARIABLES_H
#define CORE_SHELL_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct changes;

struct variable {
	struct str name;
	const char *value;	/* NULL: there is none */
};

enum { VARIABLES_SET = 3 };	/* so many that an answer may set come first */

/* The name of one of those in the key, from 0 on; NULL behind the last. */
const char *variables_key(size_t i);

/* The name of one of them, from 0 on; NULL behind the last. */
const char *variables_name(size_t i);

/* May an answer set it? */
bool variables_sets(const char *name);

/*
 * All n of them, with their values in environ ("NAME=value" up to a NULL), or
 * those that the answer gives them.
 */
struct variable *variables_read(struct arena *, const char *const *environ,
    const struct changes *, size_t *n);

#endif
