/* The working directory of this process. */
#ifndef SYS_CWD_H
#define SYS_CWD_H

#include <stdbool.h>

struct arena;

/* Its path, without links; NULL with errno set. */
const char *cwd_path(struct arena *);

/* Is path its path without links?  One system call. */
bool cwd_is(struct arena *, const char *path);

bool cwd_change(const char *dir);	/* false with errno set */

/*
 * A descriptor of it, to return to later; -1 with errno.  cwd_return closes
 * that; false with errno.
 */
int cwd_open(void);
bool cwd_return(int fd);

/* Is there a file name in dir? */
bool cwd_has(struct arena *, const char *dir, const char *name);

#endif
