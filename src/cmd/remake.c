#include "config.h"

#include "cmd/remake.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/create.h"
#include "cmd/where.h"
#include "core/vars.h"
#include "core/python/layout.h"
#include "make/aside.h"
#include "sys/ask.h"
#include "sys/child.h"
#include "sys/node.h"
#include "sys/out.h"
#include "make/packages.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "bases/python.h"
#include "sys/say.h"
#include "look/world.h"

/* The env that a command is about to replace or delete. */
struct remake {
	struct run *run;
	struct progress progress;
	struct vars vars;
	struct world world;
	const struct env *env;
	struct aside aside;
	struct python_choice choice;
	struct layout_options options;
	bool keep;		/* --keep-packages */
	bool merge;		/* the files themselves can be kept */
};

static int
refuse(struct remake *r, const char *reason)
{
	return fail(r->run->arena, r->env->found, reason);
}

/*
 * Only what is an env for certain, the user's own, and itself, not something
 * that a link or a file leads to (the story of rmvenv: research, section 4).
 */
static int
remake_check(struct remake *r)
{
	const struct env *env = r->env;

	if (env->entry == ENTRY_LINK || env->entry == ENTRY_FILE)
		return refuse(r, "leads to an environment elsewhere; "
		    "go there, or delete the link yourself");
	if (env->entry != ENTRY_DIR || env->cfg.kind != NODE_FILE)
		return refuse(r, "is no environment: it has no pyvenv.cfg");
	for (size_t i = 0; i < env->nowned; i++)
		if (!env->owned[i].ancestor &&
		    env->owned[i].path != env->interpreter &&
		    env->owned[i].node.owner != r->world.facts.accounts.user)
			return refuse(r, text_join(r->run->arena,
			    env->owned[i].path, " belongs to somebody else",
			    NULL));
	return EXIT_DONE;
}

static int
remake_open(struct remake *r, struct run *run)
{
	const char *dir = run->nwords > 0 ? run->words[0] : NULL;

	*r = (struct remake){ .run = run };
	if (where_read(run, dir, &r->vars, &r->world) != EXIT_DONE)
		return EXIT_REFUSED;
	if (r->world.facts.settings == NULL)
		return fail(run->arena, r->world.facts.fault,
		    r->world.facts.fault_reason);
	if (r->world.facts.env == NULL)
		return where_empty(run, &r->world,
		    run->command == &recreate_command);
	r->env = r->world.facts.env;
	if (remake_check(r) != EXIT_DONE)
		return EXIT_REFUSED;
	if (!aside_open(&r->aside, run->arena, r->env))
		return refuse(r, say_errno(r->run->arena));
	return EXIT_DONE;
}

/* --- remove */

static int
remove_asked(struct run *run, const struct env *env)
{
	if (run_has(run, "--yes"))
		return EXIT_DONE;
	if (!ask_possible())
		return fail(run->arena, env->found,
		    "not removed: nobody to ask; --yes answers for you");
	if (!ask(run->arena, text_join(run->arena, "remove ", env->found,
	    NULL)))
		return fail(run->arena, env->found, "not removed");
	return EXIT_DONE;
}

static void
forget(struct arena *a, struct trust *trust, void *path)
{
	(void)a;
	trust_drop(trust, GRANTS_EXACT, path);
}

static int
remove_run(struct run *run)
{
	struct remake r;
	struct store store;

	if (remake_open(&r, run) != EXIT_DONE ||
	    remove_asked(run, r.env) != EXIT_DONE)
		return EXIT_REFUSED;
	if (!aside_take(&r.aside) || !aside_drop(&r.aside))
		return refuse(&r, say_errno(run->arena));
	if (!store_change(run->arena, run->vars, &store, forget,
	    arena_string(run->arena, r.env->canonical)))
		say(run->arena, store.subject, store.reason);
	return out_done(run->arena, "removed ", r.env->found);
}

/* --- recreate */

static bool
command_has(const struct env *env, const char *option)
{
	struct str rest = env->pyvenv.command, word;

	while (str_cut(&rest, ' ', &word))
		if (str_is(word, option))
			return true;
	return false;
}

static const char *
site_of(struct arena *a, const struct env *env)
{
	struct buf b = buf_in(a);

	buf_texts(&b, env->canonical, "/lib/python", NULL);
	buf_number(&b, env->pyvenv.major);
	buf_char(&b, '.');
	buf_number(&b, env->pyvenv.minor);
	buf_text(&b, "/site-packages");
	return buf_string(&b);
}

/* The options it was made with, as far as it still shows them. */
static void
recreate_options(struct remake *r)
{
	struct arena *a = r->run->arena;
	const struct env *env = r->env;
	struct str prompt;

	r->options = (struct layout_options){
		.system_site_packages = env->pyvenv.has_home &&
		    env->pyvenv.system_site,
		.copies = env->python.kind == NODE_FILE,
		.without_pip = node_named(text_join(a, site_of(a, env),
		    "/pip", NULL)).kind != NODE_DIR,
		.without_scm_ignore_files =
		    command_has(env, "--without-scm-ignore-files"),
		.cwd = env->project,
	};
	if (pyvenv_prompt(a, &env->pyvenv, &prompt))
		r->options.prompt = str_copy(a, prompt);
}

