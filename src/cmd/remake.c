#include "config.h"

#include "cmd/remake.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "bases/python.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/create.h"
#include "cmd/create_words.h"
#include "cmd/loss.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/manager/manager.h"
#include "core/python/layout.h"
#include "core/python/python.h"
#include "core/rule/judge.h"
#include "core/rule/record.h"
#include "core/vars.h"
#include "look/world.h"
#include "make/aside.h"
#include "make/packages.h"
#include "make/recipe.h"
#include "make/removal.h"
#include "make/target.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/stream.h"
#include "sys/tree.h"

/* The env that a command is about to replace or delete. */
struct remake {
	struct run *run;
	struct progress progress;
	struct fault fault;
	struct vars vars;
	struct world world;
	const struct env *env;
	bool granted;		/* a record trusts it: its pyvenv.cfg counts */
	unsigned signals;	/* those held before */
	struct python_choice choice;	/* for the new one */
	struct recipe again;		/* of the new one */
	struct packages packages;	/* that pip is to install in it */
	bool keep;		/* what is installed stays */
};

static int
refuse(struct remake *r, const char *reason)
{
	return fail(r->run->arena, r->env->where.found, reason);
}

/* Is it kept by a manager, which then deletes it, and was not made by us? */
static bool
remake_kept(const struct remake *r)
{
	const struct where *where = &r->env->where;
	const struct grant *g = where->manager == NULL ||
	    where->canonical == NULL || r->world.facts.trust == NULL ? NULL :
	    record_exact(r->world.facts.trust, where);

	return where->manager != NULL && (g == NULL || g->kind != GRANT_MADE);
}

/*
 * Is it certainly an env, the user's own, and not one elsewhere that a link or
 * a redirect file leads to?
 */
static int
remake_check(struct remake *r)
{
	const struct env *env = r->env;

	if (remake_kept(r)) {
		say_notice(r->run->arena, env->where.found, text_join(
		    r->run->arena, "is kept by ", env->where.manager->name,
		    " for ", env->where.project, NULL),
		    env->where.manager->care);
		return EXIT_REFUSED;
	}
	if (env->where.entry == ENTRY_LINK || env->where.entry == ENTRY_FILE)
		return refuse(r, "leads to an environment elsewhere; "
		    "go there, or delete the link yourself");
	if (env->where.entry != ENTRY_DIR ||
	    env->contents.cfg.kind != NODE_FILE)
		return refuse(r, "is not an environment: it has no pyvenv.cfg");
	if (!removal_may(r->run->arena, r->run->vars, env, &r->fault))
		return fail_fault(r->run->arena, &r->fault);
	return EXIT_DONE;
}

/* Finish what a killed run left, and look again whether an env is there. */
static int
remake_rescue(struct remake *r, const char *dir)
{
	struct recipe at = { .arena = r->run->arena, .vars = r->run->vars,
	    .progress = &r->progress, .fault = &r->fault };
	const struct world *w = &r->world;

	for (size_t i = 0; i < w->search.nprobes; i++)
		target_rescue(&at, w->search.probes[i].path);
	if (w->facts.env != NULL)
		target_rescue(&at, w->facts.env->where.found);
	if (r->fault.subject != NULL)
		return fail_fault(r->run->arena, &r->fault);
	return where_read(r->run, dir, &r->vars, &r->world);
}

static int
remake_open(struct remake *r, struct run *run)
{
	const char *word = run->words[0];
	const char *dir = word == NULL ? NULL : where_spelled(run, word);

	*r = (struct remake){ .run = run,
	    .progress = progress_begin(run->arena, stream_error) };
	if (where_read(run, word, &r->vars, &r->world) != EXIT_DONE ||
	    remake_rescue(r, dir) != EXIT_DONE)
		return EXIT_REFUSED;
	if (r->world.facts.settings == NULL)
		return fail_fault(run->arena, r->world.facts.fault);
	world_kept(run->arena, &r->world);
	if (r->world.facts.env == NULL)
		return where_empty(run, word, &r->world,
		    run->command == &recreate_command);
	r->env = r->world.facts.env;
	r->granted = where_granted(run->arena, &r->world);
	return remake_check(r) != EXIT_DONE ? EXIT_REFUSED :
	    where_meant(run, dir, &r->env->where);
}

/* --- remove */

static int
remove_asked(struct run *run, const struct removal *removal,
    const struct env *env)
{
	const char *found = env->where.found;
	struct question q = {
		.text = removal->mount ? text_join(run->arena,
		    "delete all that is in ", found, ", which is a mount; this "
		    "cannot be undone", NULL) :
		    text_join(run->arena, "remove ", found, NULL),
		.mute = { .subject = found, .reason = "not removed: there is "
		    "no terminal to ask on; --yes removes it without asking" },
		.no = { .subject = found, .reason = "not removed" },
	};

	return ask(run, &q);
}

