#include "config.h"

#include "sys/copy.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "sys/fd.h"

/* linux/fs.h does not come with every libc. */
#if defined(__linux__) && defined(_IOW) && !defined(FICLONE)
#define FICLONE _IOW(0x94, 9, int)
#endif

enum { CHUNK = 64 << 10 };

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

/* The chunk is not on the stack, as some compilers clear that at each call. */
bool
copy_bytes(struct copier *c, int from, int to, unsigned long long size)
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
		/* a short read is the end, so there is no need for another */
		if (n < CHUNK)
			break;
	}
	return true;
}
