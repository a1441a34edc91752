/* The working directory of this process. */
#ifndef SYS_CWD_H
#define SYS_CWD_H

#include <stdbool.h>

struct arena;

bool cwd_change(const char *dir);	/* false with errno set */

/* Is there a file name in dir? */
bool cwd_has(struct arena *, const char *dir, const char *name);

#endif
