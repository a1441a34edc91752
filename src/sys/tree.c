#include "config.h"

#include "sys/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <limits.h>
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

DIR *
tree_list(int dirfd)
{
	int fd = openat(dirfd, ".", DIRECTORY);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);

	if (list == NULL && fd >= 0)
		close(fd);
	return list;
}

const char *
tree_next(DIR *list)
{
	struct dirent *entry;

	errno = 0;
	while ((entry = readdir(list)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			return entry->d_name;
	return NULL;
}

static bool
is_kept(const char *name, const char *keep)
{
	return keep != NULL && strcmp(name, keep) == 0;
}

bool
tree_remove(int dirfd, const char *name)
{
	int fd;
	bool done;

	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return true;
	/* unlink of a directory: EISDIR on Linux, EPERM by POSIX */
	if (errno != EISDIR && errno != EPERM)
		return false;
	if ((fd = tree_enter(dirfd, name)) < 0)
		return false;
	done = tree_wipe(fd, NULL);
	close(fd);
	return done && unlinkat(dirfd, name, AT_REMOVEDIR) == 0;
}

/* How many names one pass over the directory removed; -1 and errno. */
static long
wipe_pass(int dirfd, const char *keep)
{
	DIR *list = tree_list(dirfd);
	const char *name;
	long removed = 0;
	int saved;

	if (list == NULL)
		return -1;
	while ((name = tree_next(list)) != NULL) {
		if (is_kept(name, keep))
			continue;
		if (!tree_remove(dirfd, name))
			break;
		removed++;
	}
	saved = errno;
	closedir(list);
	errno = saved;
	return name == NULL && saved == 0 ? removed : -1;
}

/* Again until a pass finds nothing: a stream may skip after a removal. */
bool
tree_wipe(int dirfd, const char *keep)
{
	long removed;

	while ((removed = wipe_pass(dirfd, keep)) > 0)
		continue;
	return removed == 0;
}

mode_t
tree_umask(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return mask;
}

static bool
measure_one(int dirfd, const char *name, struct tree_size *size)
{
	struct stat st;
	bool done;
	int fd;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	if (S_ISREG(st.st_mode)) {
		size->files++;
		size->bytes += (unsigned long long)st.st_size;
	}
	if (!S_ISDIR(st.st_mode))
		return true;
	if ((fd = tree_enter(dirfd, name)) < 0)
		return false;
	done = tree_measure(fd, size);
	close(fd);
	return done;
}

bool
tree_measure(int dirfd, struct tree_size *size)
{
	DIR *list = tree_list(dirfd);
	const char *name;
	bool done = true;

	if (list == NULL)
		return false;
	while (done && (name = tree_next(list)) != NULL)
		done = measure_one(dirfd, name, size);
	done = done && errno == 0;
	closedir(list);
	return done;
}
