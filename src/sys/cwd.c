#include "config.h"

#include "sys/cwd.h"

#include <unistd.h>

#include "base/buf.h"
#include "sys/node.h"

bool
cwd_change(const char *dir)
{
	return chdir(dir) == 0;
}

bool
cwd_has(struct arena *a, const char *dir, const char *name)
{
	return node_named(text_join(a, dir, "/", name, NULL)).kind ==
	    NODE_FILE;
}
