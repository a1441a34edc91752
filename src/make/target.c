#include "config.h"

#include "make/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/child.h"
#include "sys/file.h"
#include "sys/out.h"
#include "sys/progress.h"
#include "sys/say.h"
#include "sys/tree.h"

enum { CFG_MAX = 64 << 10, NEW_FLAGS =
    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };

static const char marker_name[] = ".venvhook-new";
static const char beside_name[] = ".venvhook-cfg";
static const char cfg_name[] = "pyvenv.cfg";

bool
target_fail(const struct target *p, const char *name)
{
	if (errno == EINTR)
		say(p->arena, p->path, "cancelled");
	else
		say(p->arena, name[0] == '\0' ? p->path :
		    text_join(p->arena, p->path, "/", name, NULL),
		    say_errno(p->arena));
	return false;
}

/* mkdir -p; remembers how much of the path there was. */
static bool
target_mkdir(struct target *p)
{
	size_t n = strlen(p->path);

	p->stood = n;
	p->made = mkdir(p->path, 0777) == 0;
	if (p->made)
		p->stood = (size_t)path_dir(str_from(p->path)).n;
	if (p->made || errno != ENOENT)
		return p->made || errno == EEXIST;
	for (size_t i = 1; i <= n; i++) {
		if (p->path[i] != '/' && p->path[i] != '\0')
			continue;
		p->made = mkdir(arena_copy(p->arena, p->path, i), 0777) == 0;
		if (!p->made && errno != EEXIST)
			return false;
		if (p->made && p->stood == n)
			p->stood = (size_t)path_dir(
			    (struct str){ p->path, i }).n;
	}
	return true;
}

static const char *
target_reason(const struct target *p)
{
	struct stat st;
	int saved = errno;

	if (lstat(p->path, &st) == 0 && S_ISLNK(st.st_mode))
		return "is a symbolic link, and an environment is made only "
		    "in a directory";
	if (lstat(p->path, &st) == 0 && !S_ISDIR(st.st_mode))
		return "is not a directory";
	errno = saved;
	return say_errno(p->arena);
}

/* Does the name still lead to what is open?  Else somebody took it away. */
static bool
is_same(const struct target *p)
{
	struct stat here, there;

	return fstat(p->fd, &here) == 0 && lstat(p->path, &there) == 0 &&
	    here.st_ino == there.st_ino && here.st_dev == there.st_dev;
}

/* Some file systems have no locks: then two at once are not kept apart. */
static bool
target_lock(struct target *p)
{
	const char *doing = progress_turn(p->progress, text_join(p->arena,
	    "waiting for another that makes ",
	    path_base(str_from(p->path)).p, NULL));
	bool done = child_lock(p->fd, LOCK_EX, p->progress) || errno != EINTR;

	progress_turn(p->progress, doing);
	return done;
}

/*
 * The directories that were made on the way, the deepest first.  Where one
 * could not be made, those above it may have been.
 */
static void
target_rmdir(const struct target *p)
{
	struct str path = str_from(p->path);

	if (!p->made)
		path = path_dir(path);
	while (path.n > p->stood && path.n > 1 &&
	    (rmdir(str_copy(p->arena, path)) == 0 ||
	    errno == ENOENT))
		path = path_dir(path);
}

