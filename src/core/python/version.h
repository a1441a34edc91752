/*
 * Versions and sets of specifiers (PEP 440), as far as interpreters need
 * them: release, pre-release, post-release and dev; neither epoch nor local
 * part, which no Python has.
 */
#ifndef CORE_PYTHON_VERSION_H
#define CORE_PYTHON_VERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf;

enum { VERSION_PARTS = 6, SPECIFIERS_MAX = 16 };

struct version {
	unsigned release[VERSION_PARTS];	/* followed by zeros */
	unsigned parts;		/* so many were written: "3.12" has two */
	char pre;		/* 'a', 'b', 'c' for rc; 0: none */
	unsigned pre_number;
	bool is_post, is_dev;
	unsigned post, dev;
};

enum relation {
	REL_COMPATIBLE,		/* ~= */
	REL_SAME,		/* === : letter by letter */
	REL_EQUAL, REL_UNEQUAL,
	REL_LEAST, REL_MOST,
	REL_BELOW, REL_ABOVE,
};

struct specifier {
	enum relation relation;
	struct version version;
	bool wildcard;		/* 3.11.* */
	struct str text;	/* the version as written */
};

struct specifiers {
	struct specifier row[SPECIFIERS_MAX];
	size_t n;
};

/* "v3.12.0-RC.1" is 3.12.0rc1; false: it is no version. */
bool version_parse(struct str, struct version *);
void version_print(struct buf *, const struct version *);

/* Less than, equal to or more than 0, in the order of PEP 440. */
int version_compare(const struct version *, const struct version *);

/* "3.12" is a prefix of 3.12 and 3.12.1, not of 3.1; "3.12.0rc1" of itself. */
bool version_begins(const struct version *prefix, const struct version *);
bool version_is_early(const struct version *);	/* a, b, rc or dev */

/* ">=3.10, <3.13"; an empty text fits all.  The set points into the text. */
bool specifiers_parse(struct str, struct specifiers *);

/*
 * Does the interpreter fit?  As pip has it, an early version counts as the
 * release it is to become (3.14.0rc2 fits ">=3.14"), except where the set
 * itself names an early one.
 */
bool specifiers_fit(const struct specifiers *, const struct version *);

#endif
