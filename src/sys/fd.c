#include "config.h"

#include "sys/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/facts.h"

bool
fd_write(int fd, struct str text)
{
	while (text.n > 0) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0)
			return false;
		text.p += n;
		text.n -= (size_t)n;
	}
	return true;
}

bool
fd_close(int fd)
{
	return fd < 0 || close(fd) == 0;
}

void
fd_drop(int fd)
{
	int saved = errno;

	fd_close(fd);
	errno = saved;
}

int
fd_read(int dirfd, const char *name)
{
	return openat(dirfd, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

int
fd_read_path(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC);
}

int
fd_new(int dirfd, const char *name, unsigned mode)
{
	return openat(dirfd, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

bool
fd_mode(int fd, unsigned mode)
{
	return fchmod(fd, mode & 0777) == 0;
}

bool
fd_date(int fd, const struct node *node)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
	    { .tv_nsec = node->nanoseconds } };

	times[1].tv_sec = (time_t)node->seconds;
	return futimens(fd, times) == 0;
}
