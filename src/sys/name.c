#include "config.h"

#include "sys/name.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

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
	return utimensat(dirfd, name, NULL, 0) == 0;
}
