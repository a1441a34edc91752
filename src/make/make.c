#include "config.h"

#include "make/make.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/vars.h"
#include "core/python/python.h"
#include "core/text/term.h"
#include "core/rule/settings.h"
#include "sys/child.h"
#include "make/delegate.h"
#include "make/pieces.h"
#include "make/pip.h"
#include "make/target.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "sys/say.h"
#include "make/templates.h"

/* Lines of pyvenv.cfg end at a newline; nothing needs the other controls. */
static bool
has_control(struct str s)
{
	unsigned long point;
	size_t n;

	for (; (n = utf8_decode(s, &point)) > 0; s.p += n, s.n -= n)
		if (point < 0x20 || (point >= 0x7f && point < 0xa0))
			return true;
	return false;
}

const char *
make_prompt_refusal(const char *prompt)
{
	if (!utf8_valid(str_from(prompt)))
		return "is not UTF-8, which pyvenv.cfg has to be";
	if (has_control(str_from(prompt)))
		return "holds a control character";
	return NULL;
}

const char *
make_refusal(const char *env)
{
	if (strcmp(env, "/") == 0)
		return "is no place for an environment";
	if (strchr(env, ':') != NULL)
		return "holds a ':', so it could not stand on PATH";
	return make_prompt_refusal(env);
}

/* All that the user has is not an environment that went wrong. */
static bool
is_clearable(const struct make *m)
{
	const char *home = m->vars->home;

	if (!m->options.clear || home == NULL || home[0] != '/' ||
	    !path_within(str_from(home), str_from(m->env)))
		return true;
	say(m->arena, m->env, "is or holds the home directory, and --clear "
	    "would delete all of it");
	return false;
}

/* As long as nothing was there before, giving up costs nothing. */
static bool
is_given_up(const struct target *target)
{
	if (!target->fresh || !signals_waiting())
		return false;
	errno = EINTR;
	return !target_fail(target, "");
}

static bool
make_native(const struct make *m, const struct layout *layout,
    struct target *target)
{
	return pieces_dirs(target, layout) &&
	    target_begin(target, layout->cfg) &&
	    pieces_put(target, layout) &&
	    (m->options.without_pip || pip_install(m, layout, target)) &&
	    !is_given_up(target) && target_finish(target, layout->cfg);
}

static bool
make_delegated(const struct make *m, struct target *target)
{
	bool done = delegate_run(m);

	target_unmark(target);
	return done;
}

struct program_rules
make_rules(const struct make *m)
{
	return (struct program_rules){ .arena = m->arena, .vars = m->vars,
	    .project = m->project, .foreign = m->foreign };
}

bool
make_env(const struct make *m)
{
	struct templates templates = { .n = 0 };
	struct layout layout = { .npieces = 0 };
	enum templates_state state = TEMPLATES_ODD;
	struct target target;
	bool done;

	if (m->creator == CREATOR_VENVHOOK && layout_knows(m->python))
		state = templates_read(m->arena, m->python, &templates);
	if (state == TEMPLATES_ABSENT)
		return fault_set(m->fault, m->python->executable,
		    "this Python has no venv module", NULL);
	if (state == TEMPLATES_ODD && !delegate_fits(m))
		return false;
	progress_turn(m->progress, text_join(m->arena, "making ",
	    path_base(str_from(m->env)).p, " with ",
	    python_name(m->arena, m->python), NULL));
	if (!is_clearable(m) || !target_open(&target, m->arena, m->env,
	    m->options.clear, m->progress))
		return false;
	if (state == TEMPLATES_READ) {
		layout = layout_make(m->arena, m->python, &m->options,
		    &templates, m->env);
		done = make_native(m, &layout, &target);
	} else {
		done = make_delegated(m, &target);
	}
	if (!done)
		target_undo(&target);
	target_close(&target);
	if (done && m->options.upgrade_deps && state == TEMPLATES_READ)
		done = pip_upgrade(m);
	return done;
}
