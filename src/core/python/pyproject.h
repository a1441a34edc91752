/*
 * Which Python a project asks for: `requires-python` in pyproject.toml, and
 * the lines of .python-version.
 */
#ifndef CORE_PYTHON_PYPROJECT_H
#define CORE_PYTHON_PYPROJECT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum pyproject_state {
	PYPROJECT_FOUND,
	PYPROJECT_SILENT,	/* the key is not there */
	PYPROJECT_BAD,		/* no TOML, or the key is no string */
};

/*
 * requires-python of [project], without the quotes and escapes:
 *	[project]
 *	requires-python = ">=3.10"   # gives >=3.10
 * The dotted key project.requires-python is the same.
 */
enum pyproject_state pyproject_requires(struct arena *, struct str text,
    struct str *out);

/*
 * The next version that a .python-version names: the first word of each line
 * that is not blank and no comment, as pyenv reads it.
 */
bool pin_next(struct str *rest, struct str *word);

#endif
