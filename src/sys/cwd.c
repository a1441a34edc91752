#include "config.h"

#include "sys/cwd.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "sys/node.h"

bool
cwd_change(const char *dir)
{
	return chdir(dir) == 0;
}

#ifndef O_PATH
#define O_PATH O_RDONLY		/* which wants the right to read it, too */
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
