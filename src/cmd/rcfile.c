#include "config.h"

#include "cmd/rcfile.h"

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "core/shell/rc.h"
#include "core/shell/shell.h"
#include "core/vars.h"
#include "sys/dirs.h"
#include "sys/node.h"
#include "sys/parent.h"
#include "sys/self.h"
#include "sys/stream.h"
#include "sys/vars.h"

enum { LEVELS = 4 };

/* The program so many levels above, if it is a shell with a hook; or NULL. */
static const struct shell *
shell_at(struct run *run, unsigned level)
{
	const char *name = parent_name(run->arena, level);
	const struct shell *shell = name == NULL ? NULL : shell_find(name);

	return shell == NULL || shell->hook == NULL ? NULL : shell;
}

const struct shell *
rcfile_shell(struct run *run)
{
	const struct shell *shell = NULL;
	const char *name;

	for (unsigned i = 0; i < LEVELS && shell == NULL; i++)
		shell = shell_at(run, i);
	name = vars_named("SHELL");
	if (shell == NULL && name != NULL)
		shell = shell_find(path_base(str_from(name)).p);
	return shell == NULL || shell->hook == NULL ? NULL : shell;
}

/* "venvhook" where PATH leads to this very program, else its path. */
static const char *
program_word(struct run *run, const struct shell *shell)
{
	const char *self = self_path(run->arena, run->vars, run->program);
	const char *found = self_path(run->arena, run->vars, "venvhook");
	struct buf b = buf_in(run->arena), text = b;

	if (self == NULL || (found != NULL && node_meet(self, found)))
		return "venvhook";
	(shell->rc.by_sh ? shell_find("sh") : shell)->quote(&b, self);
	if (!shell->rc.in_text)
		return buf_string(&b);
	shell->quote(&text, buf_string(&b));
	return str_copy(run->arena, (struct str){ text.p + 1, text.n - 2 });
}

const char *
rcfile_line(struct run *run, const struct shell *shell)
{
	return shell->rc.line == NULL ? NULL : rc_line(run->arena, shell,
	    program_word(run, shell));
}

static const char *
value_of(const char *name)
{
	return name == NULL ? NULL : vars_named(name);
}

/* To make the file at path would have the shell pass by the older one. */
const char *
rcfile_path(struct run *run, const struct shell *shell)
{
	struct arena *a = run->arena;
	const struct rc *rc = &shell->rc;
	const char *home = dirs_home(a, run->vars), *path, *older;

	if (home == NULL)
		return NULL;
	path = rc_path(a, shell, home, value_of(rc->whole),
	    value_of(rc->instead));
	if (rc->older == NULL || path == NULL || node_exists(path))
		return path;
	older = text_join(a, home, "/", rc->older, NULL);
	return node_exists(older) ? older : path;
}

void
rcfile_remind(struct run *run)
{
	if (run->vars->hook == NULL && run->vars->session == NULL &&
	    stream_person() && shell_at(run, 0) != NULL)
		say_hint(run->arena, "this shell has no hook, so nothing is "
		    "activated on cd: run 'venvhook setup'");
}
