#include "config.h"

#include "sys/self.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "sys/cwd.h"
#include "sys/node.h"
#include "sys/program.h"

static const char *
absolute(struct arena *a, const char *path)
{
	const char *cwd;

	if (path[0] == '/')
		return path_clean(a, path);
	cwd = cwd_path(a);
	return cwd == NULL ? NULL :
	    path_clean(a, text_join(a, cwd, "/", path, NULL));
}

const char *
self_path(struct arena *a, const struct vars *v, const char *argv0)
{
	struct str rest, dir;

	if (strchr(argv0, '/') != NULL)
		return absolute(a, argv0);
	rest = str_from(v->path == NULL ? "" : v->path);
	while (program_path_next(&rest, &dir)) {
		const char *path = text_join(a, str_copy(a, dir), "/", argv0,
		    NULL);

		if (node_at(AT_FDCWD, path, true).kind == NODE_FILE &&
		    access(path, X_OK) == 0)
			return path_clean(a, path);
	}
	return NULL;
}

unsigned long long
self_number(void)
{
	return (unsigned long long)getpid();
}
