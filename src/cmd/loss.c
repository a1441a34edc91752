#include "config.h"

#include "cmd/loss.h"

#include "base/buf.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "make/packages.h"
#include "sys/signals.h"

enum { SHOWN_MAX = 4 };		/* names that are in the question */

/* "3 packages (a, b, c) and notes.txt would be lost" */
static const char *
loss_text(const struct loss *loss)
{
	const struct packages *p = loss->packages;
	struct buf b = buf_in(loss->run->arena);

	if (p->n > 0) {
		buf_number(&b, p->n);
		buf_text(&b, p->n == 1 ? " package (" : " packages (");
	}
	for (size_t i = 0; i < p->n && i < SHOWN_MAX; i++)
		buf_texts(&b, i == 0 ? "" : ", ", p->list[i], NULL);
	if (p->n > 0)
		buf_text(&b, p->n > SHOWN_MAX ? ", ...)" : ")");
	if (loss->own != NULL)
		buf_texts(&b, p->n > 0 ? " and " : "", loss->own, NULL);
	buf_text(&b, " would be lost");
	return buf_string(&b);
}

static void
loss_show(const void *context)
{
	const struct loss *loss = context;

	say_notice(loss->run->arena, loss->found, loss_text(loss),
	    loss->keeps);
}

int
loss_asked(const struct loss *loss, unsigned signals)
{
	struct arena *a = loss->run->arena;
	struct question q = {
		.text = text_join(a, "recreate ", loss->found,
		    " all the same", NULL),
		.mute = { .subject = loss->found,
		    .reason = text_join(a, "not recreated: ", loss_text(loss),
		    NULL), .hint = text_join(a, loss->keeps,
		    "; --yes lets them go", NULL) },
		.no = { .subject = loss->found, .reason = "not recreated" },
		.show = loss_show,
		.context = loss,
	};
	int status;

	signals_release(signals);
	status = ask(loss->run, &q);
	signals_hold();
	return status;
}
