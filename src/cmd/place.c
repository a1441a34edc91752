#include "config.h"

#include "cmd/place.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "core/vars.h"
#include "core/text/redirect.h"
#include "sys/cwd.h"
#include "sys/say.h"
#include "look/scan.h"
#include "look/world.h"

/* The spelling of dir that a shell would give $PWD after cd. */
static const char *
spelled(struct arena *a, const char *pwd, const char *dir)
{
	if (dir[0] == '/')
		return path_clean(a, dir);
	if (pwd == NULL)
		return dir;
	return path_clean(a, text_join(a, pwd, "/", dir, NULL));
}

const char *
place_spelled(struct run *run, const char *dir)
{
	return spelled(run->arena,
	    scan_start(run->arena, run->environ).path, dir);
}

bool
place_enter(struct run *run, const char *dir, struct environ *environ)
{
	dir = place_spelled(run, dir);
	if (!cwd_change(dir))
		return false;
	environ->pwd = dir;
	return true;
}

/* An env is looked at from the directory it stands in. */
static int
place_env(struct run *run, const char *place, struct environ *environ,
    struct world *world)
{
	struct str parent = path_dir(str_from(place));
	const char *project = arena_copy(run->arena, parent.p, parent.n);

	if (!cwd_change(project))
		return fail(run->arena, project, say_errno(run->arena));
	environ->pwd = project;
	world_read(run->arena, environ, false, world);
	world_name(run->arena, world, project, place);
	return EXIT_DONE;
}

int
place_read(struct run *run, const char *dir, struct environ *environ,
    struct world *world)
{
	const char *pwd = scan_start(run->arena, run->environ).path;

	*environ = *run->environ;
	if (dir != NULL) {
		dir = spelled(run->arena, pwd, dir);
		if (cwd_has(run->arena, dir, "pyvenv.cfg"))
			return place_env(run, dir, environ, world);
		if (!place_enter(run, dir, environ))
			return fail(run->arena, dir, say_errno(run->arena));
	}
	world_read(run->arena, environ, false, world);
	return EXIT_DONE;
}

/* Only where the command takes a [DIR]: `create` would take it for the env. */
const char *
place_hint(struct arena *a, const char *hint, const char *dir)
{
	static const char begin[] = "'venvhook ";
	const char *at = hint == NULL ? NULL : strstr(hint, begin);
	const struct command *command;
	struct str quoted, name;

	if (at == NULL || dir == NULL)
		return hint;
	at += sizeof(begin) - 1;
	quoted = str_range(at, at + strcspn(at, "'"));
	at = quoted.p + quoted.n;
	str_cut(&quoted, ' ', &name);
	command = command_find(arena_copy(a, name.p, name.n));
	if (command == NULL || strcmp(command->args, "[DIR]") != 0)
		return hint;
	return text_join(a, arena_copy(a, hint, (size_t)(at - hint)), " ",
	    dir, at, NULL);
}

int
place_empty(struct run *run, const struct world *world, bool make)
{
	const char *start = world->search.start;
	const char *hint = run->nwords > 0 ?
	    "run 'venvhook create' there to make one" :
	    "run 'venvhook create' to make one";

	if (start == NULL)
		return fail(run->arena, ".", whys[WHY_NOWHERE].sentence);
	say_notice(run->arena, start, whys[WHY_NOTHING].sentence,
	    make ? hint : NULL);
	return EXIT_REFUSED;
}
