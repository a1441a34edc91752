/* Why the last call failed: errno as one of a few kinds, or as a sentence. */
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
 * strerror(errno), beginning with a small letter as our sentences do: "no such
 * file or directory"; but "I/O error".
 */
const char *error_reason(struct arena *);

/* Is the name, or a directory above it, not there? */
bool error_is_absent(void);

/* Set errno so that error_last and error_reason tell this. */
void error_set(enum error);

/* Save errno before tidying up after a failure, and put it back. */
int error_keep(void);
void error_again(int kept);

#endif
