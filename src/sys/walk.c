#include "config.h"

#include "sys/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/mount.h"
#include "sys/tree.h"

/* A directory on the way down. */
struct level {
	struct level *above;
	struct arena mark;	/* the memory as it was before */
	const char *name;
	struct stat st;
	const char **below;	/* the directories in it that are to be */
	size_t n, room, at;	/* entered, and the one that is next */
	size_t found;		/* how many names it had */
};

static void
walk_fail(struct walk *w, const struct level *l, const char *name)
{
	int saved = errno;

	for (; l != NULL && l->above != NULL; l = l->above)
		name = name == NULL ? l->name :
		    text_join(w->arena, l->name, "/", name, NULL);
	w->failed = name;
	errno = saved;
}

/* Visit its names, and note those that are to be entered. */
static bool
level_list(struct walk *w, struct level *l, int fd)
{
	struct names *list = tree_list(fd);
	const char *name;
	enum walk_step step = WALK_NEXT;

	l->n = l->at = l->found = 0;
	if (list == NULL) {
		walk_fail(w, l, NULL);
		return false;
	}
	while (step != WALK_FAILED && (name = tree_next(list)) != NULL) {
		l->found++;
		step = w->visit(w, fd, name);
		if (step == WALK_FAILED)
			walk_fail(w, l, arena_string(w->arena, name));
		if (step != WALK_ENTER)
			continue;
		l->below = arena_more(w->arena, l->below, l->n, &l->room, 16,
		    sizeof(*l->below));
		l->below[l->n++] = arena_string(w->arena, name);
	}
	tree_end(list);
	return step != WALK_FAILED && errno == 0;
}

/* Close fd, keep errno, and return next, which may be -1. */
static int
step_to(int fd, int next)
{
	int saved = errno;

	close(fd);
	errno = saved;
	return next;
}

static int
level_enter(struct walk *w, struct level **l, int fd, const char *name)
{
	struct arena mark = *w->arena;
	struct level *below;
	int next = -1;

	if (mount_at(fd, name))
		errno = EXDEV;
	else if (w->enter == NULL || w->enter(w, fd, name))
		next = tree_enter(fd, name);
	if (next < 0) {
		walk_fail(w, *l, name);
		return step_to(fd, -1);
	}
	below = arena_new(w->arena, struct level, 1);
	*below = (struct level){ .above = *l, .mark = mark, .name = name };
	*l = below;
	if (fstat(next, &below->st) == 0 && level_list(w, below, next))
		return step_to(fd, next);
	close(next);
	return step_to(fd, -1);
}

static int
level_leave(struct walk *w, struct level **l, int fd)
{
	struct level *left = *l, *above = left->above;
	int up = tree_enter(fd, "..");
	struct stat st;
	bool done = up >= 0 && fstat(up, &st) == 0;

	if (done && (st.st_ino != above->st.st_ino ||
	    st.st_dev != above->st.st_dev)) {
		errno = ESTALE;
		done = false;
	}
	done = done && (w->leave == NULL || w->leave(w, up, left->name));
	fd = step_to(fd, up);
	if (!done) {
		walk_fail(w, left, NULL);
		return up < 0 ? -1 : step_to(up, -1);
	}
	*w->arena = left->mark;
	*l = above;
	return fd;
}

bool
walk_run(struct walk *w, int dirfd)
{
	struct arena mark = *w->arena;
	struct level top = { .above = NULL }, *l = &top;
	int fd = tree_enter(dirfd, ".");

	w->failed = NULL;
	if (fd < 0)
		return false;
	if (fstat(fd, &top.st) != 0 || !level_list(w, &top, fd)) {
		step_to(fd, -1);
		return false;
	}
	while (fd >= 0) {
		if (l->at < l->n)
			fd = level_enter(w, &l, fd, l->below[l->at++]);
		else if (w->again && l->found > 0)
			fd = level_list(w, l, fd) ? fd : step_to(fd, -1);
		else if (l->above != NULL)
			fd = level_leave(w, &l, fd);
		else
			break;
	}
	if (fd < 0)
		return false;
	close(fd);
	*w->arena = mark;
	return true;
}
