/*
 * One line on the terminal for what takes its time, and is then gone:
 *
 *	venvhook: making .venv with Python 3.12.1 ...
 *
 * It comes when 300 ms have passed since the beginning, and only if stderr is
 * a terminal that we are in front of.  Nothing wakes us for it: what waits, or
 * goes through many files, calls progress_tick now and then and progress_wipe
 * before it returns, so that others find the cursor where a line begins.  When
 * somebody presses Enter meanwhile, the cursor moves on and the line stays.
 *
 * A NULL for one is none, and nothing is ever shown.  Signals must be held:
 * what Ctrl-C ends has to be wiped.
 */
#ifndef SYS_PROGRESS_H
#define SYS_PROGRESS_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

struct progress {
	struct arena *arena;
	bool (*show)(struct str);
	long long begun;	/* milliseconds of a steady clock */
	const char *doing;	/* "making .venv": any bytes */
	bool mute;		/* nobody is there to see it */
	bool shown;
};

/* show is how a line reaches the terminal: false if it does not. */
struct progress progress_begin(struct arena *, bool (*show)(struct str));

/* From now on it is this that goes on; what it was before. */
const char *progress_turn(struct progress *, const char *doing);

/* Both keep errno.  True once those 300 ms have passed. */
bool progress_tick(struct progress *);
void progress_wipe(struct progress *);

#endif
