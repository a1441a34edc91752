#include "config.h"

#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/tree.h"

/*
 * `list` and `prune` take the time at which a pyvenv.cfg was last read for the
 * last use of the env, so our own reading should leave no trace.
 */
#ifdef O_NOATIME
enum { UNNOTICED = O_NOATIME };
#else
enum { UNNOTICED = 0 };
#endif

static enum file_state
file_failure(bool nofollow)
{
	if (error_is_absent())
		return FILE_ABSENT;
	if (nofollow && (errno == ELOOP || errno == EMLINK))
		return FILE_NOT_REGULAR;
	if (errno == ENXIO)
		return FILE_NOT_REGULAR;
	return FILE_UNREADABLE;
}

/* The file may change while it is read: as much counts as could be read. */
static enum file_state
file_fill(struct arena *a, int fd, struct file *f, size_t max)
{
	struct stat st;
	char *p;
	size_t got = 0;

	if (fstat(fd, &st) != 0)
		return FILE_UNREADABLE;
	f->node = node_of(&st);
	f->size = (unsigned long long)st.st_size;
	if (f->node.kind != NODE_FILE)
		return FILE_NOT_REGULAR;
	if (st.st_size < 0 || (unsigned long long)st.st_size > max)
		return FILE_TOO_LARGE;
	p = arena_alloc(a, (size_t)st.st_size + 1, 1);
	while (got < (size_t)st.st_size) {
		ssize_t n = read(fd, p + got, (size_t)st.st_size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return FILE_UNREADABLE;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	f->text = (struct str){ p, got };
	return FILE_READ;
}

struct file
file_read(struct arena *a, int dirfd, const char *name, size_t max,
    bool nofollow)
{
	struct file f = { .state = FILE_UNREADABLE };
	int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC |
	    (nofollow ? O_NOFOLLOW : 0);
	int fd = openat(dirfd, name, flags | UNNOTICED);

	/* only the owner of a file may use this flag */
	if (fd < 0 && errno == EPERM && UNNOTICED != 0)
		fd = openat(dirfd, name, flags);
	if (fd < 0) {
		f.state = file_failure(nofollow);
		return f;
	}
	f.state = file_fill(a, fd, &f, max);
	close(fd);
	return f;
}

struct file
file_named(struct arena *a, const char *path, size_t max, bool nofollow)
{
	return file_read(a, AT_FDCWD, path, max, nofollow);
}

bool
file_is_own(const struct file *f)
{
	return f->state == FILE_READ && f->node.owner == geteuid() &&
	    (f->node.mode & 0022) == 0;
}

const char *
file_reason(struct arena *a, const struct file *f)
{
	switch (f->state) {
	case FILE_READ:
		return "";
	case FILE_ABSENT:
		return "not there";
	case FILE_UNREADABLE:
		return error_reason(a);
	case FILE_NOT_REGULAR:
		return "not a regular file";
	case FILE_TOO_LARGE:
		return "too large";
	}
	return "";
}

bool
file_replace(struct arena *a, int dirfd, const char *name, struct str text)
{
	const char *beside = text_join(a, name, ".new", NULL);
	int fd = openat(dirfd, beside,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return false;
	done = fd_write(fd, text) && fsync(fd) == 0;
	done = close(fd) == 0 && done;
	if (done && renameat(dirfd, beside, dirfd, name) == 0)
		return true;
	unlinkat(dirfd, beside, 0);
	return false;
}

/* Close a new file; if it was not filled, or cannot be closed, remove it. */
static bool
file_end(int fd, int dirfd, const char *name, bool filled)
{
	int saved;

	if (filled && fd_close(fd))
		return true;
	saved = errno;
	if (!filled)
		fd_drop(fd);
	unlinkat(dirfd, name, 0);
	errno = saved;
	return false;
}

bool
file_create(int dirfd, const char *name, unsigned mode, struct str text)
{
	int fd = fd_new(dirfd, name, mode);

	return fd >= 0 && file_end(fd, dirfd, name, fd_write(fd, text));
}

/* FAT takes no mode, so none is set where the umask has taken nothing away. */
bool
file_create_exact(int dirfd, const char *name, unsigned mode, struct str text)
{
	int fd = fd_new(dirfd, name, mode & 0777);

	return fd >= 0 && file_end(fd, dirfd, name, fd_write(fd, text) &&
	    ((mode & tree_umask()) == 0 || fd_mode(fd, mode)));
}

bool
file_append(int dirfd, const char *name, struct str text)
{
	int fd = openat(dirfd, name,
	    O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
	bool done;

	if (fd < 0)
		return false;
	done = fd_write(fd, text);
	return fd_close(fd) && done;
}

/* O_NONBLOCK: a FIFO in its place is an error, not a wait. */
static int
own_open(const char *path, int flags)
{
	return open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | flags, 0644);
}

/* Half a line, as a full disk takes it, would be an error in each new shell. */
bool
file_extend(const char *path, struct str text)
{
	int fd = own_open(path, O_CREAT | O_APPEND), saved;
	off_t end = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);

	if (end >= 0 && fd_write(fd, text) && fsync(fd) == 0)
		return fd_close(fd);
	saved = errno;
	if (end >= 0 && ftruncate(fd, end) == 0)
		fsync(fd);
	fd_drop(fd);
	errno = saved;
	return false;
}

bool
file_put(struct arena *a, const char *path, struct str text)
{
	return file_replace(a, AT_FDCWD, path, text);
}

/* A run that is killed on the way leaves lines twice, and loses none. */
bool
file_shorten(const char *path, size_t at, struct str rest)
{
	int fd = own_open(path, 0);
	bool done;

	if (fd < 0)
		return false;
	done = lseek(fd, (off_t)at, SEEK_SET) == (off_t)at &&
	    fd_write(fd, rest) && ftruncate(fd, (off_t)(at + rest.n)) == 0 &&
	    fsync(fd) == 0;
	return fd_close(fd) && done;
}
