/*
 * TOML, as far as one value of a file is looked for: a path of names leads to
 * it, through tables, dotted keys and inline tables alike.  Nothing is built,
 * and text inside another value is never taken for a key.
 *
 *	[tool.uv.workspace]
 *	members = ["a", "b"]
 *
 *	toml_find(text, "tool.uv.workspace", &v)		TOML_TABLE
 *	toml_find(text, "tool.uv.workspace.members", &v)	TOML_VALUE
 *	while (toml_item(&v, &item) && toml_string(a, item, &s))
 *		...
 */
#ifndef CORE_TEXT_TOML_H
#define CORE_TEXT_TOML_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum toml_state {
	TOML_SILENT,		/* the path is not there */
	TOML_VALUE,		/* *value is the value as it is written */
	TOML_TABLE,		/* a table, or an array of tables */
	TOML_BAD,		/* no TOML, as far as it was read */
};

/*
 * What stands at the path, names with dots between them; a name that holds a
 * dot itself cannot be asked for.  Below an array of tables nothing is found,
 * and of two values the first counts.
 */
enum toml_state toml_find(struct str text, const char *path,
    struct str *value);

/*
 * The string that a value is, without quotes and escapes.  False if it is
 * none, and for an escape that stands for no printable ASCII; of \t, \n and
 * \r a blank is left.
 */
bool toml_string(struct arena *, struct str value, struct str *out);

/* The next value of an array, and the array without it; false at its end. */
bool toml_item(struct str *array, struct str *item);

#endif
