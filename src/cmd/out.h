/* Standard output: the whole answer in one write, at the end. */
#ifndef CMD_OUT_H
#define CMD_OUT_H

#include "base/str.h"

struct arena;

/* Write all of text: EXIT_DONE, or EXIT_REFUSED, and says why. */
int out_write(struct arena *, struct str text);

/* Write "venvhook: what path" in the same way; path is made harmless. */
int out_done(struct arena *, const char *what, const char *path);

#endif
