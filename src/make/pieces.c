#include "config.h"

#include "make/pieces.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/layout.h"
#include "core/python/pyvenv.h"
#include "make/target.h"
#include "sys/copy.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/stamp.h"
#include "sys/tree.h"

/* Where the pieces go. */
struct put {
	const struct target *target;
	const struct layout *layout;
	const char *beside;	/* the name for temporary files */
	int bin;
	unsigned umask;
	struct copier copier;
};

/* The open directory that a piece goes to, bin or the top; its name there. */
static int
piece_dir(const struct put *put, const struct piece *piece, const char **name)
{
	*name = piece->path;
	if (strncmp(piece->path, "bin/", 4) != 0)
		return put->target->fd;
	*name += 4;
	return put->bin;
}

static bool
dir_fail(const struct target *target, const char *path)
{
	bool other = error_last() == ERROR_LINK ||
	    error_last() == ERROR_NOT_DIRECTORY;

	if (!other)
		return target_fail(target, path);
	return fault_set(target->fault, text_join(target->arena, target->path,
	    "/", path, NULL), "not a directory", NULL);
}

bool
pieces_dirs(const struct target *target, const struct layout *layout)
{
	for (size_t i = 0; i < layout->npieces; i++) {
		const struct piece *piece = &layout->pieces[i];
		int fd;

		if (piece->kind != PIECE_DIR)
			continue;
		if ((fd = tree_make(target->fd, piece->path)) < 0)
			return dir_fail(target, piece->path);
		fd_close(fd);
	}
	return true;
}

/* Is name a link that already says so? */
static bool
link_is(const struct put *put, int dirfd, const char *name,
    const char *target)
{
	struct arena scratch = *put->target->arena;
	const char *text = node_text_at(&scratch, dirfd, name);

	return text != NULL && strcmp(text, target) == 0;
}

static bool
put_over(const struct put *put, int dirfd, const char *name)
{
	if (name_move(dirfd, put->beside, dirfd, name))
		return true;
	name_remove(dirfd, put->beside);
	return false;
}

static bool
put_link(const struct put *put, int dirfd, const char *name,
    const struct piece *piece)
{
	if (name_symlink(piece->target, dirfd, name))
		return true;
	if (error_last() != ERROR_EXISTS)
		return false;
	if (piece->keep || link_is(put, dirfd, name, piece->target))
		return true;
	return name_symlink(piece->target, dirfd, put->beside) &&
	    put_over(put, dirfd, name);
}

static bool
put_bytes(struct put *put, const struct piece *piece, int fd)
{
	struct stamp of;
	int from;
	bool done;

	if (piece->kind == PIECE_FILE)
		return fd_write(fd, piece->text);
	from = fd_read_path(piece->target);
	if (from < 0)
		return false;
	done = stamp_open(from, &of) &&
	    copy_bytes(&put->copier, from, fd, of.size);
	fd_close(from);
	return done;
}

static bool
put_file(struct put *put, int dirfd, const char *name,
    const struct piece *piece)
{
	int fd = fd_new(dirfd, name, piece->mode);
	bool over = fd < 0 && error_last() == ERROR_EXISTS, done;

	if (over && piece->kind == PIECE_FILE && piece->keep)
		return true;
	if (over)
		fd = fd_new(dirfd, put->beside, piece->mode);
	if (fd < 0)
		return false;
	done = put_bytes(put, piece, fd) &&
	    (!piece->exact || !(piece->mode & put->umask) ||
	    fd_mode(fd, piece->mode));
	done = fd_close(fd) && done;
	if (!done)
		name_remove(dirfd, over ? put->beside : name);
	return done && (!over || put_over(put, dirfd, name));
}

/* FAT has no links: copy the python instead, as venv does. */
static bool
put_instead(struct put *put, int dirfd, const char *name,
    const struct piece *piece)
{
	struct piece copy = *piece;

	if (error_last() != ERROR_UNSUPPORTED)
		return false;
	if (piece->keep)
		return true;
	copy.kind = PIECE_COPY;
	copy.target = put->layout->executable;
	return put_file(put, dirfd, name, &copy);
}

static bool
put_piece(struct put *put, const struct piece *piece)
{
	const char *name;
	int dirfd = piece_dir(put, piece, &name);

	switch (piece->kind) {
	case PIECE_DIR:
		return true;
	case PIECE_LINK:
		return put_link(put, dirfd, name, piece) ||
		    put_instead(put, dirfd, name, piece);
	case PIECE_COPY:
	case PIECE_FILE:
		return put_file(put, dirfd, name, piece);
	}
	return true;
}

/* Is it the python of another version, "python3.11", not of this layout? */
static bool
is_stale_name(const struct put *put, const char *name)
{
	struct str s = str_from(name);
	unsigned long long minor;

	if (!str_starts(s, STR("python3.")))
		return false;
	for (size_t i = 0; i < put->layout->npieces; i++) {
		const char *path = put->layout->pieces[i].path;

		if (strncmp(path, "bin/", 4) == 0 &&
		    strcmp(path + 4, name) == 0)
			return false;
	}
	if (str_ends(s, STR("t")))
		s.n--;
	return str_number((struct str){ s.p + 8, s.n - 8 }, 999, &minor);
}

/*
 * Remove from bin what would be wrong from now on: links with the name of
 * another version, and a pyvenv.cfg that a killed ensurepip left there, which
 * Python reads before the right one.
 */
static bool
drop_stale(const struct put *put)
{
	struct names *list = tree_list(put->bin);
	const char *name;
	bool done = list != NULL;

	while (done && (name = tree_next(list)) != NULL) {
		struct arena scratch = *put->target->arena;
		const char *target;

		if (!is_stale_name(put, name))
			continue;
		target = node_text_at(&scratch, put->bin, name);
		if (target != NULL && strchr(target, '/') == NULL)
			done = name_remove(put->bin, name);
	}
	tree_end(list);
	return done && (name_remove(put->bin, PYVENV_CFG) ||
	    error_last() == ERROR_ABSENT || error_last() == ERROR_DIRECTORY);
}

bool
pieces_put(struct target *target, const struct layout *layout)
{
	struct put put = { .target = target, .layout = layout,
	    .beside = journal_beside(&target->journal),
	    .bin = tree_enter(target->fd, "bin"), .umask = tree_umask(),
	    .copier = { .arena = target->arena } };
	const char *failed = put.bin < 0 ? "bin" : NULL;

	if (failed == NULL && !target->fresh && !drop_stale(&put))
		failed = "bin";
	for (size_t i = 0; failed == NULL && i < layout->npieces; i++) {
		progress_tick(target->progress);
		if (!put_piece(&put, &layout->pieces[i]))
			failed = layout->pieces[i].path;
	}
	progress_wipe(target->progress);
	fd_drop(put.bin);
	return failed == NULL || target_fail(target, failed);
}
