#include "config.h"

#include "look/project.h"

#include "base/buf.h"
#include "core/rule/settings.h"
#include "sys/climb.h"
#include "sys/file.h"
#include "sys/node.h"

enum { SAID_MAX = 4096 };

bool
project_marked(struct arena *a, const struct settings *settings,
    const char *dir)
{
	for (size_t i = 0; i < settings->markers.n; i++)
		if (node_named(text_join(a, dir, "/", settings->markers.p[i],
		    NULL)).kind == NODE_FILE)
			return true;
	return false;
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
		if (project_marked(a, settings, up.dir))
			return up.dir;
	} while (climb_up(&up));
	return dir;
}

const char *
project_file(struct arena *a, const char *env)
{
	return text_join(a, env, "/.project", NULL);
}

const char *
project_said(struct arena *a, const char *env, const char **reason)
{
	struct file f = file_named(a, project_file(a, env), SAID_MAX, true);
	struct str said = f.state == FILE_READ ? str_trim(f.text) : STR("");

	/* a tool that names a project writes one line */
	if (said.n > 0 && said.p[0] == '/' && !str_has_control(said))
		return str_copy(a, said);
	*reason = f.state == FILE_READ ? "names no directory that is there" :
	    f.state == FILE_ABSENT ? "is not there, so the env names no "
	    "project" : file_reason(a, &f);
	return NULL;
}