static void
forget(struct arena *a, struct trust *trust, void *path)
{
	(void)a;
	trust_drop(trust, GRANTS_EXACT, path);
}

static int
remove_env(struct remake *r)
{
	struct run *run = r->run;
	struct removal removal;
	struct store store;
	bool done;

	if (!removal_open(&removal, run->arena, run->vars, r->env,
	    &r->progress, &r->fault))
		return fail_fault(run->arena, &r->fault);
	if (remove_asked(run, &removal, r->env) != EXIT_DONE) {
		removal_close(&removal);
		return EXIT_REFUSED;
	}
	/* it may have changed while the user thought about the question */
	done = removal_look(&removal) && removal_run(&removal);
	removal_close(&removal);
	if (!done)
		return fail_fault(run->arena, &r->fault);
	if (!store_change(run->arena, run->vars, &store, forget,
	    arena_string(run->arena, r->env->where.canonical)))
		fail_fault(run->arena, &store.fault);
	return EXIT_DONE;
}

static int
remove_run(struct run *run)
{
	struct remake r;

	if (remake_open(&r, run) != EXIT_DONE || remove_env(&r) != EXIT_DONE)
		return EXIT_REFUSED;
	removal_sweep(run->arena, run->vars);
	return out_done(run->arena, "removed ", r.env->where.found);
}

/* --- recreate */

static bool
command_has(const struct env *env, const char *option)
{
	struct str rest = env->contents.pyvenv.command, word;

	while (str_cut(&rest, ' ', &word))
		if (str_is(word, option))
			return true;
	return false;
}

/* The options it was made with, as far as that can be seen. */
static void
recreate_options(struct remake *r)
{
	struct layout_options *o = &r->again.options;
	struct arena *a = r->run->arena;
	const struct env *env = r->env;
	const struct pyvenv *cfg = &env->contents.pyvenv;
	struct str prompt;

	o->cwd = env->where.project;
	if (!r->granted)
		return;
	o->system_site_packages = cfg->has_home && cfg->system_site;
	o->copies = env->contents.python.kind == NODE_FILE;
	o->without_pip = node_named(text_join(a, pyvenv_site(a, cfg,
	    env->where.canonical), "/pip", NULL)).kind != NODE_DIR;
	o->without_scm_ignore_files =
	    command_has(env, "--without-scm-ignore-files");
	if (pyvenv_prompt(a, cfg, &prompt))
		o->prompt = str_copy(a, prompt);
}

/* Has it a directory of packages for that build of CPython (3.13t)? */
static bool
has_site(const struct remake *r, bool threaded)
{
	struct arena *a = r->run->arena;
	struct python python = r->choice.python;

	python.abiflags = threaded ? "t" : "";
	return node_named(text_join(a, r->env->where.canonical, "/",
	    layout_site(a, &python), NULL)).kind == NODE_DIR;
}

/* Can its files be kept?  Only with the same version of Python. */
static bool
recreate_fits(const struct remake *r)
{
	const struct pyvenv *cfg = &r->env->contents.pyvenv;
	const struct python *python = &r->choice.python;

	if (cfg->major != python->version[0] ||
	    cfg->minor != python->version[1])
		return false;
	if (strcmp(python->implementation, "cpython") == 0 &&
	    has_site(r, python_threaded(python)))
		return true;
	return !has_site(r, false) && !has_site(r, true);
}

/* Was it only moved?  Then its files are kept without being asked for. */
static bool
recreate_moves(const struct remake *r)
{
	return r->granted && recreate_fits(r) &&
	    judge_form(r->run->arena, r->env).why == WHY_MOVED;
}

/* Its own python, else its version as a SPEC; or NULL. */
static const char *
had_python(struct arena *a, const struct env *env)
{
	struct buf version = buf_in(a);

	if (env->contents.executable && env->contents.python.kind == NODE_LINK)
		return env->contents.interpreter;
	if (env->contents.pyvenv.major == 0)
		return NULL;
	buf_number(&version, env->contents.pyvenv.major);
	buf_char(&version, '.');
	buf_number(&version, env->contents.pyvenv.minor);
	return buf_string(&version);
}

static int
recreate_choose(struct remake *r)
{
	struct arena *a = r->run->arena;
	const struct env *env = r->env;

	if (!create_choose(r->run, &r->progress, env->where.project,
	    r->granted ? had_python(a, env) : NULL, &r->choice))
		return EXIT_REFUSED;
	r->again.env = env->where.canonical;
	r->again.was = &env->contents.dir;
	r->again.progress = &r->progress;
	recreate_options(r);
	return EXIT_DONE;
}

