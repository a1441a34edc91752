#include "config.h"

#include "sys/node.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/xattr.h>
#endif

#include "base/arena.h"
#include "base/buf.h"

static enum node_kind
kind_of(mode_t mode)
{
	if (S_ISDIR(mode))
		return NODE_DIR;
	if (S_ISREG(mode))
		return NODE_FILE;
	return S_ISLNK(mode) ? NODE_LINK : NODE_OTHER;
}

struct node
node_of(const struct stat *st)
{
	return (struct node){
		.kind = kind_of(st->st_mode),
		.mode = (unsigned)(st->st_mode & 07777),
		.owner = st->st_uid,
		.group = st->st_gid,
		.dev = (unsigned long long)st->st_dev,
		.ino = (unsigned long long)st->st_ino,
		.seconds = st->st_mtim.tv_sec,
		.nanoseconds = st->st_mtim.tv_nsec,
	};
}

struct node
node_none(void)
{
	return (struct node){
		.kind = errno == ENOENT || errno == ENOTDIR ||
		    errno == ENAMETOOLONG ? NODE_ABSENT : NODE_UNREADABLE,
	};
}

struct node
node_at(int dirfd, const char *name, bool follow)
{
	struct stat st;

	if (fstatat(dirfd, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0)
		return node_of(&st);
	return node_none();
}

struct node
node_named(const char *path)
{
	return node_at(AT_FDCWD, path, false);
}

struct node
node_followed(const char *path)
{
	return node_at(AT_FDCWD, path, true);
}

struct node
node_open(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 ? node_of(&st) : node_none();
}

bool
node_there(int dirfd, const char *name)
{
	struct stat st;

	return fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

bool
node_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
node_runs(const char *path)
{
	return access(path, X_OK) == 0;
}

/*
 * Linux keeps none that says no more than the mode.  ENODATA: it keeps none for
 * this; ENOTSUP: nor does the file system for anything.  Whatever else it says,
 * as where a filter of system calls forbids the question (EPERM, ENOSYS), there
 * may be one.
 */
enum acl
node_acl(const char *path)
{
#if defined(__linux__)
	if (lgetxattr(path, "system.posix_acl_access", NULL, 0) >= 0)
		return ACL_ADDS;
	return errno == ENODATA || errno == ENOTSUP ? ACL_NONE : ACL_UNSEEN;
#else
	(void)path;
	return ACL_NONE;
#endif
}

/* With "/." it fails for anything but a directory. */
bool
node_fills(struct arena *a, const char *dir)
{
	return faccessat(AT_FDCWD, text_join(a, dir, "/.", NULL),
	    W_OK | X_OK, AT_EACCESS) == 0;
}

/*
 * realpath reads links as text, and those of /proc do not lead where they say:
 * /proc/7/root says "/", and leads into the mounts of another process.
 */
const char *
node_real(struct arena *a, const char *path)
{
	char room[PATH_MAX + 1];

	if (realpath(path, room) == NULL)
		return NULL;
	if (strcmp(path, room) == 0 || node_meet(path, room))
		return arena_string(a, room);
	errno = ENOENT;
	return NULL;
}

const char *
node_text_at(struct arena *a, int dirfd, const char *name)
{
	char few[256], *text = few;
	ssize_t n = readlinkat(dirfd, name, few, sizeof(few) - 1);

	if (n == sizeof(few) - 1) {
		text = arena_alloc(a, PATH_MAX + 1, 1);
		n = readlinkat(dirfd, name, text, PATH_MAX);
	}
	return n <= 0 ? NULL : arena_copy(a, text, (size_t)n);
}

const char *
node_text(struct arena *a, const char *path)
{
	return node_text_at(a, AT_FDCWD, path);
}

const char *
node_link(struct arena *a, const char *path)
{
	const char *text = node_text(a, path);
	struct str dir = path_dir(str_from(path));

	if (text == NULL || text[0] == '/')
		return text;
	return text_join(a, str_copy(a, dir), "/", text, NULL);
}

const char *
node_end(struct arena *a, const char *path)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		const char *next = node_link(a, path);

		if (next == NULL)
			break;
		path = next;
	}
	return path;
}

bool
node_meet(const char *one, const char *other)
{
	struct node a = node_followed(one), b = node_followed(other);

	return node_same(&a, &b);
}
