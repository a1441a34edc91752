/* The identity of what is there: core/identity.h says what that is. */
#ifndef SYS_IDENTITY_H
#define SYS_IDENTITY_H

#include "core/facts.h"
#include "core/identity.h"

struct arena;

/*
 * Of the directory that is open, or that the path leads to; IDENTITY_NONE
 * where nothing is.  The same stat tells what the node is, which may be NULL.
 */
struct identity identity_open(struct arena *, int fd, struct node *);
struct identity identity_named(struct arena *, const char *path,
    struct node *);

#endif
