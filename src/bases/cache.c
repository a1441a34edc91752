#include "config.h"

#include "bases/cache.h"

#include <sys/stat.h>

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/python.h"
#include "core/text/sha256.h"
#include "sys/dirs.h"
#include "sys/file.h"
#include "bases/lookup.h"

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
nanoseconds(struct timespec t)
{
	return (unsigned long long)t.tv_sec * 1000000000ull +
	    (unsigned long long)t.tv_nsec;
}

static struct python_stamp
stamp_of(const struct lookup *h, const struct stat *st, const char *stdlib)
{
	const char *venv = text_join(h->arena, stdlib, "/venv/__init__.py",
	    NULL);
	struct stat lib;
	struct python_stamp stamp = {
		.dev = (unsigned long long)st->st_dev,
		.ino = (unsigned long long)st->st_ino,
		.size = (unsigned long long)st->st_size,
		.mtime = nanoseconds(st->st_mtim),
		.ctime = nanoseconds(st->st_ctim),
	};

	if (stat(venv, &lib) == 0) {
		stamp.venv_mtime = nanoseconds(lib.st_mtim);
		stamp.venv_size = (unsigned long long)lib.st_size;
	}
	return stamp;
}

/* The record in the open directory, if it is ours alone. */
static struct file
record_read(const struct lookup *h, int dirfd, const char *path)
{
	struct file f = file_read(h->arena, dirfd, record_name(h, path),
	    RECORD_MAX, true);

	if (f.state == FILE_READ &&
	    (f.st.st_uid != geteuid() || (f.st.st_mode & 0022) != 0))
		f.state = FILE_UNREADABLE;
	return f;
}

bool
basecache_load(const struct lookup *h, const char *path, const char *real,
    const struct stat *st, struct python *python)
{
	const char *dir = cache_path(h);
	struct python_stamp was, is;
	struct fault fault;
	struct file f;
	int fd = dir == NULL ? -1 : dirs_open(h->arena, h->vars, dir, &fault);

	if (fd < 0)
		return false;
	f = record_read(h, fd, path);
	close(fd);
	if (f.state != FILE_READ ||
	    !python_recall(h->arena, f.text, python, &was) ||
	    strcmp(python->executable, path) != 0 ||
	    strcmp(python->real, real) != 0)
		return false;
	is = stamp_of(h, st, python->stdlib);
	return memcmp(&is, &was, sizeof(is)) == 0;
}

void
basecache_store(const struct lookup *h, const struct stat *st,
    const struct python *python)
{
	const char *dir = cache_path(h);
	struct python_stamp stamp = stamp_of(h, st, python->stdlib);
	struct buf b = buf_in(h->arena);
	struct fault fault;
	int fd = dir == NULL ? -1 : dirs_enter(h->arena, h->vars, dir, &fault);

	if (fd < 0)
		return;
	python_record(&b, python, &stamp);
	file_replace(h->arena, fd, record_name(h, python->executable),
	    buf_view(&b));
	close(fd);
}
