#include "config.h"

#include "sys/dirs.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "sys/say.h"

static const char *
dirs_below(struct arena *a, const char *value, const char *home,
    const char *fallback, const char *name)
{
	if (value != NULL && value[0] == '/')
		return text_join(a, value, name, NULL);
	if (home == NULL || home[0] != '/')
		return NULL;
	return text_join(a, home, fallback, name, NULL);
}

const char *
dirs_state(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v->xdg_state_home, v->home, "/.local/state",
	    "/venvhook");
}

const char *
dirs_cache(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v->xdg_cache_home, v->home, "/.cache",
	    "/venvhook");
}

const char *
dirs_workon(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v->workon_home, v->home, "/.virtualenvs", "");
}

int
dirs_open(struct arena *a, const char *path, const char **reason)
{
	/* musl's open() would set FD_CLOEXEC a second time. */
	int fd = openat(AT_FDCWD, path,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	*reason = NULL;
	if (fd < 0) {
		if (errno != ENOENT)
			*reason = errno == ELOOP || errno == ENOTDIR ?
			    "is not a directory" : say_errno(a);
		return -1;
	}
	if (fstat(fd, &st) != 0)
		*reason = say_errno(a);
	else if (st.st_uid != geteuid())
		*reason = "belongs to another user";
	else if ((st.st_mode & 0022) != 0)
		*reason = "can be written by others; 'chmod go-w' ends "
		    "that";
	if (*reason == NULL)
		return fd;
	close(fd);
	return -1;
}

bool
dirs_make(struct arena *a, const char *path)
{
	char *p = arena_string(a, path);
	int above = ENOENT;

	for (size_t i = 1; p[i] != '\0'; i++) {
		if (p[i] != '/')
			continue;
		p[i] = '\0';
		/* what is there may be asked for where nothing can be made */
		if (mkdir(p, 0700) != 0 && errno != EEXIST) {
			if (errno != EROFS && errno != EACCES)
				return false;
			above = errno;
		}
		p[i] = '/';
	}
	if (mkdir(p, 0700) == 0 || errno == EEXIST)
		return true;
	/* the reason is the one above it */
	if (errno == ENOENT)
		errno = above;
	return false;
}
