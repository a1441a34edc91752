#include "config.h"

#include "sys/blocks.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

struct blocks
blocks_open(struct arena *a, const char *path)
{
	struct blocks b = { .have = 0 };
	struct stat st;

	b.fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (b.fd < 0)
		return b;
	if (fstat(b.fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < 0) {
		blocks_close(&b);
		errno = EINVAL;
		return b;
	}
	b.size = (unsigned long long)st.st_size;
	b.room = b.size < BLOCK_SIZE ? (size_t)b.size : BLOCK_SIZE;
	b.p = arena_alloc(a, b.room, 1);
	return b;
}

struct str
blocks_view(const struct blocks *b)
{
	return (struct str){ b->p, b->have };
}

bool
blocks_more(struct blocks *b, size_t used)
{
	ssize_t n;

	b->have -= used;
	if (used > 0 && b->have > 0)
		memmove(b->p, b->p + used, b->have);
	if (b->have == b->room)
		return false;
	do
		n = read(b->fd, b->p + b->have, b->room - b->have);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	b->have += (size_t)n;
	return true;
}

bool
blocks_again(struct blocks *b)
{
	b->have = 0;
	return lseek(b->fd, 0, SEEK_SET) == 0;
}

bool
blocks_at(const struct blocks *b, unsigned long long place, void *to,
    size_t n)
{
	char *p = to;

	if (place > b->size || n > b->size - place)
		return false;
	while (n > 0) {
		ssize_t got = pread(b->fd, p, n, (off_t)place);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		place += (unsigned long long)got;
		n -= (size_t)got;
	}
	return true;
}

void
blocks_close(struct blocks *b)
{
	if (b->fd >= 0)
		close(b->fd);
	b->fd = -1;
}
