/*
 * Any bytes as one word of plain ASCII, for the records we keep and for the
 * session variable:  "/a b%\n" gives "/a%20b%25%0A".
 */
#ifndef CORE_TEXT_PERCENT_H
#define CORE_TEXT_PERCENT_H

#include "base/str.h"

struct arena;
struct buf;

/* Append text as such a word. */
void percent_put(struct buf *, const char *text);

/* The text that a word stands for; NULL: percent_put makes no such word. */
const char *percent_take(struct arena *, struct str word);

#endif
