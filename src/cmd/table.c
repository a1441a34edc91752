#include "config.h"

#include "cmd/table.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/term.h"
#include "core/vars.h"
#include "sys/vars.h"

enum { WIDTH_MAX = 60, CELLS = 256 };

struct cell {
	const char *text;
	size_t width;
	bool bad;
};

struct table
table_in(struct arena *a, const char *const *head, size_t columns)
{
	struct table t = { .arena = a, .columns = columns };

	for (size_t i = 0; head != NULL && i < columns; i++)
		table_cell(&t, head[i], false);
	return t;
}

/* Of UTF-8, a column for each character. */
static size_t
width_of(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

void
table_cell(struct table *t, const char *text, bool bad)
{
	t->cells = arena_more(t->arena, t->cells, t->n, &t->room, CELLS,
	    sizeof(*t->cells));
	t->cells[t->n++] = (struct cell){ text, width_of(text), bad };
}

static size_t *
table_widths(const struct table *t)
{
	size_t *widths = arena_new(t->arena, size_t, t->columns);

	for (size_t i = 0; i < t->n; i++) {
		size_t *width = &widths[i % t->columns];

		if (t->cells[i].width > *width &&
		    t->cells[i].width <= WIDTH_MAX)
			*width = t->cells[i].width;
	}
	return widths;
}

void
table_print(const struct table *t, struct buf *b, bool person)
{
	const size_t *widths = table_widths(t);
	const char *plain = vars_named("NO_COLOR");
	bool colour = person && (plain == NULL || plain[0] == '\0');

	for (size_t i = 0; i < t->n; i++) {
		const struct cell *cell = &t->cells[i];
		bool red = colour && cell->bad;
		size_t blanks = 2;

		buf_texts(b, red ? "\33[31m" : "", cell->text,
		    red ? "\33[m" : "", NULL);
		if ((i + 1) % t->columns == 0) {
			while (b->n > 0 && b->p[b->n - 1] == ' ')
				b->n--;
			buf_char(b, '\n');
			continue;
		}
		if (cell->width < widths[i % t->columns])
			blanks += widths[i % t->columns] - cell->width;
		while (blanks-- > 0)
			buf_char(b, ' ');
	}
}

const char *
cell_text(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);

	if (text == NULL)
		return "?";
	term_text(&b, str_from(text));
	return buf_string(&b);
}

const char *
cell_path(struct arena *a, const struct vars *v, const char *path)
{
	struct buf b = buf_in(a);

	if (v->home != NULL && v->home[0] == '/' && v->home[1] != '\0' &&
	    path_within(str_from(path), str_from(v->home))) {
		buf_char(&b, '~');
		path += strlen(v->home);
	}
	term_text(&b, str_from(path));
	return buf_string(&b);
}

const char *
cell_size(struct arena *a, unsigned long long bytes)
{
	static const char *const units[] = { " KB", " MB", " GB", " TB" };
	unsigned long long tenths = bytes * 10 / 1024;
	struct buf b = buf_in(a);
	size_t unit = 0;

	while (tenths >= 10240 && unit < 3) {
		tenths /= 1024;
		unit++;
	}
	buf_number(&b, tenths / 10);
	if (unit > 0 && tenths < 100) {
		buf_char(&b, '.');
		buf_number(&b, tenths % 10);
	}
	buf_text(&b, units[unit]);
	return buf_string(&b);
}
