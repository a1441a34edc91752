/*
 * One line on the terminal while something takes long; it is wiped at the end:
 *
 *	venvhook: making .venv with Python 3.12.1 ...
 *
 * It appears 300 ms after the beginning, and only if stderr is a terminal on
 * which we are in the foreground.  There is no timer: a loop that waits, or
 * goes through many files, calls progress_tick now and then, and progress_wipe
 * before it returns, so that whatever is printed next begins a line.  If
 * somebody presses Enter meanwhile, the cursor moves on and the line stays.
 *
 * NULL is allowed for a struct progress and shows nothing.  Signals must be
 * held (sys/signals.h), so that the line can be wiped after a Ctrl-C.
 */
#ifndef SYS_PROGRESS_H
#define SYS_PROGRESS_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum { PROGRESS_DETAIL = 160 };

struct progress {
	struct arena *arena;
	bool (*show)(struct str);
	long long begun;	/* milliseconds of a steady clock */
	const char *doing;	/* "making .venv": any bytes */
	char detail[PROGRESS_DETAIL];	/* "Collecting x"; or "" */
	bool mute;		/* nobody is there to see it */
	bool shown;
};

/* show is how a line reaches the terminal: false if it does not. */
struct progress progress_begin(struct arena *, bool (*show)(struct str));

/* Set what the line says is going on; returns what it said before. */
const char *progress_turn(struct progress *, const char *doing);

/* What the line says behind that, cut where it is too long. */
void progress_detail(struct progress *, struct str);

/* Both keep errno.  True once those 300 ms have passed. */
bool progress_tick(struct progress *);
void progress_wipe(struct progress *);

#endif
