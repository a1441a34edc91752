#include "config.h"

#include "cmd/create.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bases/python.h"
#include "cmd/command.h"
#include "cmd/create_words.h"
#include "cmd/names.h"
#include "cmd/out.h"
#include "cmd/preview.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/python/pytext.h"
#include "core/rule/why.h"
#include "core/vars.h"
#include "look/place.h"
#include "look/settings.h"
#include "look/store.h"
#include "look/world.h"
#include "make/make.h"
#include "make/recipe.h"
#include "make/target.h"
#include "sys/cwd.h"
#include "sys/identity.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/stream.h"

/* One run of create: what all its envs have in common. */
struct create {
	struct run *run;
	struct progress *progress;	/* NULL: none is shown */
	bool automatic;		/* create = auto: the key `pip` counts */
	bool named;		/* ENV_DIR was given */
	bool foreign;		/* the user vouches for --python */
	bool dry;		/* nothing is made, but told: preview */
	struct buf preview;
	const char *cwd;
	const struct settings *settings;
	struct create_plan plan;
	struct create_files files;	/* of --requirements */
	struct fault fault;	/* why one of them was not made */
};

static bool
create_fault(struct create *c, const char *subject, const char *reason)
{
	return fault_set(&c->plan.choice.fault, subject, reason, NULL);
}

static bool
create_settings(struct create *c)
{
	struct settings_files files;

	c->settings = settings_load(c->run->arena, c->run->vars, c->cwd,
	    &files);
	if (c->settings == NULL)
		c->plan.choice.fault = files.fault;
	return c->settings != NULL;
}

const char *
create_project(struct run *run, const char *dir)
{
	struct create c = { .run = run, .cwd = dir };
	struct place place;
	struct fault fault;

	if (!create_settings(&c))
		c.settings = &settings_default;
	place_of(run->arena, run->vars, c.settings, dir, &place, &fault);
	return place.project;
}

/* The working directory as python -m venv sees it: not $PWD. */
static bool
create_cwd(struct create *c)
{
	c->cwd = cwd_path(c->run->arena);
	return c->cwd != NULL ||
	    create_fault(c, ".", whys[WHY_NOWHERE].sentence);
}

/* Where nobody named it: not in /, nor at home, for all that is below. */
static bool
create_default(struct create *c, const struct place *place)
{
	const char *project = place->project;
	struct fault *fault = &c->plan.choice.fault;

	if (strcmp(project, "/") == 0)
		create_fault(c, project, "is not a place for an environment");
	else if (place->home != NULL && strcmp(project, place->home) == 0)
		create_fault(c, project, "is your home directory: an "
		    "environment here would be on in every directory below");
	else
		return true;
	fault->hint = text_join(c->run->arena, "go to your project first; "
	    "'venvhook create ", text_typed(c->run->arena,
	    c->settings->names.p[0]), "' makes one here nevertheless", NULL);
	return false;
}

/* With ENV_DIR and --python no project needs to be found. */
static bool
create_place(struct create *c)
{
	struct place place;
	bool told;

	c->plan.project = c->cwd;
	if (c->named && run_option(c->run, "--python") != NULL)
		return true;
	told = place_of(c->run->arena, c->run->vars, c->settings, c->cwd,
	    &place, &c->plan.choice.fault);
	c->plan.project = place.project;
	c->plan.env = place.env;
	return c->named || (told && create_default(c, &place));
}

static bool
create_look(struct create *c, const char *setting)
{
	struct python_request request = {
		.spec = run_option(c->run, "--python"),
		.foreign = c->foreign,
		.aloof = c->dry,
		.project = c->plan.project,
		.setting = setting,
		.progress = c->progress,
	};

	progress_turn(c->progress, "looking for a Python");
	return python_choose(c->run->arena, c->run->vars, &request,
	    &c->plan.choice);
}

static bool
create_base(struct create *c)
{
	return create_look(c, c->settings->python);
}

static bool
create_prepare(struct create *c)
{
	return create_cwd(c) && create_files(c->run, c->cwd, &c->files,
	    &c->plan.choice.fault) && create_settings(c) && create_place(c) &&
	    create_base(c);
}

/* May what is there be made over: did the user allow it, or did we make it? */
static bool
create_granted(const struct recipe *recipe, const struct identity *here)
{
	struct create *c = recipe->context;
	struct identity judged;
	struct vars vars;
	struct world w;

	if (c->automatic || where_named(c->run, recipe->env, &vars, &w) !=
	    EXIT_DONE || !where_granted(c->run->arena, &w))
		return false;
	judged = identity_named(recipe->arena, w.env.where.canonical, NULL);
	return identity_same(here, &judged);
}

