/* Putting the pieces of a layout where they belong. */
#ifndef MAKE_PIECES_H
#define MAKE_PIECES_H

#include <stdbool.h>

struct layout;
struct target;

/*
 * Make the directories that are not there yet; a link does not count as one.
 * This comes first, so that what is in their way is found before anything is
 * changed.
 */
bool pieces_dirs(const struct target *, const struct layout *);

/*
 * Make the files and links.  What has such a name is replaced by renaming, so
 * that nothing is written through a link.  Links with the name of another
 * Python version are removed.
 */
bool pieces_put(struct target *, const struct layout *);

#endif
