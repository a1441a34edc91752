/*
 * Why the last call failed, for whoever has to tell reasons apart: errno,
 * by kinds, or as a sentence.
 */
#ifndef SYS_ERROR_H
#define SYS_ERROR_H

#include <stdbool.h>

struct arena;

enum error {
	ERROR_NONE,
	ERROR_ABSENT,		/* the name is not there */
	ERROR_NOT_DIRECTORY,	/* something above it is no directory */
	ERROR_DIRECTORY,	/* it is one, and should not be */
	ERROR_LINK,		/* it is a link, and should not be */
	ERROR_EXISTS,		/* the name is taken */
	ERROR_DENIED,		/* no right to */
	ERROR_UNSUPPORTED,	/* the file system cannot do that */
	ERROR_FULL,		/* no room on it, or the quota is used up */
	ERROR_MOUNT,		/* another file system begins there */
	ERROR_CHANGED,		/* it is another one than it was */
	ERROR_BUSY,		/* another process holds it */
	ERROR_INTERRUPTED,	/* by a signal; we say so for Ctrl-C, too */
	ERROR_OTHER,
};

enum error error_last(void);

/*
 * The sentence of errno as strerror has it, but begun like ours: "no such
 * file or directory", "I/O error".
 */
const char *error_reason(struct arena *);

/* Is there no such name, whatever is above it? */
bool error_is_absent(void);

/* Have a later error_last, and error_reason, tell of it. */
void error_set(enum error);

/* For what is tidied up after a failure: keep its reason, and set it again. */
int error_keep(void);
void error_again(int kept);

#endif
