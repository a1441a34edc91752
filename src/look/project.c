#include "config.h"

#include "look/project.h"

#include <string.h>

#include "base/buf.h"
#include "core/rule/settings.h"
#include "sys/climb.h"
#include "sys/node.h"

const char *
project_marker(struct arena *a, const struct settings *settings,
    const char *dir)
{
	for (size_t i = 0; i < settings->markers.n; i++)
		if (node_named(text_join(a, dir, "/", settings->markers.p[i],
		    NULL)).kind == NODE_FILE)
			return settings->markers.p[i];
	return NULL;
}

const char *
project_around(struct arena *a, const struct settings *settings,
    const char *dir, const char *home)
{
	struct climb up = climb_from(a, dir, home);

	if (!climb_here(&up))
		return dir;
	do {
		if (home != NULL && strcmp(up.dir, home) == 0)
			break;
		if (project_marker(a, settings, up.dir) != NULL)
			return up.dir;
	} while (climb_up(&up));
	return dir;
}