/* --keep-packages: keep the files, or have pip install the names. */
static int
recreate_keep(struct remake *r)
{
	struct arena *a = r->run->arena;
	const char *site = pyvenv_site(a, &r->env->contents.pyvenv,
	    r->env->where.canonical);

	if (!r->granted) {
		say_notice(a, r->env->where.found, "was not made here and is "
		    "not allowed, so nothing of it is kept", "if you know "
		    "where it comes from, run 'venvhook allow' first");
		return EXIT_REFUSED;
	}
	if (r->env->contents.pyvenv.major == 0)
		return refuse(r, "does not say of which Python it is, so "
		    "what is installed cannot be kept");
	if (recreate_fits(r)) {
		r->again.keep = r->again.options.without_pip = true;
		r->again.moved_from = r->env->contents.made_at;
		return EXIT_DONE;
	}
	r->again.options.without_pip = false;
	r->again.packages = &r->packages;
	if (!packages_read(a, site, !python_setuptools(&r->choice.python),
	    &r->packages))
		return fail(a, site, error_reason(a));
	if (r->packages.foreign == NULL)
		return EXIT_DONE;
	say_notice(a, text_join(a, site, "/", r->packages.foreign, NULL),
	    "was not installed by its name from an index: pip could take "
	    "another for it",
	    "uninstall it, and --keep-packages keeps the others");
	return EXIT_REFUSED;
}

/*
 * The name of something that the user has put into it; NULL: there is none.  A
 * project in it is no case for a question, as that is refused.
 */
static const char *
recreate_own(const struct remake *r)
{
	int fd = tree_open(r->env->where.canonical);
	const char *own = removal_strange(r->run->arena, fd);

	fd_close(fd);
	return own != NULL && aside_marks(own) ? NULL : own;
}

/* Is the user ready to lose what is in it and is not kept? */
static int
recreate_lose(struct remake *r)
{
	struct arena *a = r->run->arena;
	const char *keeps = "--keep-packages keeps them";
	const char *own = recreate_own(r);
	struct packages lost = { .n = 0 };

	if (!r->keep)
		packages_named(a, r->env->where.canonical, &lost);
	/* no package is there that it could be a part of */
	if (own == NULL && lost.n == 0)
		own = lost.foreign;
	if (lost.n == 0 && own == NULL)
		return EXIT_DONE;
	if (own != NULL)
		keeps = text_join(a, "put ", own, " in another place first",
		    NULL);
	else if (!r->granted)
		keeps = "--keep-packages keeps them, once 'venvhook allow' "
		    "was run";
	return loss_asked(&(struct loss){ r->run, r->env->where.found, &lost,
	    own, keeps }, r->signals);
}

static int
recreate_all(struct remake *r)
{
	if (recreate_choose(r) != EXIT_DONE)
		return EXIT_REFUSED;
	r->keep = run_has(r->run, "--keep-packages") || recreate_moves(r);
	if (r->keep && recreate_keep(r) != EXIT_DONE)
		return EXIT_REFUSED;
	/* where its files are kept, all of them are */
	if (!r->again.keep && recreate_lose(r) != EXIT_DONE)
		return EXIT_REFUSED;
	return create_again(r->run, r->env->where.project, &r->choice,
	    &r->again) ? EXIT_DONE : EXIT_REFUSED;
}

static int
recreate_run(struct run *run)
{
	struct remake r;
	int status = create_spec(run);
	unsigned before;

	if (status != EXIT_DONE)
		return status;
	before = signals_hold();
	status = remake_open(&r, run);
	r.signals = before;
	if (status == EXIT_DONE)
		status = recreate_all(&r);
	removal_sweep(run->arena, run->vars);
	signals_release(before);
	if (status != EXIT_DONE)
		return status;
	return out_done(run->arena, text_join(run->arena, "recreated with ",
	    r.choice.python.executable, " (", r.choice.reason,
	    r.keep ? "), keeping what is installed: " : "): ", NULL),
	    r.env->where.found);
}

static const struct option recreate_options_table[] = {
	{ .name = "--python", .arg = "SPEC", .help = "the Python to make it "
	    "from; by default as create chooses, else the same version" },
	{ .name = "--keep-packages", .help = "keep what is installed in it" },
	{ .name = "--yes", .letter = "-y", .help = "do not ask whether what "
	    "is installed may be lost" },
	{ .name = NULL },
};

static const struct option remove_options[] = {
	{ .name = "--yes", .letter = "-y", .help = "do not ask" },
	{ .name = NULL },
};

const struct command recreate_command = {
	.name = "recreate",
	.args = "[DIR]",
	.help = "recreate the environment of a project",
	.options = recreate_options_table,
	.most = 1,
	.run = recreate_run,
};

const struct command remove_command = {
	.name = "remove",
	.args = "[DIR]",
	.help = "delete the environment of a project, after asking",
	.options = remove_options,
	.most = 1,
	.run = remove_run,
};
