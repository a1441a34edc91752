#include "config.h"

#include "sys/name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/node.h"

bool
name_move(int from, const char *old, int to, const char *name)
{
	return renameat(from, old, to, name) == 0;
}

bool
name_remove(int dirfd, const char *name)
{
	return unlinkat(dirfd, name, 0) == 0;
}

bool
name_remove_dir(int dirfd, const char *name)
{
	return unlinkat(dirfd, name, AT_REMOVEDIR) == 0;
}

bool
name_touch(int dirfd, const char *name)
{
	return utimensat(dirfd, name, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

bool
name_move_own(int from, int to, const char *name)
{
	struct node node;
	bool done;

	if (name_move(from, name, to, name))
		return true;
	if (errno != EACCES)
		return false;
	node = node_at(from, name, false);
	if (node.kind != NODE_DIR || node.owner != geteuid() ||
	    !name_mode(from, name, 0700)) {
		errno = EACCES;
		return false;
	}
	done = name_move(from, name, to, name);
	name_mode(done ? to : from, name, node.mode);
	return done;
}

bool
name_link(int from, const char *name, int to)
{
	return linkat(from, name, to, name, 0) == 0;
}

bool
name_symlink(const char *target, int dirfd, const char *name)
{
	return symlinkat(target, dirfd, name) == 0;
}

bool
name_make_dir(int dirfd, const char *name, unsigned mode)
{
	return mkdirat(dirfd, name, mode) == 0;
}

bool
name_mode(int dirfd, const char *name, unsigned mode)
{
	return fchmodat(dirfd, name, mode, AT_SYMLINK_NOFOLLOW) == 0;
}

bool
name_make_dir_path(const char *path)
{
	return mkdir(path, 0777) == 0;
}

bool
name_remove_path(const char *path)
{
	return unlink(path) == 0;
}

bool
name_remove_dir_path(const char *path)
{
	return rmdir(path) == 0;
}
