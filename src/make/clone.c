#include "config.h"

#include "make/clone.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/shebang.h"
#include "sys/child.h"
#include "sys/file.h"
#include "sys/fd.h"
#include "sys/progress.h"
#include "sys/tree.h"

/* linux/fs.h does not come with every libc. */
#if defined(__linux__) && defined(_IOW) && !defined(FICLONE)
#define FICLONE _IOW(0x94, 9, int)
#endif

#ifdef __APPLE__
#define st_mtim st_mtimespec
#endif

enum { CHUNK = 64 << 10, SCRIPTS_MAX = 32, TEXT_MAX = 4 << 20 };

/* What was done so far. */
struct cloning {
	struct clone *clone;
	struct tree_size size;
	struct script scripts[SCRIPTS_MAX];
	size_t nscripts;
	struct copier copier;
};

/* What clone_manifest counts. */
static void
count_file(struct cloning *p, unsigned long long size)
{
	p->size.files++;
	p->size.bytes += size;
}

static bool
share_blocks(int from, int to)
{
#ifdef FICLONE
	return ioctl(to, FICLONE, from) == 0;
#else
	(void)from;
	(void)to;
	return false;
#endif
}

/* Not on the stack, which compilers that harden clear for each file. */
bool
clone_bytes(struct copier *c, int from, int to, unsigned long long size)
{
	ssize_t n;

	if (size > 0 && !c->apart && !(c->apart = !share_blocks(from, to)))
		return true;
	if (c->chunk == NULL)
		c->chunk = arena_new(c->arena, char, CHUNK);
	while ((n = read(from, c->chunk, CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || !fd_write(to,
		    (struct str){ c->chunk, (size_t)n }))
			return false;
		/* a short read is the end: spare a call for each file */
		if (n < CHUNK)
			break;
	}
	return true;
}

/* The time that its compiled form was made for, and pip's mode. */
static bool
finish_file(int fd, const struct stat *st, mode_t mask)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, st->st_mtim };

	return (!(st->st_mode & mask) ||
	    fchmod(fd, st->st_mode & 07777) == 0) && futimens(fd, times) == 0;
}

static int
new_file(int dirfd, const char *name, mode_t mode)
{
	return openat(dirfd, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    mode & 0777);
}

static bool
clone_file(struct cloning *p, int from, const struct stat *st, int to,
    const char *name)
{
	int fd = new_file(to, name, st->st_mode);
	bool done;

	if (fd < 0)
		return false;
	done = clone_bytes(&p->copier, from, fd,
	    (unsigned long long)st->st_size) &&
	    finish_file(fd, st, p->clone->umask);
	return close(fd) == 0 && done;
}

static bool
write_text(struct clone *c, int dirfd, const char *name, struct str text,
    unsigned mode)
{
	int fd = new_file(dirfd, name, mode);
	bool done;

	if (fd < 0)
		return false;
	done = fd_write(fd, text) && (!(mode & c->umask) ||
	    fchmod(fd, mode) == 0);
	return close(fd) == 0 && done;
}

static bool
clone_record(struct cloning *p, int from, int to, const char *name)
{
	struct arena scratch = *p->clone->arena;
	struct file f = file_read(&scratch, from, name, TEXT_MAX, true);
	struct buf text = buf_in(&scratch);

	if (f.state != FILE_READ)
		return false;
	shebang_record(&text, f.text, p->scripts, p->nscripts);
	return write_text(p->clone, to, name, buf_view(&text), f.node.mode);
}

static bool clone_tree(struct cloning *, int from, int to);

static bool
clone_dir(struct cloning *p, int from, int to, const char *name)
{
	int fd = -1;
	bool done = mkdirat(to, name, 0777) == 0 &&
	    (fd = tree_enter(to, name)) >= 0 && clone_tree(p, from, fd);

	fd_close(fd);
	return done;
}

static bool
is_linkable(const struct cloning *p, const char *name)
{
	return p->clone->hardlink && strcmp(name, "RECORD") != 0;
}

/* Where it takes long, Ctrl-C is to be heard between two files. */
static bool
is_cancelled(const struct cloning *p)
{
	if (!progress_tick(p->clone->progress) || !signals_waiting())
		return false;
	errno = EINTR;
	return true;
}

static bool
clone_name(struct cloning *p, int from, int to, const char *name)
{
	struct stat st;
	int fd = openat(from, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool done = false;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) < 0) {
		fd_close(fd);
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		done = clone_dir(p, fd, to, name);
	} else {
		count_file(p, (unsigned long long)st.st_size);
		if (strcmp(name, "RECORD") == 0)
			done = clone_record(p, from, to, name);
		else if (is_linkable(p, name) &&
		    linkat(from, name, to, name, 0) == 0)
			done = true;
		else
			done = clone_file(p, fd, &st, to, name);
	}
	fd_close(fd);
	return done;
}

