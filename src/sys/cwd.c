#include "config.h"

#include "sys/cwd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/node.h"

/* Not static in a caller, as that would then need this much stack each time. */
const char *
cwd_path(struct arena *a)
{
	char room[PATH_MAX];

	if (getcwd(room, sizeof(room)) == NULL)
		return NULL;
	if (room[0] == '/')
		return arena_string(a, room);
	/* "(unreachable)/...": it is outside of our root directory. */
	errno = ENOENT;
	return NULL;
}

bool
cwd_is(struct arena *a, const char *path)
{
	size_t size = strlen(path) + 1;
	char *room = arena_alloc(a, size, 1);

	/* A longer path does not fit, and is another one. */
	return getcwd(room, size) != NULL && strcmp(room, path) == 0;
}

bool
cwd_change(const char *dir)
{
	return chdir(dir) == 0;
}

#ifndef O_PATH
#define O_PATH O_RDONLY		/* needs the right to read it as well */
#endif

int
cwd_open(void)
{
	return open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool
cwd_return(int fd)
{
	bool done = fchdir(fd) == 0;

	close(fd);
	return done;
}

bool
cwd_has(struct arena *a, const char *dir, const char *name)
{
	return node_named(text_join(a, dir, "/", name, NULL)).kind ==
	    NODE_FILE;
}
