/*
 * JSON (RFC 8259), as far as it is written here.  What would act on a terminal
 * is escaped.  A byte that is no UTF-8 becomes an unpaired surrogate \udcXX, as
 * Python's surrogateescape does.
 */
#ifndef CORE_TEXT_JSON_H
#define CORE_TEXT_JSON_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

struct json {
	struct buf *out;
	bool follows;		/* something stands before, in this nesting */
	unsigned depth;
	bool dense;		/* for programs alone: all on one line */
};

struct json json_in(struct buf *);
struct json json_dense(struct buf *);

/*
 * A member of an object if name is not NULL, else an element of an array.
 * A value of NULL is null.
 */
void json_text(struct json *, const char *name, const char *value);
void json_str(struct json *, const char *name, struct str value);
void json_bool(struct json *, const char *name, bool value);
void json_number(struct json *, const char *name, unsigned long long value);

void json_open(struct json *, const char *name, char bracket);	/* '{' '[' */
void json_close(struct json *, char bracket);			/* '}' ']' */

#endif
