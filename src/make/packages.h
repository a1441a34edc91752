/*
 * The distributions installed in an env, by their *.dist-info directories.
 */
#ifndef MAKE_PACKAGES_H
#define MAKE_PACKAGES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct packages {
	const char **list;	/* "name==1.2", without pip and its like; */
				/* of packages_named: "name" */
	size_t n, room;
	const char *foreign;	/* a name in site-packages of something that */
				/* pip could not install by its name; or NULL */
};

/*
 * Add the distributions in site, a site-packages; false with errno.
 * setuptools: that as well.
 */
bool packages_read(struct arena *, const char *site, bool setuptools,
    struct packages *);

/*
 * The names of what is installed in the env at path, however that came there,
 * but for what comes with an env: pip, setuptools and wheel.  foreign is then
 * another name beside them, such as a file .pth that somebody wrote.
 */
void packages_named(struct arena *, const char *path, struct packages *);

/* The first of list that is not among others; NULL: all are. */
const char *packages_lack(const struct packages *list,
    const struct packages *others);

#endif
