#include "config.h"

#include "sys/dirs.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/accounts.h"
#include "core/vars.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/owners.h"

enum { PASSWD_MAX = 1 << 20 };

/* Is HOME somebody else's?  Not if it is not there or cannot be examined. */
static bool
is_foreign(const struct vars *v)
{
	const struct node *node = &v->home_node;

	return node->kind != NODE_ABSENT && node->kind != NODE_UNREADABLE &&
	    node->owner != 0 && node->owner != v->user;
}

const char *
dirs_home(struct arena *a, const struct vars *v)
{
	struct file passwd;

	if (v->home == NULL || v->home[0] != '/')
		return NULL;
	if (!is_foreign(v))
		return v->home;
	if (v->user != 0)
		return NULL;
	passwd = file_read(a, AT_FDCWD, "/etc/passwd", PASSWD_MAX, false);
	return passwd.state != FILE_READ ? NULL :
	    accounts_home(a, passwd.text, 0);
}

const char *
dirs_homeless(const struct vars *v)
{
	return v->home == NULL || v->home[0] == '\0' ? "not set" :
	    v->home[0] != '/' ? "not an absolute path" :
	    "belongs to somebody else";
}

static const char *
dirs_below(struct arena *a, const struct vars *v, const char *value,
    const char *fallback, const char *name)
{
	const char *home;

	if (value != NULL && value[0] == '/')
		return text_join(a, value, name, NULL);
	home = dirs_home(a, v);
	return home == NULL ? NULL :
	    text_join(a, home, fallback, name, NULL);
}

const char *
dirs_state(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v, v->xdg_state_home, "/.local/state",
	    "/venvhook");
}

const char *
dirs_cache(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v, v->xdg_cache_home, "/.cache", "/venvhook");
}

const char *
dirs_config(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v, v->xdg_config_home, "/.config", "/venvhook");
}

const char *
dirs_workon(struct arena *a, const struct vars *v)
{
	return dirs_below(a, v, v->workon_home, "/.virtualenvs", "");
}

/* Is fd, opened as path, the user's own, and nobody else's on the way to it? */
static bool
dirs_own(struct arena *a, const struct vars *v, const char *path, int fd,
    struct fault *f)
{
	struct node node = node_open(fd);

	if (node.kind == NODE_UNREADABLE)
		return fault_set(f, path, error_reason(a), NULL);
	if (node.owner != v->user)
		return fault_set(f, path, "it belongs to another user", NULL);
	if ((node.mode & 0022) != 0)
		return fault_set(f, path, "it can be written by others; "
		    "'chmod go-w' ends that", NULL);
	return owners_check_open(a, v, path, &node, f);
}

int
dirs_open(struct arena *a, const struct vars *v, const char *path,
    struct fault *f)
{
	/* musl's open() would set FD_CLOEXEC a second time. */
	int fd = openat(AT_FDCWD, path,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	*f = (struct fault){ 0 };
	if (fd < 0 && errno != ENOENT)
		fault_set(f, path, errno == ELOOP || errno == ENOTDIR ?
		    "it is not a directory" : error_reason(a), NULL);
	if (fd < 0 || dirs_own(a, v, path, fd, f))
		return fd;
	close(fd);
	return -1;
}

/* Make each that is missing; false with errno set. */
static bool
make_each(char *p)
{
	int above = ENOENT;

	for (size_t i = 1; p[i] != '\0'; i++) {
		if (p[i] != '/')
			continue;
		p[i] = '\0';
		/*
		 * On a read-only parent, mkdir fails even for a directory
		 * that exists: go on.
		 */
		if (mkdir(p, 0700) != 0 && errno != EEXIST) {
			if (errno != EROFS && errno != EACCES)
				return false;
			above = errno;
		}
		p[i] = '/';
	}
	if (mkdir(p, 0700) == 0 || errno == EEXIST)
		return true;
	/* A directory above it could not be made: that is the reason. */
	if (errno == ENOENT)
		errno = above;
	return false;
}

bool
dirs_make(struct arena *a, const struct vars *v, const char *path,
    struct fault *f)
{
	return owners_check_place(a, v, path, f) &&
	    (make_each(arena_string(a, path)) ||
	    fault_set(f, path, error_reason(a), NULL));
}

int
dirs_enter(struct arena *a, const struct vars *v, const char *path,
    struct fault *f)
{
	int fd = dirs_open(a, v, path, f);

	if (fd < 0 && f->subject == NULL && dirs_make(a, v, path, f)) {
		fd = dirs_open(a, v, path, f);
		if (fd < 0 && f->subject == NULL)
			fault_set(f, path, "it was removed just now", NULL);
	}
	if (fd < 0 || faccessat(fd, ".", W_OK, 0) == 0)
		return fd;
	fault_set(f, path, error_reason(a), NULL);
	close(fd);
	return -1;
}

bool
dirs_ahead(struct arena *a, const struct vars *v, const char *path,
    struct fault *f)
{
	int fd = dirs_open(a, v, path, f);
	const char *at = path;

	if (f->subject != NULL ||
	    (fd < 0 && !owners_check_place(a, v, path, f)))
		return false;
	while (fd < 0 && at[1] != '\0' && node_named(at).kind == NODE_ABSENT)
		at = str_copy(a, path_dir(str_from(at)));
	fd_close(fd);
	return node_fills(a, at) ||
	    fault_set(f, path, error_reason(a), NULL);
}
