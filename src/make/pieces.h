/* Putting the pieces of a layout where they belong. */
#ifndef MAKE_PIECES_H
#define MAKE_PIECES_H

#include <stdbool.h>

struct layout;
struct target;

/*
 * The directories: each made, unless it is there; a link is none.  They come
 * first, as what stands in their way is found before anything is changed.
 */
bool pieces_dirs(const struct target *, const struct layout *);

/*
 * The files and links.  What has the name of one is replaced at once and as
 * a whole, never written through; links to another Python's name go.
 */
bool pieces_put(struct target *, const struct layout *);

#endif
