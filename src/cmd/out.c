#include "config.h"

#include "cmd/out.h"

#include "base/buf.h"
#include "cmd/say.h"
#include "core/text/term.h"
#include "sys/error.h"
#include "sys/stream.h"

int
out_write(struct arena *a, struct str text)
{
	if (!stream_out(text))
		return fail(a, "standard output", error_reason(a));
	return EXIT_DONE;
}

int
out_done(struct arena *a, const char *what, const char *path)
{
	struct buf b = buf_in(a);

	buf_texts(&b, "venvhook: ", what, NULL);
	term_text(&b, str_from(path));
	buf_char(&b, '\n');
	return out_write(a, buf_view(&b));
}
