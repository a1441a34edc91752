/* What is in a directory that is to become an env. */
#ifndef MAKE_HOLDING_H
#define MAKE_HOLDING_H

#include <stdbool.h>

struct arena;
struct journal;

struct holding {
	bool cfg;		/* a pyvenv.cfg */
	unsigned spared;	/* bits of aside_spared */
	const char *other;	/* some other name; NULL: there is none */
};

/* Of the directory that is open; false with errno. */
bool holding_read(struct arena *, int fd, const struct journal *,
    struct holding *);

#endif
