/* All the Pythons that there are here. */
#ifndef BASES_FOUND_H
#define BASES_FOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "core/python/python.h"

struct lookup;

/* A base that was found, or a python that cannot be one. */
struct python_found {
	const char *path;
	const char *where;	/* "PATH", "pyenv", "uv", "system" */
	bool usable;
	struct python python;	/* if usable */
	struct fault fault;	/* if not: why */
};

/* Each once, in the order of preference; the number of them. */
size_t found_list(const struct lookup *, struct python_found **);

#endif
