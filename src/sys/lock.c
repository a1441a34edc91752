#include "config.h"

#include "sys/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "sys/fd.h"

int
lock_file(int dirfd, const char *name, bool wait)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = openat(dirfd, name,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return -1;
	while (fcntl(fd, wait ? F_SETLKW : F_SETLK, &whole) != 0) {
		if (errno != EINTR || !wait) {
			fd_drop(fd);
			return -1;
		}
	}
	return fd;
}
