/*
 * Programs we run and wait for, and signals while we make something.
 *
 * While signals are held, a Ctrl-C waits: child_run and child_lock notice it,
 * end what they do and return, so that their caller can take back what it
 * began.  signals_release lets it through, and it ends the process as ever.
 */
#ifndef SYS_CHILD_H
#define SYS_CHILD_H

#include <signal.h>
#include <stdbool.h>

#include "base/str.h"

struct arena;
struct progress;

/* Hold INT, TERM, HUP and QUIT; what was held before. */
sigset_t signals_hold(void);
void signals_release(const sigset_t *before);
bool signals_waiting(void);

struct child {
	const char *const *argv;	/* argv[0] is an absolute path */
	const char *dir;		/* its working directory; NULL: ours */
	const char *virtual_env;	/* set for it; NULL: as it is */
	bool clean;	/* no PYTHON..., PIP_... and the like of the user */
	bool quiet;	/* what it says on stderr is lost */
	int seconds;	/* then SIGALRM ends it; 0: never */
	struct progress *progress;	/* while it runs; or NULL */
	int lock;	/* held by it, too, if it outlives us; 0: none */
};

enum { CHILD_NOT_RUN = -1, CHILD_CANCELLED = -2 };

/*
 * Run it, without stdin, in a process group of its own.  Its exit status
 * (128 + signal if it was killed), or why there is none.  output gets the
 * last kilobytes of what it said.
 */
int child_run(struct arena *, const struct child *, struct str *output);

/* "WHAT failed: No space left on device", if it was a Python that said why. */
const char *child_failure(struct arena *, const char *what, struct str output);

/* Tell the last lines of what it said. */
void child_tell(struct arena *, struct str output);

/* flock(fd, operation), however long it takes; false with errno. */
bool child_lock(int fd, int operation, struct progress *);

#endif
