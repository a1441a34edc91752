#include "config.h"

#include "cmd/ask.h"

#include "base/buf.h"
#include "core/text/term.h"
#include "sys/stream.h"

bool
ask_possible(void)
{
	return stream_person();
}

bool
ask(struct arena *a, const char *question)
{
	struct buf b = buf_in(a);
	struct str answer;
	char line[16];

	buf_text(&b, "venvhook: ");
	term_text(&b, str_from(question));
	buf_text(&b, "? [y/N] ");
	if (!stream_error(buf_view(&b)))
		return false;
	answer = stream_line(line, sizeof(line));
	return str_is(answer, "y") || str_is(answer, "Y") ||
	    str_is(answer, "yes") || str_is(answer, "Yes") ||
	    str_is(answer, "YES");
}
