#include "config.h"

#include "cmd/ask.h"

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "core/text/term.h"
#include "sys/stream.h"

/* "venvhook: remove /p/.venv? [y/N] " */
static bool
answer_read(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);
	struct str answer;
	char line[16];

	buf_text(&b, "venvhook: ");
	term_text(&b, str_from(text));
	buf_text(&b, "? [y/N] ");
	if (!stream_error(buf_view(&b)))
		return false;
	answer = stream_line(line, sizeof(line));
	return str_is(answer, "y") || str_is(answer, "Y") ||
	    str_is(answer, "yes") || str_is(answer, "Yes") ||
	    str_is(answer, "YES");
}

int
ask(struct run *run, const struct question *q)
{
	if (run_has(run, "--yes"))
		return EXIT_DONE;
	if (!stream_person())
		return fail_fault(run->arena, &q->mute);
	if (q->show != NULL)
		q->show(q->context);
	return answer_read(run->arena, q->text) ? EXIT_DONE :
	    fail_fault(run->arena, &q->no);
}
