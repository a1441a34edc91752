/*
 * The distributions installed in an env, by their *.dist-info directories,
 * and how another env gets the same ones: pip of that env installs them.
 */
#ifndef MAKE_PACKAGES_H
#define MAKE_PACKAGES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fault;
struct program_rules;
struct progress;

struct packages {
	const char **list;	/* "name==1.2", without pip and its like */
	size_t n, room;
	const char *foreign;	/* one that has no such name, or NULL */
};

/* False with errno when site cannot be read. */
bool packages_read(struct arena *, const char *site, struct packages *);

/* With env/bin/python -m pip, which may ask the network; false: fault. */
bool packages_install(const struct program_rules *, const struct packages *,
    const char *env, struct progress *, struct fault *);

#endif
