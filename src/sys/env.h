/* The only reader of the process environment. */
#ifndef SYS_ENV_H
#define SYS_ENV_H

#include "core/environ.h"

struct environ env_read(void);

/* All of it, for a program we start: "NAME=value" each, NULL at the end. */
char **env_all(void);

#endif
