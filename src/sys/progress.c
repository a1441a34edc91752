#include "config.h"

#include "sys/progress.h"

#include <sys/ioctl.h>

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/term.h"
#include "sys/clock.h"

enum { LATE = 300, WIDTH = 80 };	/* milliseconds, columns */

/* -1: there is no such clock. */
static long long
now(void)
{
	long long read = clock_read();

	return read < 0 ? read : read / 1000;
}

struct progress
progress_begin(struct arena *a, bool (*show)(struct str))
{
	struct progress p = { .arena = a, .show = show, .doing = "working" };

	p.begun = now();
	p.mute = p.begun < 0;
	return p;
}

const char *
progress_turn(struct progress *p, const char *doing)
{
	const char *before;

	if (p == NULL)
		return NULL;
	before = p->doing;
	p->doing = doing;
	return before;
}

void
progress_detail(struct progress *p, struct str detail)
{
	size_t n = detail.n < PROGRESS_DETAIL ? detail.n : PROGRESS_DETAIL - 1;

	if (p == NULL || str_is((struct str){ detail.p, n }, p->detail))
		return;
	memcpy(p->detail, detail.p, n);
	p->detail[n] = '\0';
	progress_wipe(p);
}

static bool
is_late(const struct progress *p)
{
	return now() - p->begun > LATE;
}

/* A background job must not write into what the user is typing. */
static bool
is_seen(void)
{
	pid_t front;

	if (!isatty(STDERR_FILENO))
		return false;
	front = tcgetpgrp(STDERR_FILENO);
	return front < 0 || front == getpgrp();
}

/* How much of a row can be filled without the cursor leaving it. */
static size_t
row_room(void)
{
	struct winsize size = { .ws_col = 0 };

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return WIDTH - 1;
	return size.ws_col - 1u;
}

static void
row_blank(struct buf *b, size_t room)
{
	while (room-- > 0)
		buf_char(b, ' ');
	buf_char(b, '\r');
}

/*
 * A row of blanks comes first.  If the cursor is behind other text, they wrap
 * to the next row; if it is at the start of a row, they fill that.  Either way
 * the "\r" goes to the start of a row that is free.
 */
static void
progress_show(struct progress *p)
{
	struct arena scratch = *p->arena;
	struct buf b = buf_in(&scratch);
	size_t room = row_room();

	row_blank(&b, room);
	term_fit(&b, str_from(text_join(&scratch, "venvhook: ", p->doing,
	    p->detail[0] == '\0' ? "" : ": ", p->detail, " ... ", NULL)),
	    room);
	p->shown = p->show(buf_view(&b));
}

bool
progress_tick(struct progress *p)
{
	int saved = errno;

	if (p == NULL || !is_late(p))
		return false;
	if (!p->mute && !p->shown && is_seen())
		progress_show(p);
	p->mute = !p->shown;
	errno = saved;
	return true;
}

/* All of the row, as the terminal may have put a "^C" behind our text. */
void
progress_wipe(struct progress *p)
{
	struct arena scratch;
	struct buf b;
	int saved = errno;

	if (p == NULL || !p->shown)
		return;
	scratch = *p->arena;
	b = buf_in(&scratch);
	buf_char(&b, '\r');
	row_blank(&b, row_room());
	p->show(buf_view(&b));
	p->shown = false;
	errno = saved;
}
