/*
 * Which Python a project asks for in the files of its tools: `requires-python`
 * in pyproject.toml, and what poetry, pipenv, setuptools, asdf and mise have in
 * its place; and the lines of .python-version.  A row is a file and a key; the
 * first that says anything counts.  What is not understood is never passed
 * over.
 */
#ifndef CORE_PYTHON_ASKS_H
#define CORE_PYTHON_ASKS_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct want;

enum asks_state {
	ASKS_SILENT,		/* the key is not there */
	ASKS_FOUND,
	ASKS_BAD,		/* the file, or the value, cannot be read */
	ASKS_ODD,		/* it can, but not what it means */
};

struct ask {
	const char *file;	/* "pyproject.toml"; NULL ends the table */
	const char *key;	/* "requires-python", for the message */
	enum asks_state (*find)(struct arena *, struct str text,
	    const char *path, struct str *value);
	const char *path;
	bool (*parse)(struct arena *, struct str value, struct want *);
	const char *odd;	/* "is not a valid set of ..." */
};

extern const struct ask asks[];

/* What the text of its file says; value is as written, where it is found. */
enum asks_state ask_read(struct arena *, const struct ask *, struct str text,
    struct str *value, struct want *);

/*
 * The next version that a .python-version names: the first word of each line
 * that is not blank and no comment, as pyenv reads it.
 */
bool pin_next(struct str *rest, struct str *word);

#endif
