#include "config.h"

#include "sys/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <sys/file.h>
#include <unistd.h>

#include "sys/fd.h"
#include "sys/progress.h"
#include "sys/signals.h"

enum { TICK = 10 };		/* milliseconds between two tries */

int
lock_open(int dirfd, const char *name)
{
	return openat(dirfd, name,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
}

bool
lock_try(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

bool
lock_try_shared(int fd)
{
	return flock(fd, LOCK_SH | LOCK_NB) == 0;
}

int
lock_file(int dirfd, const char *name, bool wait)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = lock_open(dirfd, name);

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

bool
lock_wait(int fd, struct progress *progress)
{
	bool done;

	while (!(done = lock_try(fd))) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		if (signals_waiting()) {
			errno = EINTR;
			break;
		}
		progress_tick(progress);
		poll(NULL, 0, TICK);
	}
	progress_wipe(progress);
	return done;
}
