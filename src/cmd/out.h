/* Standard output: the whole answer at once, or a failure that is told. */
#ifndef CMD_OUT_H
#define CMD_OUT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* Write all of text to stdout; EXIT_DONE, or says why not: EXIT_REFUSED. */
int out_write(struct arena *, struct str text);

/* "venvhook: what path" to stdout, as out_write; path made harmless. */
int out_done(struct arena *, const char *what, const char *path);

#endif
