/*
 * A base: the Python installation an env is made from, as one isolated query
 * of it tells (core/python/python.c), or the cached record of that answer.
 */
#ifndef CORE_PYTHON_PYTHON_H
#define CORE_PYTHON_PYTHON_H

#include <stdbool.h>

#include "base/str.h"
#include "core/python/version.h"

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
	char pre;			/* 'a', 'b', 'c' for rc; 0: final */
	unsigned pre_number;
	const char *implementation;	/* sys.implementation.name */
	const char *stdlib;		/* directory of os.py */
	const char *platlibdir;		/* "lib"; sys.platlibdir */
	const char *platform;		/* sys.platform: "linux" */
	const char *abiflags;		/* "t" for a free-threaded build */
	bool bits64;
	bool utf8;			/* file system encoding is UTF-8 */
	bool framework;			/* a macOS framework build */
	bool quotes;	/* its venv quotes what it puts into a template */
	const char *templates;	/* below venv/scripts: "posix/activate ..." */
	bool ensurepip;			/* the module is there; not recorded */
};

/* The files for which a record is true; times in nanoseconds, 0: no file. */
struct python_stamp {
	unsigned long long dev, ino, size, mtime, ctime;   /* of real */
	unsigned long long venv_mtime, venv_size;   /* of venv/__init__.py */
};

/* What the query runs: it prints the lines that python_answer reads. */
extern const char python_script[];

/* Read all of an answer; false unless it is exactly one, of a Python 3. */
bool python_answer(struct arena *, struct str text, struct python *);

/* The record of a python, and back; false if a byte of it was changed. */
void python_record(struct buf *, const struct python *,
    const struct python_stamp *);
bool python_recall(struct arena *, struct str text, struct python *,
    struct python_stamp *);

struct version python_version(const struct python *);
bool python_threaded(const struct python *);	/* no GIL: 3.13t */

/* Does it put setuptools beside pip into its envs, as before 3.12? */
bool python_setuptools(const struct python *);

/* "Python 3.12.1", for people. */
const char *python_name(struct arena *, const struct python *);

#endif
