#include "config.h"

#include "sys/fd.h"

#include <errno.h>
#include <unistd.h>

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
