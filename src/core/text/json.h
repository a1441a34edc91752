/*
 * Writing JSON (RFC 8259):
 *
 *	struct json j = json_in(&b);
 *
 *	json_open(&j, NULL, '{');
 *	json_text(&j, "env", "/p/.venv");
 *	json_close(&j, '}');
 *
 * What would act on a terminal is escaped.  A byte that is no UTF-8 becomes an
 * unpaired surrogate \udcXX, as with Python's surrogateescape.
 */
#ifndef CORE_TEXT_JSON_H
#define CORE_TEXT_JSON_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

struct json {
	struct buf *out;
	bool follows;		/* the next value is not the first in its */
				/* object or array */
	unsigned depth;
	bool dense;		/* on one line, without blanks */
};

/* For people: indented; or for a program that reads it: dense. */
struct json json_in(struct buf *);
struct json json_dense(struct buf *);

/*
 * Add a member to the object that is open; with name NULL an element to the
 * array.  A value of NULL is null.
 */
void json_text(struct json *, const char *name, const char *value);
void json_str(struct json *, const char *name, struct str value);
void json_bool(struct json *, const char *name, bool value);
void json_number(struct json *, const char *name, unsigned long long value);

void json_open(struct json *, const char *name, char bracket);	/* '{' '[' */
void json_close(struct json *, char bracket);			/* '}' ']' */

#endif
