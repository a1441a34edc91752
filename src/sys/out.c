#include "config.h"

#include "sys/out.h"

#include <unistd.h>

#include "base/buf.h"
#include "core/text/term.h"
#include "sys/fd.h"
#include "sys/say.h"

int
out_write(struct arena *a, struct str text)
{
	if (!fd_write(STDOUT_FILENO, text))
		return fail(a, "standard output", say_errno(a));
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
