#include "config.h"

#include "sys/mount.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "sys/stats.h"

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

enum { INFO_MAX = 1024 };

/*
 * "/proc/self/fdinfo/3", written backwards from end.  snprintf would bring all
 * of the libc that prints floating point into the program.
 */
static const char *
info_path(char *end, int fd)
{
	static const struct str dir = STR_INIT("/proc/self/fdinfo/");

	*--end = '\0';
	do
		*--end = (char)('0' + fd % 10);
	while ((fd /= 10) > 0);
	return memcpy(end - dir.n, dir.p, dir.n);
}

/* The number of the mount that fd is on, from /proc; false: not known. */
static bool
mount_number(int fd, unsigned long long *number)
{
	static const struct str key = STR_INIT("mnt_id:");
	char path[64], text[INFO_MAX];
	struct str rest, line;
	ssize_t n;
	int info;

	info = open(info_path(path + sizeof(path), fd), O_RDONLY | O_CLOEXEC);
	if (info < 0)
		return false;
	n = read(info, text, sizeof(text));
	close(info);
	rest = (struct str){ text, n > 0 ? (size_t)n : 0 };
	while (str_line(&rest, &line)) {
		if (!str_starts(line, key))
			continue;
		line.p += key.n;
		line.n -= key.n;
		return str_number(str_trim(line), ~0ull, number);
	}
	return false;
}

/* Is the name on another mount than dirfd?  For kernels whose statx is old. */
static bool
mount_differs(int dirfd, const char *name, const struct stat *st)
{
	int fd = openat(dirfd, name, O_PATH | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	unsigned long long here, there;
	struct stat above;
	bool known = fd >= 0 && mount_number(dirfd, &here) &&
	    mount_number(fd, &there);

	if (fd >= 0)
		close(fd);
	if (known)
		return here != there;
	return fstat(dirfd, &above) == 0 && above.st_dev != st->st_dev;
}

bool
mount_at(int dirfd, const char *name)
{
	struct stats s;

	if (!stats_at(dirfd, name, false, &s))
		return false;
	if (s.mount_root_known)
		return s.mount_root;
	return mount_differs(dirfd, name, &s.st);
}