static struct recipe
create_recipe(struct create *c)
{
	const struct run *run = c->run;
	const struct settings *settings = c->settings;

	return (struct recipe){
		.arena = run->arena,
		.vars = run->vars,
		.python = &c->plan.choice.python,
		.project = c->plan.project,
		.foreign = c->foreign,
		.hardlink = settings->link_mode == LINK_HARDLINK,
		.creator = settings->creator,
		.requirements = c->files.list,
		.nrequirements = c->files.n,
		.clear = run_has(run, "--clear"),
		.granted = create_granted,
		.context = c,
		.progress = c->progress,
		.options = {
			.system_site_packages =
			    run_has(run, "--system-site-packages"),
			.copies = run_has(run, "--copies"),
			.clear = run_has(run, "--clear"),
			.upgrade = run_has(run, "--upgrade"),
			.without_pip = run_has(run, "--without-pip") ||
			    (c->automatic && !settings->pip),
			.upgrade_deps = run_has(run, "--upgrade-deps"),
			.without_scm_ignore_files =
			    run_has(run, "--without-scm-ignore-files"),
			.prompt = run_option(run, "--prompt"),
			.cwd = c->cwd,
		},
	};
}

/* Where nothing is yet, the fault says why no env can be made there. */
void
create_plan(struct run *run, struct create_plan *plan)
{
	struct create c = { .run = run };
	bool prepared = create_prepare(&c);
	const char *env = c.plan.env, *reason = prepared ? make_refusal(env) :
	    NULL;
	struct make_ahead ahead;
	struct recipe recipe;

	if (reason != NULL) {
		create_fault(&c, env, reason);
	} else if (prepared && node_named(env).kind == NODE_ABSENT) {
		recipe = create_recipe(&c);
		recipe.env = env;
		recipe.fault = &c.plan.choice.fault;
		make_look(&recipe, &ahead);
	}
	*plan = c.plan;
}

/*
 * What venvhook made for the user may be activated: for the project, where its
 * place followed from that.  Where it cannot be written down, as in a container
 * without a home, the env is whole all the same, and whoever builds an image
 * wants no more.
 */
static bool
create_record(struct create *c, const struct target *target, const char *env,
    const struct identity *made)
{
	struct arena *a = c->run->arena;
	struct store store;

	if (store_made(a, c->run->vars, &store, target->journal.dir,
	    c->foreign ? GRANT_FOREIGN : GRANT_MADE, env,
	    c->plan.env == env ? c->plan.project : NULL, made))
		return true;
	say_notice(a, env, text_join(a, "was made, but that could not be "
	    "remembered: ", fault_text(a, &store.fault), NULL),
	    "run 'venvhook allow' where a home can be written, to have it "
	    "activated on cd");
	return false;
}

/* If the old env cannot be deleted, say so; a later run tries again. */
static int
create_run_make(struct create *c, struct recipe *recipe)
{
	struct target target;
	struct identity made;
	bool recorded = true;

	recipe->fault = &c->fault;
	if (!make_env(recipe, &target))
		return fail_fault(c->run->arena, &c->fault);
	made = identity_open(c->run->arena, target.fd, NULL);
	if (target.fresh || target.whole)
		recorded = create_record(c, &target, recipe->env, &made);
	if (!target_keep(&target, recorded) ||
	    !make_after(recipe, target.fresh))
		return fail_fault(c->run->arena, &c->fault);
	return EXIT_DONE;
}

/* May --clear delete what is there?  Not if others could change it. */
static int
create_clears(struct create *c, const struct recipe *recipe)
{
	struct arena *a = c->run->arena;

	if (!recipe->clear || node_named(recipe->env).kind != NODE_DIR)
		return EXIT_DONE;
	if (!owners_check(a, c->run->vars, recipe->env, &c->fault))
		return fail_fault(a, &c->fault);
	if (!where_brought(c->run, recipe->env))
		return EXIT_DONE;
	fault_set(&c->fault, recipe->env, "came with the repository, which "
	    "tracks what is in it, and --clear would delete all of it",
	    "delete by hand what is not needed");
	return fail_fault(a, &c->fault);
}

static int
create_preview(struct create *c, struct recipe *recipe)
{
	recipe->fault = &c->fault;
	return preview_add(c->run->arena, &c->preview, recipe, &c->plan) ?
	    EXIT_DONE : fail_fault(c->run->arena, &c->fault);
}

static int
create_one(struct create *c, const char *word)
{
	const char *env = pytext_absolute(c->run->arena, c->cwd, word);
	const char *reason = make_refusal(env);
	struct recipe recipe = create_recipe(c);
	int status;

	if (reason != NULL)
		return fail(c->run->arena, env, reason);
	recipe.env = env;
	if (word == c->plan.env)
		c->plan.env = env;
	if (create_clears(c, &recipe) != EXIT_DONE)
		return EXIT_REFUSED;
	if (c->dry)
		return create_preview(c, &recipe);
	status = create_run_make(c, &recipe);
	if (status == EXIT_DONE && run_has(c->run, "--verbose"))
		say(c->run->arena, env, "made");
	return status;
}

