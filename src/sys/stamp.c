#include "config.h"

#include "sys/stamp.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#include "sys/node.h"

#ifdef __APPLE__
#define st_ctim st_ctimespec
#endif

static struct stamp
stamp_of(const struct stat *st)
{
	return (struct stamp){
		.node = node_of(st),
		.size = (unsigned long long)st->st_size,
		.changed_seconds = st->st_ctim.tv_sec,
		.changed_nanoseconds = st->st_ctim.tv_nsec,
	};
}

bool
stamp_take(const char *path, struct stamp *stamp)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return false;
	*stamp = stamp_of(&st);
	return true;
}

bool
stamp_open(int fd, struct stamp *stamp)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	*stamp = stamp_of(&st);
	return true;
}

bool
stamp_at(int dirfd, const char *name, struct stamp *stamp)
{
	struct stat st;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	*stamp = stamp_of(&st);
	return true;
}

/* Is path on a mount where reading a file changes no date? */
static bool
dates_stand(const char *path)
{
	unsigned long flags = ST_RDONLY;
	struct statvfs fs;

#ifdef ST_NOATIME
	flags |= ST_NOATIME;
#endif
	return statvfs(path, &fs) != 0 || (fs.f_flag & flags) != 0;
}

long long
stamp_read(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || dates_stand(path))
		return 0;
	return (long long)st.st_atime;
}

long long
stamp_now(void)
{
	return (long long)time(NULL);
}

bool
stamp_same(const struct stamp *a, const struct stamp *b)
{
	return node_same(&a->node, &b->node) &&
	    a->changed_seconds == b->changed_seconds &&
	    a->changed_nanoseconds == b->changed_nanoseconds;
}
