#include "config.h"

#include "cmd/where.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/names.h"
#include "cmd/reach.h"
#include "cmd/remake.h"
#include "cmd/say.h"
#include "core/manager/manager.h"
#include "core/python/pyvenv.h"
#include "core/rule/judge.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "look/scan.h"
#include "look/world.h"
#include "sys/cwd.h"
#include "sys/error.h"
#include "sys/node.h"

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
where_spelled(struct run *run, const char *dir)
{
	struct arena *a = run->arena;
	const char *path = spelled(a, scan_start(a, run->vars).path, dir);
	const char *named = names_path(run, dir);

	if (named == NULL || node_named(path).kind != NODE_ABSENT ||
	    !cwd_has(a, named, PYVENV_CFG))
		return path;
	return named;
}

/* If it cannot be entered, perhaps a name was meant. */
int
where_enter(struct run *run, const char *word, struct vars *vars)
{
	const char *dir = where_spelled(run, word), *reason;

	if (!cwd_change(dir)) {
		reason = error_reason(run->arena);
		return fail(run->arena, dir, text_join(run->arena, reason,
		    names_question(run, word), NULL));
	}
	vars->pwd = dir;
	return EXIT_DONE;
}

/* Look at an env from the directory that it is in. */
int
where_named(struct run *run, const char *place, struct vars *vars,
    struct world *world)
{
	struct str parent = path_dir(str_from(place));
	const char *project = str_copy(run->arena, parent);

	*vars = *run->vars;
	if (!cwd_change(project))
		return fail(run->arena, project, error_reason(run->arena));
	vars->pwd = project;
	world_read(run->arena, vars, STAND_HERE, world);
	world_name(run->arena, world, project, place);
	return EXIT_DONE;
}

int
where_read(struct run *run, const char *word, struct vars *vars,
    struct world *world)
{
	const char *dir = word == NULL ? NULL : where_spelled(run, word);

	*vars = *run->vars;
	if (dir != NULL && cwd_has(run->arena, dir, PYVENV_CFG))
		return where_named(run, dir, vars, world);
	if (dir != NULL && where_enter(run, word, vars) != EXIT_DONE)
		return EXIT_REFUSED;
	world_read(run->arena, vars, STAND_HERE, world);
	return EXIT_DONE;
}

bool
where_granted(struct arena *a, const struct world *w)
{
	const struct facts *facts = &w->facts;

	return facts->trust != NULL && facts->settings != NULL &&
	    facts->env->owners.n > 0 &&
	    judge_again(a, facts, facts->trust, facts->env);
}

bool
where_brought(struct run *run, const char *env)
{
	struct vars vars;
	struct world w;

	return where_named(run, env, &vars, &w) == EXIT_DONE &&
	    w.env.brought.answer == BROUGHT_TRACKED &&
	    !where_granted(run->arena, &w);
}

/* Only for commands with [DIR]: to `create` it would be the ENV_DIR. */
const char *
where_hint(struct arena *a, const char *hint, const char *dir)
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
	command = command_find(str_copy(a, name));
	if (command == NULL || strcmp(command->args, "[DIR]") != 0)
		return hint;
	if (dir[0] == '-')
		dir = text_join(a, "./", dir, NULL);
	return text_join(a, arena_copy(a, hint, (size_t)(at - hint)), " ",
	    text_typed(a, dir), at, NULL);
}

/* Nothing that a cd would find; perhaps there is one of another name. */
static void
where_nothing(struct run *run, const struct world *world, const char *hint)
{
	struct fault f = { .subject = NULL };

	if (reach_beside(run, world, &f))
		hint = NULL;
	say_notice(run->arena, world->search.start,
	    whys[WHY_NOTHING].sentence, hint);
	if (f.subject == NULL)
		return;
	if (run->command == &remove_command ||
	    run->command == &recreate_command)
		f.hint = text_join(run->arena, "'venvhook ",
		    run->command->name, " ", text_typed(run->arena, f.subject),
		    "' means that one", NULL);
	say_notice(run->arena, f.subject, f.reason, f.hint);
}

int
where_nowhere(struct run *run)
{
	return fail(run->arena, ".", whys[WHY_NOWHERE].sentence);
}

int
where_empty(struct run *run, const char *dir, const struct world *world,
    bool make)
{
	const char *hint = dir != NULL ?
	    "run 'venvhook create' there to make one" :
	    "run 'venvhook create' to make one";

	if (world->search.start == NULL)
		return where_nowhere(run);
	if (world->search.kept != NULL)
		say_notice(run->arena, world->search.kept->env, text_join(
		    run->arena, "is kept by ",
		    world->search.kept->manager->name, " for ",
		    world->search.kept->project,
		    ", but you have not allowed it", NULL),
		    where_hint(run->arena, whys[WHY_NO_GRANT].hint, dir));
	else
		where_nothing(run, world, make ? hint : NULL);
	return EXIT_REFUSED;
}

int
where_meant(struct run *run, const char *dir, const struct where *where)
{
	struct arena *a = run->arena;
	const char *named = dir == NULL ? NULL : node_real(a, dir);

	if (named == NULL || strcmp(named, where->canonical) == 0 ||
	    strcmp(named, where->canonical_project) == 0)
		return EXIT_DONE;
	say_notice(a, dir, text_join(a, "has no environment of its own; the "
	    "one above it is ", where->found, NULL), text_join(a, "'venvhook ",
	    run->command->name, " ", text_typed(a, where->found),
	    "' means that one", NULL));
	return EXIT_REFUSED;
}