/* Open and lock it.  0, or 1 for once again, or -1: told. */
static int
target_take(struct target *p)
{
	if (!target_mkdir(p)) {
		say(p->arena, p->path, target_reason(p));
		target_rmdir(p);
		return -1;
	}
	p->fd = open(p->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (p->fd < 0 && errno == ENOENT)
		return 1;
	if (p->fd < 0) {
		say(p->arena, p->path, target_reason(p));
	} else if (!target_lock(p)) {
		target_fail(p, "");
		target_close(p);
	} else if (is_same(p)) {
		return 0;
	} else {
		target_close(p);
		return 1;
	}
	target_rmdir(p);
	return -1;
}

struct content {
	bool cfg, marker, other;
};

static bool
target_look(const struct target *p, struct content *c)
{
	DIR *list = tree_list(p->fd);
	const char *name;
	bool done;

	*c = (struct content){ .cfg = false };
	if (list == NULL)
		return false;
	while ((name = tree_next(list)) != NULL) {
		if (strcmp(name, cfg_name) == 0)
			c->cfg = true;
		else if (strcmp(name, marker_name) == 0)
			c->marker = true;
		else
			c->other = true;
	}
	done = errno == 0;
	closedir(list);
	return done;
}

/* The marker of a maker that died; another user's says nothing. */
static bool
is_left_over(const struct target *p, const struct content *c)
{
	struct stat st;

	return c->marker && !c->cfg && fstatat(p->fd, marker_name, &st,
	    AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	    st.st_uid == geteuid();
}

static bool
target_empty(struct target *p, const struct content *c)
{
	if (c->marker && !tree_remove(p->fd, marker_name))
		return target_fail(p, marker_name);
	if (!p->fresh)
		return true;
	p->marker = openat(p->fd, marker_name, NEW_FLAGS, 0666);
	if (p->marker < 0)
		return target_fail(p, "");
	p->marked = true;
	if (c->cfg && !tree_remove(p->fd, cfg_name))
		return target_fail(p, cfg_name);
	if (c->other && !tree_wipe(p->fd, marker_name))
		return target_fail(p, "");
	return true;
}

/* A wrong word behind --clear must not cost a directory of something else. */
static bool
is_clearable(const struct target *p, const struct content *c)
{
	if (c->cfg || !c->other || is_left_over(p, c))
		return true;
	say(p->arena, p->path, "is no environment: it has no pyvenv.cfg, and "
	    "--clear would delete all that is in it");
	return false;
}

bool
target_open(struct target *p, struct arena *a, const char *path, bool clear,
    struct progress *progress)
{
	struct content c;
	int again;

	*p = (struct target){ .arena = a, .path = path,
	    .progress = progress, .fd = -1, .marker = -1 };
	while ((again = target_take(p)) > 0)
		continue;
	if (again < 0)
		return false;
	if (!target_look(p, &c)) {
		target_fail(p, "");
	} else if (clear && !is_clearable(p, &c)) {
		target_close(p);
		return false;
	} else {
		p->fresh = clear || (!c.cfg && !c.other) ||
		    is_left_over(p, &c);
		if (target_empty(p, &c))
			return true;
	}
	target_undo(p);
	target_close(p);
	return false;
}

bool
target_begin(struct target *p, struct str cfg)
{
	struct file f;

	if (p->fresh)
		return true;
	f = file_read(p->arena, p->fd, cfg_name, CFG_MAX, true);
	p->same = f.state == FILE_READ && str_eq(f.text, cfg);
	if (p->same || f.state == FILE_ABSENT ||
	    unlinkat(p->fd, cfg_name, 0) == 0)
		return true;
	return target_fail(p, cfg_name);
}

bool
target_finish(struct target *p, struct str cfg)
{
	const char *name = p->fresh ? marker_name : beside_name;
	int fd = p->marker;

	if (p->same)
		return true;
	if (!p->fresh && tree_remove(p->fd, beside_name))
		fd = openat(p->fd, beside_name, NEW_FLAGS, 0666);
	p->marker = -1;
	if (fd < 0)
		return target_fail(p, cfg_name);
	if (!fd_write(fd, cfg) || close(fd) < 0 ||
	    renameat(p->fd, name, p->fd, cfg_name) < 0)
		return target_fail(p, cfg_name);
	return true;
}

void
target_unmark(struct target *p)
{
	unlinkat(p->fd, marker_name, 0);
}

void
target_undo(struct target *p)
{
	if (!p->fresh)
		unlinkat(p->fd, beside_name, 0);
	if (p->marked && tree_wipe(p->fd, marker_name))
		unlinkat(p->fd, marker_name, 0);
	target_rmdir(p);
}

void
target_close(struct target *p)
{
	if (p->marker >= 0)
		close(p->marker);
	if (p->fd >= 0)
		close(p->fd);
	p->marker = p->fd = -1;
}
