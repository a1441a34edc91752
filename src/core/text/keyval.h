/*
 * `key = value` lines: the one reader of settings and of pyvenv.cfg.  A line
 * is cut at its first '=', and both sides are trimmed.  Nothing is copied.
 * What a key means, and whether a line that is no pair is an error, is for the
 * caller to say.
 *
 *	struct keyval k = { .rest = text, .comments = true };
 *	struct keyval_line line;
 *
 *	while (keyval_next(&k, &line))
 *		...
 */
#ifndef CORE_TEXT_KEYVAL_H
#define CORE_TEXT_KEYVAL_H

#include <stdbool.h>

#include "base/str.h"

struct keyval {
	struct str rest;	/* what is still to be read */
	bool comments;		/* a line that begins with # says nothing */
	bool sections;		/* "[name]" is a section */
	bool bom;		/* a byte order mark is no part of a key */
	unsigned line;		/* lines read so far */
};

enum keyval_kind {
	KEYVAL_PAIR,		/* key = value */
	KEYVAL_SECTION,		/* [key]; value is empty */
	KEYVAL_OTHER,		/* no '=': all of the line is in value */
};

struct keyval_line {
	enum keyval_kind kind;
	unsigned number;	/* the first line is 1 */
	struct str key, value;
};

/* The next line that is not blank nor a comment; false at the end. */
bool keyval_next(struct keyval *, struct keyval_line *);

/* Is key this word of lower case, whatever its own case? */
bool key_is(struct str key, const char *lower);

#endif
