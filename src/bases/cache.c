#include "config.h"

#include "bases/cache.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "bases/lookup.h"
#include "core/python/python.h"
#include "core/text/sha256.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/stamp.h"

enum { RECORD_MAX = 32768, NAME_DIGITS = 32 };

static const char *
cache_path(const struct lookup *h)
{
	const char *cache = dirs_cache(h->arena, h->vars);

	return cache == NULL ? NULL :
	    text_join(h->arena, cache, "/bases", NULL);
}

static const char *
record_name(const struct lookup *h, const char *path)
{
	struct buf b = buf_in(h->arena);

	sha256_hex(&b, str_from(path), NAME_DIGITS);
	return buf_string(&b);
}

static unsigned long long
nanoseconds(long long seconds, long nanoseconds)
{
	return (unsigned long long)seconds * 1000000000ull +
	    (unsigned long long)nanoseconds;
}

static struct python_stamp
stamp_of(const struct lookup *h, const struct stamp *of, const char *stdlib)
{
	const char *venv = text_join(h->arena, stdlib, "/venv/__init__.py",
	    NULL);
	struct stamp lib;
	struct python_stamp stamp = {
		.dev = of->node.dev,
		.ino = of->node.ino,
		.size = of->size,
		.mtime = nanoseconds(of->node.seconds, of->node.nanoseconds),
		.ctime = nanoseconds(of->changed_seconds,
		    of->changed_nanoseconds),
	};

	if (stamp_take(venv, &lib)) {
		stamp.venv_mtime = nanoseconds(lib.node.seconds,
		    lib.node.nanoseconds);
		stamp.venv_size = lib.size;
	}
	return stamp;
}

/* The record in the open directory, if it is ours alone. */
static struct file
record_read(const struct lookup *h, int dirfd, const char *path)
{
	struct file f = file_read(h->arena, dirfd, record_name(h, path),
	    RECORD_MAX, true);

	if (f.state == FILE_READ && !file_is_own(&f))
		f.state = FILE_UNREADABLE;
	return f;
}

bool
basecache_load(const struct lookup *h, const char *path, const char *real,
    const struct stamp *stamp, struct python *python)
{
	const char *dir = cache_path(h);
	struct python_stamp was, is;
	struct fault fault;
	struct file f;
	int fd = dir == NULL ? -1 : dirs_open(h->arena, h->vars, dir, &fault);

	if (fd < 0)
		return false;
	f = record_read(h, fd, path);
	fd_close(fd);
	if (f.state != FILE_READ ||
	    !python_recall(h->arena, f.text, python, &was) ||
	    strcmp(python->executable, path) != 0 ||
	    strcmp(python->real, real) != 0)
		return false;
	is = stamp_of(h, stamp, python->stdlib);
	return memcmp(&is, &was, sizeof(is)) == 0;
}

/* Is dir in a home that does not exist?  Looking for a Python makes none. */
static bool
home_missing(const struct lookup *h, const char *dir)
{
	const char *home = dirs_home(h->arena, h->vars);

	return home != NULL && path_within(str_from(dir), str_from(home)) &&
	    node_followed(home).kind == NODE_ABSENT;
}

void
basecache_store(const struct lookup *h, const struct stamp *stamp,
    const struct python *python)
{
	const char *dir = cache_path(h);
	struct python_stamp now = stamp_of(h, stamp, python->stdlib);
	struct buf b = buf_in(h->arena);
	struct fault fault;
	int fd;

	if (dir == NULL || home_missing(h, dir))
		return;
	fd = dirs_enter(h->arena, h->vars, dir, &fault);
	if (fd < 0)
		return;
	python_record(&b, python, &now);
	file_replace(h->arena, fd, record_name(h, python->executable),
	    buf_view(&b));
	fd_close(fd);
}