/* Files can be kept where their version and their place stay the same. */
static bool
recreate_merges(const struct remake *r)
{
	return r->env->made_at == NULL &&
	    r->env->pyvenv.major == r->choice.python.version[0] &&
	    r->env->pyvenv.minor == r->choice.python.version[1];
}

/* The python it has, else one of the version it was made for, or NULL. */
static const char *
had_python(struct arena *a, const struct env *env)
{
	struct buf version = buf_in(a);

	if (env->executable && env->python.kind == NODE_LINK)
		return env->interpreter;
	if (env->pyvenv.major == 0)
		return NULL;
	buf_number(&version, env->pyvenv.major);
	buf_char(&version, '.');
	buf_number(&version, env->pyvenv.minor);
	return buf_string(&version);
}

static int
recreate_choose(struct remake *r)
{
	struct arena *a = r->run->arena;
	const struct env *env = r->env;

	if (!create_choose(r->run, &r->progress, env->project,
	    had_python(a, env), &r->choice))
		return EXIT_REFUSED;
	recreate_options(r);
	r->keep = run_has(r->run, "--keep-packages");
	r->merge = r->keep && recreate_merges(r);
	return EXIT_DONE;
}

static bool
recreate_install(struct remake *r, const struct packages *packages)
{
	struct program_rules rules = { .arena = r->run->arena,
	    .vars = r->run->vars, .project = r->env->project };
	struct fault fault;

	if (packages_install(&rules, packages, r->env->canonical,
	    &r->progress, &fault))
		return true;
	fail_fault(r->run->arena, &fault);
	return false;
}

/* With the old one aside: the new one, and what it is to get from the old. */
static bool
recreate_make(struct remake *r, const struct packages *packages)
{
	struct layout_options options = r->options;

	options.without_pip = r->merge || (options.without_pip && !r->keep);
	if (!create_with(r->run, &r->progress, r->env->project, &r->choice,
	    &options, r->env->canonical))
		return false;
	if (r->merge) {
		if (aside_merge(&r->aside))
			return true;
		refuse(r, say_errno(r->run->arena));
		return false;
	}
	return !r->keep || recreate_install(r, packages);
}

static int
recreate_swap(struct remake *r, const struct packages *packages)
{
	if (!aside_take(&r->aside))
		return refuse(r, say_errno(r->run->arena));
	if (!recreate_make(r, packages)) {
		if (!aside_restore(&r->aside))
			return refuse(r, say_errno(r->run->arena));
		return refuse(r, "is as it was before");
	}
	if (!aside_drop(&r->aside))
		return refuse(r, say_errno(r->run->arena));
	return EXIT_DONE;
}

/* A run that was killed may have left the env aside: put it back first. */
static void
recreate_rescue(struct run *run)
{
	struct vars here;
	struct world w;

	if (run->nwords > 0 || where_read(run, NULL, &here, &w) !=
	    EXIT_DONE || w.facts.env != NULL || w.search.start == NULL)
		return;
	for (size_t i = 0; i < w.search.nprobes; i++)
		if (aside_rescue(run->arena, w.search.probes[i].path))
			return;
}

/* What pip is to install again, if the files themselves cannot be kept. */
static int
recreate_list(struct remake *r, struct packages *packages)
{
	struct arena *a = r->run->arena;

	if (!r->keep || r->merge)
		return EXIT_DONE;
	if (!packages_read(a, site_of(a, r->env), packages))
		return refuse(r, "its packages cannot be listed");
	if (packages->foreign == NULL)
		return EXIT_DONE;
	say_notice(a, text_join(a, site_of(a, r->env), "/",
	    packages->foreign, NULL), "was not installed by its name from an "
	    "index: pip could take another for it",
	    "uninstall it, and --keep-packages keeps the others");
	return EXIT_REFUSED;
}

static int
recreate_all(struct remake *r)
{
	struct packages packages = { .n = 0 };

	if (recreate_choose(r) != EXIT_DONE ||
	    recreate_list(r, &packages) != EXIT_DONE)
		return EXIT_REFUSED;
	return recreate_swap(r, &packages);
}

static int
recreate_run(struct run *run)
{
	struct remake r;
	sigset_t before;
	int status;

	recreate_rescue(run);
	if (remake_open(&r, run) != EXIT_DONE)
		return EXIT_REFUSED;
	r.progress = progress_begin(run->arena);
	before = signals_hold();
	status = recreate_all(&r);
	signals_release(&before);
	if (status != EXIT_DONE)
		return status;
	return out_done(run->arena, text_join(run->arena, "made anew with ",
	    r.choice.python.executable, " (", r.choice.reason, "): ", NULL),
	    r.env->found);
}

static const struct option recreate_options_table[] = {
	{ .name = "--python", .arg = "SPEC", .help = "the Python to make it "
	    "from; by default as create chooses, else the same version" },
	{ .name = "--keep-packages", .help = "keep what is installed in it" },
	{ .name = NULL },
};

static const struct option remove_options[] = {
	{ .name = "--yes", .letter = "-y", .help = "do not ask" },
	{ .name = NULL },
};

const struct command recreate_command = {
	.name = "recreate",
	.args = "[DIR]",
	.help = "make the environment of a project anew",
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
