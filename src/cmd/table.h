/*
 * A table for a person.  A column is as wide as its longest cell, but for cells
 * over 60 characters, and two blanks are between columns.
 *
 *	struct table t = table_in(a, head, 3);
 *
 *	table_cell(&t, cell_path(a, vars, path), false);  ... row by row
 *	table_print(&t, &b, stream_shown());
 */
#ifndef CMD_TABLE_H
#define CMD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct vars;

struct cell;

struct table {
	struct arena *arena;
	size_t columns;
	struct cell *cells;	/* row by row */
	size_t n, room;
};

/* An empty one, or with a first row; head may be NULL. */
struct table table_in(struct arena *, const char *const *head,
    size_t columns);

/* Add a cell, whose text has to be harmless on a terminal.  bad: in red. */
void table_cell(struct table *, const char *text, bool bad);

/* Colours are used for a person alone, and not with NO_COLOR. */
void table_print(const struct table *, struct buf *, bool person);

/* What stands in a cell: any text, made harmless; NULL is "?". */
const char *cell_text(struct arena *, const char *text);

/* "~/p/.venv" */
const char *cell_path(struct arena *, const struct vars *, const char *path);

/* "812 KB", "45 MB", "1.2 GB" */
const char *cell_size(struct arena *, unsigned long long bytes);

#endif