static int
create_all(struct create *c)
{
	const struct run *run = c->run;
	int status;

	if (!create_prepare(c))
		return fail_fault(c->run->arena, &c->plan.choice.fault);
	if (run_has(run, "--verbose"))
		say(run->arena, c->plan.choice.python.executable,
		    c->plan.choice.reason);
	if (!c->named)
		return create_one(c, c->plan.env);
	if (run_has(run, "--name"))
		return create_one(c, names_path(c->run,
		    run_option(run, "--name")));
	for (int i = 0; i < run->nwords; i++)
		if ((status = create_one(c, run->words[i])) != EXIT_DONE)
			return status;
	return EXIT_DONE;
}

static int
create_run(struct run *run)
{
	int status = create_words(run);
	struct progress progress = progress_begin(run->arena,
	    stream_error);
	struct create c = {
		.run = run,
		.progress = &progress,
		.named = run->nwords > 0 || run_has(run, "--name"),
		.foreign = run_has(run, "--foreign"),
		.dry = run_has(run, "--dry-run"),
		.preview = buf_in(run->arena),
	};
	unsigned before;

	if (status != EXIT_DONE)
		return status;
	before = signals_hold();
	status = create_all(&c);
	signals_release(before);
	return status == EXIT_DONE && c.dry ?
	    out_write(run->arena, buf_view(&c.preview)) : status;
}

static bool
auto_prepare(struct create *c)
{
	struct place place;

	if (!create_settings(c))
		return false;
	c->progress->mute = c->settings->messages == MESSAGES_NONE;
	if (!place_of(c->run->arena, c->run->vars, c->settings,
	    c->plan.project, &place, &c->plan.choice.fault) ||
	    !create_default(c, &place))
		return false;
	c->plan.env = place.env;
	return create_base(c);
}

static bool
auto_all(struct create *c)
{
	struct arena *a = c->run->arena;

	if (!auto_prepare(c)) {
		fail_fault(c->run->arena, &c->plan.choice.fault);
		return false;
	}
	if (create_one(c, c->plan.env) != EXIT_DONE)
		return false;
	if (c->settings->messages != MESSAGES_NONE)
		say(a, c->plan.env, text_join(a, "made with ",
		    c->plan.choice.python.executable, ", ",
		    c->plan.choice.reason, NULL));
	return true;
}

bool
create_auto(struct run *run, const char *project)
{
	struct progress progress = progress_begin(run->arena,
	    stream_error);
	struct create c = {
		.run = run,
		.progress = &progress,
		.automatic = true,
		.cwd = project,
		.plan = { .project = project },
	};
	unsigned before = signals_hold();
	bool done = auto_all(&c);

	signals_release(before);
	return done;
}

/* Keep its Python, unless the project or the settings name another. */
static bool
create_had(struct create *c, const char *had)
{
	struct python_choice *choice = &c->plan.choice;

	if (c->settings->python != NULL || had == NULL ||
	    !create_look(c, had))
		return false;
	if (str_starts(str_from(choice->reason), STR("python = ")))
		choice->reason = "the one it had";
	return true;
}

bool
create_choose(struct run *run, struct progress *progress, const char *project,
    const char *had, struct python_choice *choice)
{
	struct create c = {
		.run = run,
		.progress = progress,
		.cwd = project,
		.plan = { .project = project },
	};

	if (!create_settings(&c) ||
	    (!create_had(&c, had) && !create_base(&c))) {
		fail_fault(run->arena, &c.plan.choice.fault);
		return false;
	}
	*choice = c.plan.choice;
	return true;
}

bool
create_again(struct run *run, const char *project,
    const struct python_choice *choice, struct recipe *again)
{
	struct create c = {
		.run = run,
		.progress = again->progress,
		.cwd = project,
		.plan = { .project = project, .env = again->env,
		    .choice = *choice },
	};
	struct recipe recipe;

	if (!create_settings(&c)) {
		fail_fault(run->arena, &c.plan.choice.fault);
		return false;
	}
	recipe = create_recipe(&c);
	recipe.options = again->options;
	recipe.env = again->env;
	recipe.clear = true;
	recipe.was = again->was;
	recipe.keep = again->keep;
	recipe.moved_from = again->moved_from;
	recipe.packages = again->packages;
	return create_run_make(&c, &recipe) == EXIT_DONE;
}

const struct command create_command = {
	.name = "create",
	.args = "[ENV_DIR...]",
	.help = "make an environment, as python -m venv does",
	.options = create_options,
	.most = -1,
	.reminds = true,
	.run = create_run,
};
