/* All the Pythons that there are here. */
#ifndef BASES_FOUND_H
#define BASES_FOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "core/python/python.h"

struct lookup;

/* Every base found, each once, in the order of preference. */
struct python_found {
	const char *path;
	const char *where;	/* "PATH", "pyenv", "uv", "system" */
	bool usable;
	struct python python;	/* if usable */
	struct fault fault;	/* if not */
};

size_t found_by(const struct lookup *, struct python_found **);

#endif
