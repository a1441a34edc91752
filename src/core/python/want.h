/*
 * What somebody asks of a base: a SPEC on the command line, in the settings
 * or in .python-version.
 *
 *	3.12, 3.12.1, python-3.12	its version begins so
 *	v3.12, cpython3.12		the same
 *	cpython-3.12.1-linux-x86_64-gnu	the same, as uv calls an installation
 *	3.13t, 3.13+freethreaded	the same, of a free-threaded build
 *	>=3.10,<3.13			a set of specifiers (PEP 440)
 *	/opt/py/bin/python3, ../env	a path, for there is a '/'
 *	system				what PATH has besides pyenv
 *	python3.11, pypy3.10-7.3.12	a name on PATH or of pyenv
 */
#ifndef CORE_PYTHON_WANT_H
#define CORE_PYTHON_WANT_H

#include <stdbool.h>

#include "core/python/version.h"

struct arena;
struct python;

enum want_kind { WANT_VERSION, WANT_RANGE, WANT_PATH, WANT_SYSTEM, WANT_NAME };

struct want {
	enum want_kind kind;
	const char *text;		/* as it was given */
	struct version version;		/* WANT_VERSION */
	bool threaded;
	struct specifiers range;	/* WANT_RANGE */
	const struct want *or;		/* this one is as good; or NULL */
	const struct want *next;	/* if none fits, this one; or NULL */
};

/*
 * False: the text is empty, or begins like specifiers and is none; want_refusal
 * is the sentence for that.
 */
extern const char want_refusal[];
bool want_parse(struct arena *, struct str text, struct want *);
bool want_parse_range(struct arena *, struct str text, struct want *);

/* Is the word more likely a version, or specifiers, than a path? */
bool want_is_meant(struct arena *, const char *word);

/*
 * What poetry has in their place: "^3.9", "~3.9", "3.9.*", "3.9", "*", and
 * alternatives, ">=2.7,<2.8 || ^3.6".  False for what is none of these.
 */
bool want_parse_poetry(struct arena *, struct str text, struct want *);

/*
 * The version to install where none fits: of a range the newest minor one it
 * allows, or the oldest where there is no end to it.  False: it does not tell.
 */
bool want_install(const struct want *, struct version *);

/* Does the python fit a WANT_VERSION or WANT_RANGE?  The others: any does. */
bool want_fits(const struct want *, const struct python *);

/*
 * The version in the name of an installation's directory: "3.12.1", "3.13.0t",
 * "cpython-3.12.1-linux-x86_64-gnu".  False: there is none in it.  And may an
 * installation of that version fit?
 */
bool want_hint(struct str name, struct version *, bool *threaded);
bool want_may_fit(const struct want *, const struct version *, bool threaded);

#endif
