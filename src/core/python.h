/*
 * A base: the Python installation an env is made from, as one isolated query
 * of it tells (research: section 4.1), or the cached record of that answer.
 */
#ifndef CORE_PYTHON_H
#define CORE_PYTHON_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

struct python {
	/*
	 * The interpreter as it was asked for, absolute, not resolved: what
	 * sys.executable says for this spelling.  Shims and wrappers are seen
	 * through, the python of an env stands for its base.
	 */
	const char *executable;
	const char *real;		/* realpath of executable */
	unsigned version[3];		/* 3.12.1 */
	const char *implementation;	/* sys.implementation.name */
	const char *stdlib;		/* directory of os.py */
	const char *platlibdir;		/* "lib"; sys.platlibdir */
	const char *platform;		/* sys.platform: "linux" */
	const char *abiflags;		/* "t" for a free-threaded build */
	bool bits64;
	bool utf8;			/* file system encoding is UTF-8 */
	bool framework;			/* a macOS framework build */
	bool ensurepip;			/* the module is there */
};

#endif
