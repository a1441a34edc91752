/* What is in a directory that is to become an env. */
#ifndef MAKE_CONTENT_H
#define MAKE_CONTENT_H

#include <stdbool.h>

struct arena;
struct journal;

struct content {
	bool cfg;		/* a pyvenv.cfg */
	unsigned spared;	/* see aside_spared */
	const char *other;	/* one of the other names; or NULL */
};

/* Of the directory that is open; false with errno. */
bool content_read(struct arena *, int fd, const struct journal *,
    struct content *);

#endif
