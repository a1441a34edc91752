#include "config.h"

#include "make/make.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/python.h"
#include "core/python/pyvenv.h"
#include "core/rule/settings.h"
#include "core/text/term.h"
#include "core/vars.h"
#include "make/delegate.h"
#include "make/keep.h"
#include "make/pieces.h"
#include "make/pip.h"
#include "make/recipe.h"
#include "make/seed.h"
#include "make/target.h"
#include "make/templates.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/signals.h"

/*
 * A newline would end the line of pyvenv.cfg, and others, those of Unicode's
 * Latin-1 block among them, would be obeyed by the terminal that shows it.
 */
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
		return "is not a place for an environment";
	if (strchr(env, ':') != NULL)
		return "holds a ':', so it could not stand on PATH";
	return make_prompt_refusal(env);
}

/* Is it neither the home nor above it, which --clear must never empty? */
static bool
is_clearable(const struct recipe *m)
{
	const char *home = m->vars->home;

	if (!m->clear || home == NULL || home[0] != '/' ||
	    !path_within(str_from(home), str_from(m->env)))
		return true;
	return fault_set(m->fault, m->env, "is or holds the home directory, "
	    "and --clear would delete all of it", NULL);
}

/* Did a Ctrl-C come?  Asked only in a new place, where nothing is lost. */
static bool
is_cancelled(const struct target *target)
{
	if (!target->fresh || !signals_waiting())
		return false;
	error_set(ERROR_INTERRUPTED);
	return !target_fail(target, "");
}

/* Do we make it ourselves? */
static bool
is_native(const struct recipe *m)
{
	return m->creator == CREATOR_VENVHOOK && layout_knows(m->python);
}

/* Install the requirements in a new env; in an old one make_after does. */
static bool
make_require(const struct recipe *m, const struct layout *layout,
    const struct target *target)
{
	return m->nrequirements == 0 || !target->fresh ||
	    pip_require(m, layout, target,
	    m->options.upgrade_deps && is_native(m));
}

static bool
make_native(const struct recipe *m, const struct layout *layout,
    struct target *target)
{
	return pieces_dirs(target, layout) &&
	    (target->fresh || m->options.without_pip ||
	    pip_prepare(m, layout)) && target_begin(target, layout->cfg) &&
	    pieces_put(target, layout) &&
	    (m->options.without_pip || pip_install(m, layout, target)) &&
	    keep_files(m, target) && keep_packages(m, layout, target) &&
	    make_require(m, layout, target) &&
	    !is_cancelled(target) && target_finish(target, layout->cfg);
}

/* Has the creator really made an env, with a Python that exists? */
static bool
is_env(const struct recipe *m, const struct target *target)
{
	struct node cfg = node_at(target->fd, PYVENV_CFG, false);
	struct node bin = node_at(target->fd, "bin", false);
	struct node python = node_at(target->fd, "bin/python", true);

	if (cfg.kind == NODE_FILE && bin.kind == NODE_DIR &&
	    python.kind == NODE_FILE && (python.mode & 0111) != 0)
		return true;
	return fault_set(m->fault, m->env, text_join(m->arena,
	    delegate_name(m), " reported success, but made no "
	    "environment", NULL),
	    NULL);
}

/* Write the .gitignore that older creators do not write. */
static bool
make_ignore(const struct recipe *m, const struct target *target)
{
	static const char name[] = ".gitignore";

	return m->options.without_scm_ignore_files ||
	    node_there(target->fd, name) ||
	    file_create(target->fd, name, 0666, layout_ignore) ||
	    target_fail(target, name);
}

static bool
make_delegated(const struct recipe *m, struct target *target)
{
	return delegate_run(m, target) && is_env(m, target) &&
	    make_ignore(m, target) &&
	    keep_files(m, target) && keep_packages(m, NULL, target) &&
	    make_require(m, NULL, target) && target_settled(target);
}

/* Find out by which means it is made: m->other, by another program. */
static bool
make_choose(struct recipe *m, struct templates *templates)
{
	enum templates_state state = TEMPLATES_ODD;

	if (is_native(m))
		state = templates_read(m->arena, m->python, templates);
	if (state == TEMPLATES_ABSENT)
		return fault_set(m->fault, m->python->executable,
		    "this Python has no venv module", NULL);
	m->other = state == TEMPLATES_ODD;
	return !m->other || delegate_fits(m);
}

/*
 * Could records be written?  Without them a new env is not remembered, which
 * *lost tells, and one that is there is not made over.
 */
static bool
make_records(const struct recipe *m, bool fresh, const char **lost)
{
	const char *state = dirs_state(m->arena, m->vars);
	struct fault why = { .subject = "HOME",
	    .reason = dirs_homeless(m->vars) };

	*lost = NULL;
	if (state != NULL && dirs_ahead(m->arena, m->vars, state, &why))
		return true;
	*lost = fault_text(m->arena, &why);
	if (!fresh && state != NULL)
		*m->fault = why;
	return fresh || state == NULL;
}

bool
make_look(const struct recipe *recipe, struct make_ahead *ahead)
{
	struct recipe m = *recipe;
	struct templates templates = { .n = 0 };
	struct target target;
	const char *lost;

	if (!make_choose(&m, &templates) || !is_clearable(&m) ||
	    !target_look(&target, &m) ||
	    !make_records(&m, target.fresh || target.journal.there, &lost) ||
	    (m.other && !delegate_there(&m)))
		return false;
	if (!m.other && !m.options.without_pip && !m.python->ensurepip)
		return seed_absent(m.arena, m.python, m.fault);
	*ahead = (struct make_ahead){ .fresh = target.fresh,
	    .begun = target.journal.there,
	    .creator = m.other ? delegate_name(&m) : NULL,
	    .seed = seed_known(&m), .unrecorded = lost };
	return true;
}

bool
make_env(const struct recipe *recipe, struct target *target)
{
	struct recipe m = *recipe;
	struct templates templates = { .n = 0 };
	struct layout layout;
	bool done;

	if (!make_choose(&m, &templates))
		return false;
	progress_turn(m.progress, text_join(m.arena, "making ",
	    path_base(str_from(m.env)).p, " with ",
	    python_name(m.arena, m.python), NULL));
	if (!is_clearable(&m) || !target_open(target, &m))
		return false;
	if (m.other) {
		done = make_delegated(&m, target);
	} else {
		layout = layout_make(m.arena, m.python, &m.options,
		    &templates, m.env);
		done = make_native(&m, &layout, target);
	}
	if (!done)
		target_undo(target);
	return done;
}

bool
make_after(const struct recipe *m, bool fresh)
{
	bool upgrade = m->options.upgrade_deps && is_native(m);

	if (m->nrequirements > 0)
		return fresh || pip_require(m, NULL, NULL, upgrade);
	return !upgrade || pip_upgrade(m);
}
