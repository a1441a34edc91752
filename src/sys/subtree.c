#include "config.h"

#include "sys/subtree.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/mount.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/tree.h"
#include "sys/walk.h"

/* Keeps errno. */
static bool
is_directory(int dirfd, const char *name)
{
	int saved = errno;
	bool is = node_at(dirfd, name, false).kind == NODE_DIR;

	errno = saved;
	return is;
}

/* Give the user all rights to a directory of their own, to remove it. */
static void
unlock(int dirfd, const char *name)
{
	struct node node = node_at(dirfd, name, false);

	if (node.kind == NODE_DIR && node.owner == geteuid() &&
	    (node.mode & 0700) != 0700)
		/* where this fails, removing what is in it says so */
		name_mode(dirfd, name, node.mode | 0700);
}

static enum walk_step
remove_visit(struct walk *w, int dirfd, const char *name)
{
	(void)w;
	if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
		return WALK_NEXT;
	/* unlink of a directory: EISDIR on Linux, EPERM by POSIX */
	if (errno != EISDIR && !(errno == EPERM && is_directory(dirfd, name)))
		return WALK_FAILED;
	if (unlinkat(dirfd, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
		return WALK_NEXT;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return WALK_FAILED;
	unlock(dirfd, name);
	return WALK_ENTER;
}

static bool
remove_leave(struct walk *w, int dirfd, const char *name)
{
	(void)w;
	return unlinkat(dirfd, name, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

bool
subtree_remove(struct arena *a, int dirfd, const char *name,
    const char **failed)
{
	struct walk walk = { .arena = a, .visit = remove_visit,
	    .leave = remove_leave, .again = true };
	enum walk_step step = remove_visit(&walk, dirfd, name);
	int fd, saved;
	bool done;

	if (failed != NULL)
		*failed = NULL;
	if (step != WALK_ENTER)
		return step == WALK_NEXT;
	if (mount_at(dirfd, name))
		errno = EXDEV;
	else if ((fd = tree_enter(dirfd, name)) >= 0) {
		done = walk_run(&walk, fd);
		saved = errno;
		close(fd);
		errno = saved;
		if (done)
			return remove_leave(&walk, dirfd, name);
	}
	if (failed != NULL)
		*failed = walk.failed;
	return false;
}

const char *
subtree_failed(struct arena *a, const char *name, const char *failed)
{
	return failed == NULL ? arena_string(a, name) :
	    text_join(a, name, "/", failed, NULL);
}

/*
 * A directory can be emptied if the user may write in it, or owns it and so can
 * unlock it.  Here nothing is unlocked, so one of their own that cannot be read
 * is not entered.
 */
static enum walk_step
look_visit(struct walk *w, int dirfd, const char *name)
{
	struct stat st;

	(void)w;
	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return WALK_FAILED;
	if (mount_at(dirfd, name)) {
		errno = EXDEV;
		return WALK_FAILED;
	}
	if (!S_ISDIR(st.st_mode))
		return WALK_NEXT;
	if (st.st_uid == geteuid())
		return geteuid() == 0 || (st.st_mode & 0500) == 0500 ?
		    WALK_ENTER : WALK_NEXT;
	return faccessat(dirfd, name, R_OK | W_OK | X_OK, AT_EACCESS) == 0 ?
	    WALK_ENTER : WALK_FAILED;
}

bool
subtree_removable(struct arena *a, int dirfd, const char *name,
    const char **failed)
{
	struct walk walk = { .arena = a, .visit = look_visit };
	enum walk_step step = look_visit(&walk, dirfd, name);
	int fd = step == WALK_ENTER ? tree_enter(dirfd, name) : -1, saved;
	bool done = step == WALK_NEXT || (fd >= 0 && walk_run(&walk, fd));

	saved = errno;
	if (fd >= 0)
		close(fd);
	errno = saved;
	*failed = walk.failed;
	return done;
}

enum { BLOCK = 512 };		/* of st_blocks (POSIX) */

static enum walk_step
measure_visit(struct walk *w, int dirfd, const char *name)
{
	struct subtree_size *size = w->context;
	struct stat st;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return WALK_FAILED;
	if (S_ISREG(st.st_mode)) {
		size->files++;
		size->bytes += (unsigned long long)st.st_size;
		size->disk += (unsigned long long)st.st_blocks * BLOCK /
		    (st.st_nlink > 0 ? (unsigned long long)st.st_nlink : 1);
	}
	return S_ISDIR(st.st_mode) ? WALK_ENTER : WALK_NEXT;
}

bool
subtree_measure(struct arena *a, int dirfd, struct subtree_size *size)
{
	struct walk walk = { .arena = a, .context = size,
	    .visit = measure_visit };

	return walk_run(&walk, dirfd);
}
