#include "config.h"

#include "sys/ask.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/text/term.h"
#include "sys/fd.h"

bool
ask_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* One line of at most size bytes; what is longer is cut. */
static struct str
answer_read(char *line, size_t size)
{
	size_t n = 0;
	char c;

	for (;;) {
		ssize_t got = read(STDIN_FILENO, &c, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || c == '\n')
			break;
		if (n < size)
			line[n++] = c;
	}
	return str_trim((struct str){ line, n });
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
	if (!fd_write(STDERR_FILENO, buf_view(&b)))
		return false;
	answer = answer_read(line, sizeof(line));
	return str_is(answer, "y") || str_is(answer, "Y") ||
	    str_is(answer, "yes");
}
