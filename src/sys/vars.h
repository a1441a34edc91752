/* The only reader of the process environment. */
#ifndef SYS_VARS_H
#define SYS_VARS_H

#include "core/vars.h"

/* All that are in struct vars. */
struct vars vars_read(void);

/* The value of any variable; NULL: it is not set. */
const char *vars_named(const char *name);

/* The same, but quick if no variable begins like it. */
const char *vars_sought(const struct vars *, const char *name);

/* All of it, for a program we start: "NAME=value" each, NULL at the end. */
char **vars_all(void);

#endif
