/* Programs we run and wait for. */
#ifndef SYS_CHILD_H
#define SYS_CHILD_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct fault;
struct program;
struct progress;

struct child {
	const struct program *program;
	const char *const *args;	/* behind its name; NULL at the end */
	const char *dir;	/* the env it is to work on; NULL: "/" */
	const char *virtual_env;	/* set for it; NULL: not set */
	bool quiet;	/* what it says on stderr is lost */
	int seconds;	/* then it is ended; 0: never */
	struct progress *progress;	/* while it runs; or NULL */
	bool tells;	/* the last line that it prints is shown there */
	int lock;	/* a descriptor that it inherits, so that a lock on */
			/* that holds until it ends, too; 0: none */
};

/* How it came to its end. */
struct child_end {
	enum {
		CHILD_EXITED,		/* number: its exit status */
		CHILD_KILLED,		/* number: the signal */
		CHILD_LATE,		/* number: the seconds it was given */
		CHILD_CANCELLED,	/* a signal waits for us */
		CHILD_NOT_RUN,		/* number: errno */
	} how;
	int number;
	struct str output;	/* the last kilobytes of what it said */
};

/*
 * Run it, without stdin, in a process group of its own, and wait for its end;
 * signals must be held (sys/signals.h).  It gets the user's variables, without
 * those that would have it do something else: of the settings of Python, pip,
 * uv and virtualenv only those for reaching an index, and of PATH only absolute
 * directories outside of the project.  True if it exited with 0.
 */
bool child_run(struct arena *, const struct child *, struct child_end *);

/* The settings with this prefix that it gets: "PIP_PROXY= PIP_CERT= ..." */
const char *child_settings(struct arena *, const char *prefix);

/*
 * Fill the fault where it failed; all sentences about that are here.  what is
 * "ensurepip" or the path of the program, subject what it was to make.  Always
 * false.
 */
bool child_fault(struct arena *, const struct child_end *,
    const char *subject, const char *what, struct fault *);

#endif
