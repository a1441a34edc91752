/* Shells that are told by data, and whoever asks for `export json`. */
#include "config.h"

#include "core/shell/diff.h"
#include "core/shell/rows.h"
#include "core/shell/shell.h"
#include "core/text/json.h"

/* {"PATH": "/usr/bin", "VIRTUAL_ENV": null} */
static void
json_answer(struct buf *b, const struct answer *x)
{
	const struct changes *c = &x->out->changes;
	struct json j = json_in(b);

	json_open(&j, NULL, '{');
	for (size_t i = 0; i < c->n; i++)
		json_text(&j, c->list[i].name, c->list[i].value);
	json_close(&j, '}');
}

const struct shell shell_json = {
	.name = "json",
	.hookless = "no shell, so there is no hook for it",
	.instead = "'venvhook export json' prints what is to change",
	.data = json_answer,
};
