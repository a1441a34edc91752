#include "config.h"

#include "core/text/report.h"

#include <string.h>

#include "base/buf.h"
#include "core/text/json.h"
#include "core/text/term.h"

enum { LABEL_WIDTH = 13 };

static struct row *
report_row(struct report *r)
{
	if (r->n == REPORT_ROWS)
		__builtin_trap();
	return &r->rows[r->n++];
}

void
report_text(struct report *r, const char *key, const char *label,
    const char *value)
{
	*report_row(r) = (struct row){
		.key = key, .label = label, .value = value,
	};
}

void
report_shown(struct report *r, const char *value)
{
	r->rows[r->n - 1].shown = value;
}

void
report_flag(struct report *r, const char *key, bool value)
{
	*report_row(r) = (struct row){
		.key = key, .value = value ? "true" : "false", .flag = true,
	};
}

void
report_list(struct report *r, const char *key, const char *label,
    const char *const *list)
{
	*report_row(r) = (struct row){
		.key = key, .label = label, .list = list,
	};
}

static void
table_line(struct buf *b, const char *label, const char *value)
{
	buf_text(b, label);
	for (size_t n = strlen(label); n < LABEL_WIDTH; n++)
		buf_char(b, ' ');
	term_text(b, str_from(value));
	buf_char(b, '\n');
}

void
report_table(struct buf *b, const struct report *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct row *row = &r->rows[i];
		const char *label = row->label;

		if (label == NULL)
			continue;
		if (row->value != NULL)
			table_line(b, label, row->shown != NULL ? row->shown :
			    row->value);
		for (size_t j = 0; row->list != NULL && row->list[j]; j++) {
			table_line(b, label, row->list[j]);
			label = "";
		}
	}
}

void
report_json(struct buf *b, const struct report *r)
{
	struct json j = json_in(b);

	json_open(&j, NULL, '{');
	for (size_t i = 0; i < r->n; i++) {
		const struct row *row = &r->rows[i];

		if (row->flag) {
			json_bool(&j, row->key, row->value[0] == 't');
		} else if (row->list == NULL) {
			json_text(&j, row->key, row->value);
		} else {
			json_open(&j, row->key, '[');
			for (size_t n = 0; row->list[n] != NULL; n++)
				json_text(&j, NULL, row->list[n]);
			json_close(&j, ']');
		}
	}
	json_close(&j, '}');
}
