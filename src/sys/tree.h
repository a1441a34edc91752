/*
 * Directories and the names in them, by descriptors, so that a link that
 * somebody puts in the way meanwhile is not followed.
 */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include <stddef.h>

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

/* The umask of the process. */
unsigned tree_umask(void);

#endif
