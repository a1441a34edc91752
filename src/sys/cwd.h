/* The working directory of this process. */
#ifndef SYS_CWD_H
#define SYS_CWD_H

#include <stdbool.h>

struct arena;

/* Its path, without links; NULL with errno set. */
const char *cwd_path(struct arena *);

/* Is it path, and is no link in that?  One system call. */
bool cwd_is(struct arena *, const char *path);

bool cwd_change(const char *dir);	/* false with errno set */

/* A descriptor to return to, which that closes; -1, false: errno is set. */
int cwd_open(void);
bool cwd_return(int fd);

/* Is there a file name in dir? */
bool cwd_has(struct arena *, const char *dir, const char *name);

#endif
