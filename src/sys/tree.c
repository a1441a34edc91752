#include "config.h"

#include "sys/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

enum { DIRECTORY = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

int
tree_enter(int dirfd, const char *name)
{
	return openat(dirfd, name, DIRECTORY | O_NOFOLLOW);
}

int
tree_open(const char *path)
{
	return tree_enter(AT_FDCWD, path);
}

int
tree_follow(int dirfd, const char *name)
{
	return openat(dirfd, name, DIRECTORY);
}

int
tree_open_followed(const char *path)
{
	return tree_follow(AT_FDCWD, path);
}

static int
make_one(int dirfd, struct str name)
{
	char text[NAME_MAX + 1];

	if (name.n > NAME_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(text, name.p, name.n);
	text[name.n] = '\0';
	if (mkdirat(dirfd, text, 0777) < 0 && errno != EEXIST)
		return -1;
	return tree_enter(dirfd, text);
}

int
tree_make(int dirfd, const char *path)
{
	struct str rest = str_from(path), name;
	int at = dirfd;

	while (str_cut(&rest, '/', &name)) {
		int next = make_one(at, name), saved = errno;

		if (at != dirfd)
			close(at);
		errno = saved;
		if ((at = next) < 0)
			return -1;
	}
	return at;
}

/* A struct names is a DIR, of which others need not know. */
struct names *
tree_list(int dirfd)
{
	int fd = openat(dirfd, ".", DIRECTORY);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);

	if (list == NULL && fd >= 0)
		close(fd);
	return (struct names *)list;
}

const char *
tree_next(struct names *list)
{
	struct dirent *entry;

	errno = 0;
	while ((entry = readdir((DIR *)list)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			return entry->d_name;
	return NULL;
}

void
tree_end(struct names *list)
{
	int saved = errno;

	if (list != NULL)
		closedir((DIR *)list);
	errno = saved;
}

unsigned
tree_umask(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return mask;
}

static int
name_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
tree_sort(const char **names, size_t n)
{
	if (n > 1)
		qsort(names, n, sizeof(*names), name_order);
}