static bool
clone_tree(struct cloning *p, int from, int to)
{
	struct names *list = tree_list(from);
	const char *name;
	bool done = true;

	if (list == NULL)
		return false;
	while (done && (name = tree_next(list)) != NULL)
		done = !is_cancelled(p) && clone_name(p, from, to, name);
	done = done && errno == 0;
	tree_end(list);
	return done;
}

/* The script for its new place; nothing if the text is none. */
static struct str
remake_script(struct clone *c, struct str script)
{
	struct buf text = buf_in(c->arena);
	struct str body, exe = str_from(c->python);
	bool simple;

	if (!str_starts(script, STR("#!")))
		return STR("");
	body = shebang_body(script, &simple);
	if (str_starts(body, STR("\n")))
		body = (struct str){ body.p + 1, body.n - 1 };
	shebang_write(&text, exe, c->darwin);
	if (c->blank && shebang_simple(exe, c->darwin))
		buf_char(&text, '\n');
	buf_str(&text, body);
	return body.n > 0 ? buf_view(&text) : STR("");
}

/* What is a link or no script stays away; what cannot be read is missed. */
static bool
clone_script(struct cloning *p, const char *name)
{
	struct clone *c = p->clone;
	struct file f = file_read(c->arena, c->from_bin, name, TEXT_MAX, true);
	struct str text = remake_script(c, f.text);

	if (f.state == FILE_UNREADABLE || f.state == FILE_ABSENT)
		return false;
	if (f.state == FILE_READ || f.state == FILE_TOO_LARGE)
		count_file(p, f.size);
	if (text.n == 0 || p->nscripts == SCRIPTS_MAX)
		return true;
	p->scripts[p->nscripts++] = (struct script){
	    arena_string(c->arena, name), text };
	return tree_remove(c->arena, c->to_bin, name, NULL) &&
	    write_text(c, c->to_bin, name, text, f.node.mode);
}

static bool
clone_scripts(struct cloning *p)
{
	struct names *list = tree_list(p->clone->from_bin);
	const char *name;
	bool done = list != NULL;

	while (done && (name = tree_next(list)) != NULL)
		done = clone_script(p, name);
	done = done && errno == 0;
	tree_end(list);
	return done;
}

/* Remove from the env each name that the seed has. */
static void
take_back(struct clone *c)
{
	struct names *list = tree_list(c->from_site);
	const char *name;

	while (list != NULL && (name = tree_next(list)) != NULL)
		tree_remove(c->arena, c->to_site, name, NULL);
	tree_end(list);
}

static const char *
manifest_text(struct arena *a, const struct tree_size *size)
{
	struct buf b = buf_in(a);

	buf_text(&b, "files ");
	buf_number(&b, size->files);
	buf_text(&b, "\nbytes ");
	buf_number(&b, size->bytes);
	buf_char(&b, '\n');
	return buf_string(&b);
}

const char *
clone_manifest(struct arena *a, int site, int bin)
{
	struct tree_size size = { .files = 0 };

	if (!tree_measure(a, site, &size) || !tree_measure(a, bin, &size))
		return NULL;
	return manifest_text(a, &size);
}

enum clone_state
clone_pip(struct clone *c)
{
	struct cloning p = { .clone = c, .copier = { .arena = c->arena } };
	bool done = clone_scripts(&p) &&
	    clone_tree(&p, c->from_site, c->to_site);
	int saved;

	progress_wipe(c->progress);
	if (done && p.nscripts > 0 && strcmp(c->manifest,
	    manifest_text(c->arena, &p.size)) == 0)
		return CLONE_DONE;
	saved = errno;
	take_back(c);
	errno = saved;
	/* ENOENT: a name went away between listing and opening it */
	return saved == 0 || saved == ENOENT ? CLONE_STALE : CLONE_FAILED;
}

static bool
is_there(int dirfd, const char *name)
{
	struct stat st;

	return fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

enum clone_place
clone_place(int from_site, int to_site)
{
	struct names *list = tree_list(from_site);
	const char *name;
	bool any = false, all = true;

	if (list == NULL)
		return PLACE_MIXED;
	while ((name = tree_next(list)) != NULL) {
		bool there = is_there(to_site, name);

		any = any || there;
		if (str_ends(str_from(name), STR(".dist-info")))
			all = all && there;
	}
	tree_end(list);
	if (!any)
		return PLACE_FREE;
	return all ? PLACE_FILLED : PLACE_MIXED;
}
