/*
 * A report: rows of a key, a label and a value, told to a person as a table
 * and to a program as JSON, so that the two never say different things.
 */
#ifndef CORE_TEXT_REPORT_H
#define CORE_TEXT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

enum { REPORT_ROWS = 48 };

struct row {
	const char *key;	/* for JSON */
	const char *label;	/* for people; NULL: for JSON alone */
	const char *value;	/* NULL: null, and no line */
	const char *const *list;	/* in its place: a list, NULL-ended */
	const char *shown;	/* to a person instead; NULL: value */
	bool flag;		/* value is "true" or "false" */
};

struct report {
	struct row rows[REPORT_ROWS];
	size_t n;
};

/* Add a row with a text. */
void report_text(struct report *, const char *key, const char *label,
    const char *value);

/* Show a person this instead of the value of the last row. */
void report_shown(struct report *, const char *value);

/* Add a row with true or false, for JSON alone. */
void report_flag(struct report *, const char *key, bool value);

/* Add a row with several texts, NULL at the end. */
void report_list(struct report *, const char *key, const char *label,
    const char *const *list);

/* "label      value", with a line for each text; all harmless to a terminal. */
void report_table(struct buf *, const struct report *);
void report_json(struct buf *, const struct report *);

#endif
