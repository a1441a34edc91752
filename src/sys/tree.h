/*
 * Directories and what is below them, by descriptors: no name is looked up
 * twice, and no link that somebody lays there meanwhile is followed.
 */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include <stdbool.h>

struct arena;
struct names;

/* The directory name below dirfd, never through a link; -1 and errno. */
int tree_enter(int dirfd, const char *name);

/* The same for a path, absolute or from the working directory. */
int tree_open(const char *path);

/* The directory that these lead to, through whatever links. */
int tree_follow(int dirfd, const char *name);
int tree_open_followed(const char *path);

/* The same, made if it is not there, and so each name of "lib/python3.12". */
int tree_make(int dirfd, const char *path);

/*
 * Its names one by one, without "." and "..".  NULL and errno 0 at the end.
 * The stream has a descriptor of its own: dirfd stays open and where it is.
 */
struct names *tree_list(int dirfd);
const char *tree_next(struct names *);

/* Done with it; NULL is none.  Keeps errno. */
void tree_end(struct names *);

/*
 * Remove name with all below it, however deep; what is not there is removed.
 * Stops at a mount (EXDEV).  *failed, where failed is not NULL: the name below
 * it that could not go, or NULL for itself.
 */
bool tree_remove(struct arena *, int dirfd, const char *name,
    const char **failed);

/*
 * Could name be removed with all below it?  Nothing is, yet: this is asked
 * before the first name goes.  Else false with errno, and *failed as above.
 */
bool tree_removable(struct arena *, int dirfd, const char *name,
    const char **failed);

/* The umask of the process. */
unsigned tree_umask(void);

/* Add the regular files below dirfd to the count, and their sizes. */
struct tree_size {
	unsigned long long files, bytes;
};
bool tree_measure(struct arena *, int dirfd, struct tree_size *);

#endif
