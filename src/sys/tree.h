/*
 * Directories and what is below them, by descriptors, so that a link that
 * somebody puts in the way meanwhile is not followed.
 */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct names;

/* The directory name below dirfd, never through a link; -1 and errno. */
int tree_enter(int dirfd, const char *name);

/* The same for a path, absolute or from the working directory. */
int tree_open(const char *path);

/* The same, but links are followed. */
int tree_follow(int dirfd, const char *name);
int tree_open_followed(const char *path);

/* Open "lib/python3.12" below dirfd; make each name that is not there. */
int tree_make(int dirfd, const char *path);

/*
 * Its names one by one, without "." and "..".  NULL and errno 0 at the end.
 * The stream has a descriptor of its own: dirfd stays open and where it is.
 */
struct names *tree_list(int dirfd);
const char *tree_next(struct names *);

/* Sort n names, or paths, by their bytes. */
void tree_sort(const char **names, size_t n);

/* Done with it; NULL is none.  Keeps errno. */
void tree_end(struct names *);

/*
 * Remove name with all below it, however deep; true also if it is not there.
 * Stops at a mount (EXDEV).  If it fails, *failed (where failed is not NULL) is
 * the path below name that could not be removed, NULL for name itself.
 */
bool tree_remove(struct arena *, int dirfd, const char *name,
    const char **failed);

/* What that means: "name/failed", or name where failed is NULL. */
const char *tree_failed(struct arena *, const char *name, const char *failed);

/*
 * Could name be removed with all below it?  To be asked before anything is
 * removed.  Else false with errno, and *failed as above.
 */
bool tree_removable(struct arena *, int dirfd, const char *name,
    const char **failed);

/* The umask of the process. */
unsigned tree_umask(void);

/*
 * Add the regular files below dirfd to the count, their sizes, and what they
 * take on the disk, where one with n names counts as the nth part of it.
 */
struct tree_size {
	unsigned long long files, bytes, disk;
};
bool tree_measure(struct arena *, int dirfd, struct tree_size *);

#endif
