#include "config.h"

#include "cmd/say.h"

#include <stddef.h>

#include "base/buf.h"
#include "base/fault.h"
#include "core/text/term.h"
#include "sys/stream.h"

static void
say_line(struct arena *a, const char *subject, const char *text)
{
	struct buf b = buf_in(a);

	buf_text(&b, "venvhook: ");
	if (subject != NULL) {
		term_text(&b, str_from(subject));
		buf_text(&b, ": ");
	}
	term_text(&b, str_from(text));
	buf_char(&b, '\n');
	/* Nobody is left to tell when stderr itself fails. */
	stream_error(buf_view(&b));
}

void
say(struct arena *a, const char *subject, const char *reason)
{
	say_line(a, subject, reason);
}

void
say_hint(struct arena *a, const char *text)
{
	say_line(a, NULL, text);
}

void
say_notice(struct arena *a, const char *subject, const char *reason,
    const char *hint)
{
	say(a, subject, reason);
	if (hint != NULL)
		say_hint(a, hint);
}

int
fail(struct arena *a, const char *subject, const char *reason)
{
	say(a, subject, reason);
	return EXIT_REFUSED;
}

int
fail_fault(struct arena *a, const struct fault *fault)
{
	struct str rest = str_from(fault->said == NULL ? "" : fault->said);
	struct str line;

	say(a, fault->subject, fault->reason);
	while (str_line(&rest, &line))
		say_hint(a, text_join(a, "| ", str_copy(a, line), NULL));
	if (fault->hint != NULL)
		say_hint(a, fault->hint);
	return EXIT_REFUSED;
}

void
say_full(void)
{
	stream_error(STR("venvhook: memory: input too large\n"));
	stream_exit(EXIT_REFUSED);
}
