#include "config.h"

#include "cmd/allow.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/create.h"
#include "cmd/grants.h"
#include "cmd/out.h"
#include "cmd/reach.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/manager/manager.h"
#include "core/rule/judge.h"
#include "core/vars.h"
#include "look/inspect.h"
#include "look/world.h"
#include "sys/error.h"
#include "sys/identity.h"
#include "sys/node.h"

/* A change of the grants: what is removed, and then what is added. */
struct edit {
	unsigned drop;			/* kinds to remove, */
	const char *paths[3];		/* of these paths; NULL at the end */
	const struct where *kept;	/* of this env, kept by a manager, */
					/* only those for its project */
	struct grant put[2];		/* to add */
	int nput;
	size_t dropped;			/* result: how many were removed */
};

static void
edit_apply(struct arena *a, struct trust *trust, void *context)
{
	struct edit *e = context;

	for (int i = 0; i < 3 && e->paths[i] != NULL; i++) {
		bool kept = e->kept != NULL &&
		    e->paths[i] == e->kept->canonical;

		e->dropped += trust_drop_for(trust, e->drop, e->paths[i],
		    kept ? e->kept->canonical_project : NULL);
	}
	for (int i = 0; i < e->nput; i++)
		trust_put(a, trust, e->put[i]);
}

static int
edit_write(struct run *run, struct edit *e)
{
	struct store store;

	if (!store_change(run->arena, run->vars, &store, edit_apply, e))
		return fail_fault(run->arena, &store.fault);
	return EXIT_DONE;
}

/* Read the world from DIR; an env that a manager keeps counts, too. */
static int
edit_read(struct run *run, struct vars *vars, struct world *w, struct edit *e)
{
	if (where_read(run, run->words[0], vars, w) != EXIT_DONE)
		return EXIT_REFUSED;
	world_kept(run->arena, w);
	if (w->facts.env != NULL && w->env.where.manager != NULL)
		e->kept = &w->env.where;
	return EXIT_DONE;
}

static int
edit_done(struct run *run, const struct edit *e, const char *what,
    const char *path)
{
	if (e->kept != NULL && path == e->kept->canonical)
		path = text_join(run->arena, path, ", which ",
		    e->kept->manager->name, " keeps for ", e->kept->project,
		    NULL);
	return out_done(run->arena, what, path);
}

/* The operand's directory, canonical; NULL: the error was printed. */
static const char *
operand(struct run *run, struct identity *id)
{
	const char *dir = run->nwords > 0 ? run->words[0] : ".";
	const char *real = node_real(run->arena, dir);
	struct node node;

	if (real == NULL && run->nwords == 0) {
		where_nowhere(run);
		return NULL;
	}
	if (real == NULL) {
		fail(run->arena, dir, error_reason(run->arena));
		return NULL;
	}
	*id = identity_named(run->arena, real, &node);
	if (node.kind != NODE_DIR) {
		fail(run->arena, dir, "is not a directory");
		return NULL;
	}
	return real;
}

/* The project of the operand, for a grant about creating. */
static const char *
operand_project(struct run *run, struct identity *id)
{
	const char *path = operand(run, id);

	if (path == NULL)
		return NULL;
	path = create_project(run, path);
	*id = identity_named(run->arena, path, NULL);
	return path;
}

/*
 * Is path in no tree that is denied, other than `but` (may be NULL)?  If it is,
 * says so, as the record for the tree stays.
 */
static bool
undenied(struct run *run, const char *path, const char *but)
{
	const struct grant *g;
	struct store store;

	store_load(run->arena, run->vars, &store);
	g = trust_tree(&store.trust, GRANT_DENY_TREE, path);
	if (g == NULL || (but != NULL && strcmp(g->path, but) == 0))
		return true;
	say_notice(run->arena, path, text_join(run->arena, "is below ",
	    g->path, ", which you denied as a tree", NULL),
	    text_join(run->arena, "'venvhook revoke ",
	    text_typed(run->arena, g->path), "' takes that back", NULL));
	return false;
}

static int
allow_dir(struct run *run, enum grant_kind kind, unsigned against,
    const char *what)
{
	struct grant g = { .kind = kind };
	struct edit e = { .drop = against, .nput = 1 };

	if ((g.path = operand(run, &g.identity)) == NULL)
		return EXIT_REFUSED;
	if (kind != GRANT_DENY_TREE && !undenied(run, g.path, g.path))
		return EXIT_REFUSED;
	e.paths[0] = g.path;
	e.put[0] = g;
	if (edit_write(run, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	return out_done(run->arena, what, g.path);
}

/* Print why the env cannot be allowed. */
static int
allow_refused(struct run *run, const struct decision *d)
{
	say_notice(run->arena, d->subject, d->reason, where_hint(run->arena,
	    d->hint, run->words[0]));
	return EXIT_REFUSED;
}

/*
 * May it be allowed?  It has to be whole and healthy even for --foreign; owners
 * and version control count only without it.  Records do not count, as a deny
 * is taken back by this command.  One that was moved is whole but for its
 * paths: recreate puts these right, and keeps the rest once it is allowed.
 */
static bool
allow_fits(struct run *run, struct world *w, struct decision *d)
{
	static const struct trust none = { .n = 0 };

	*d = world_judge(run->arena, w, &none, &w->env, true);
	if (d->why == WHY_MOVED)
		*d = judge_trust(run->arena, &w->facts, &none, &w->env, true);
	return d->env != NULL || (run_has(run, "--foreign") &&
	    (d->why == WHY_OTHERS_OWN || d->why == WHY_OTHERS_WRITE ||
	    d->why == WHY_TRACKED));
}

/* Look at each file in bin, for which there is no time on each cd. */
static bool
allow_files(struct run *run, const struct world *w)
{
	struct fault fault;

	if (run_has(run, "--foreign") ||
	    inspect_files(run->arena, run->vars, &w->env, &fault))
		return true;
	say_notice(run->arena, fault.subject, text_join(run->arena,
	    "not allowed: ", fault.reason, NULL), fault.hint);
	return false;
}

/* Done; but say so if the env was moved, or if no cd will find it. */
static int
allow_done(struct run *run, const struct world *w, const struct edit *e)
{
	struct fault f;
	struct decision d = judge_form(run->arena, &w->env);
	int status = edit_done(run, e, "allowed ", w->env.where.canonical);

	d.hint = why_keep;
	if (status == EXIT_DONE && d.env == NULL)
		allow_refused(run, &d);
	if (status == EXIT_DONE && run->nwords > 0 && !reach_check(run, w, &f))
		say_notice(run->arena, f.subject, f.reason, f.hint);
	return status;
}

static int
allow_env(struct run *run)
{
	struct vars vars;
	struct world w;
	struct decision d;
	struct edit e = { .drop = GRANTS_EXACT | GRANT_BIT(GRANT_DENY) };
	bool foreign = run_has(run, "--foreign");

	if (edit_read(run, &vars, &w, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	world_grants(run->arena, &w);
	if (w.facts.settings == NULL || w.facts.trust == NULL)
		return fail_fault(run->arena, w.facts.fault);
	if (w.facts.env == NULL)
		return where_empty(run, run->words[0], &w, true);
	if (!allow_fits(run, &w, &d))
		return allow_refused(run, &d);
	if (!allow_files(run, &w))
		return EXIT_REFUSED;
	if (!undenied(run, w.env.where.canonical, NULL) ||
	    !undenied(run, w.env.where.canonical_project, NULL))
		return EXIT_REFUSED;
	e.paths[0] = w.env.where.canonical;
	e.paths[1] = w.env.where.canonical_project;
	e.put[e.nput++] = world_grant(run->arena,
	    foreign ? GRANT_FOREIGN : GRANT_ALLOW, &w.env);
	if (edit_write(run, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	if (foreign)
		say(run->arena, w.env.where.canonical, "whoever owns it or can "
		    "write it can now run commands as you");
	return allow_done(run, &w, &e);
}

/* The policy may make an env in this project, or in every one below DIR. */
static int
allow_create(struct run *run, bool tree)
{
	struct identity id;
	const char *path = tree ? operand(run, &id) :
	    operand_project(run, &id);
	struct edit e = { .drop = GRANT_BIT(tree ? GRANT_DENY_TREE :
	    GRANT_DENY) };

	if (path == NULL || !undenied(run, path, tree ? path : NULL))
		return EXIT_REFUSED;
	e.paths[0] = path;
	e.put[e.nput++] = (struct grant){
		.kind = tree ? GRANT_CREATE_TREE : GRANT_CREATE,
		.identity = id, .path = path,
	};
	if (tree)
		e.put[e.nput++] = (struct grant){
			.kind = GRANT_TREE, .identity = id, .path = path,
		};
	if (edit_write(run, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	return out_done(run->arena, tree ? "allowed, and environments may be "
	    "made, below " : "an environment may be made in ", path);
}

static int
allow_tree(struct run *run)
{
	bool foreign = run_has(run, "--foreign");
	unsigned against = GRANT_BIT(GRANT_DENY_TREE) | GRANT_BIT(GRANT_TREE) |
	    GRANT_BIT(GRANT_FOREIGN_TREE);

	if (!foreign)
		return allow_dir(run, GRANT_TREE, against,
		    "allowed what version control does not track below ");
	return allow_dir(run, GRANT_FOREIGN_TREE, against,
	    "allowed, whoever owns or brought it, all below ");
}

static int
allow_run(struct run *run)
{
	bool tree = run_has(run, "--tree");

	if (run_has(run, "--list"))
		return grants_list(run);
	if (run_either(run, "--create", "--foreign") != EXIT_DONE)
		return EXIT_USAGE;
	if (run_has(run, "--create"))
		return allow_create(run, tree);
	if (tree)
		return allow_tree(run);
	return allow_env(run);
}

static int
deny_run(struct run *run)
{
	struct vars vars;
	struct world w;
	struct identity id;
	const char *path;
	struct edit e = { .drop = GRANTS_EXACT, .nput = 1 };

	if (run_has(run, "--tree"))
		return allow_dir(run, GRANT_DENY_TREE, GRANT_BIT(GRANT_TREE) |
		    GRANT_BIT(GRANT_FOREIGN_TREE), "denied all below ");
	if (edit_read(run, &vars, &w, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	if (w.facts.env != NULL && w.env.where.canonical != NULL) {
		path = w.env.where.canonical;
		id = w.env.where.identity;
	} else {
		/* where_read has changed the working directory to it */
		run->nwords = 0;
		if ((path = operand_project(run, &id)) == NULL)
			return EXIT_REFUSED;
	}
	e.paths[0] = path;
	e.put[0] = e.kept != NULL ? world_grant(run->arena, GRANT_DENY,
	    &w.env) : (struct grant){ .kind = GRANT_DENY, .identity = id,
	    .path = path };
	if (edit_write(run, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	return edit_done(run, &e, "denied ", path);
}

/* No record of path: name one for a tree around it, if there is one. */
static int
revoke_none(struct run *run, const char *path)
{
	static const enum grant_kind trees[] = { GRANT_TREE,
	    GRANT_FOREIGN_TREE, GRANT_CREATE_TREE, GRANT_DENY_TREE };
	const struct grant *g = NULL;
	struct store store;

	store_load(run->arena, run->vars, &store);
	for (int i = 0; i < 4 && g == NULL; i++)
		g = trust_tree(&store.trust, trees[i], path);
	say_notice(run->arena, path, "there is no record of it", g == NULL ?
	    NULL : text_join(run->arena, "it is below ", g->path,
	    ": 'venvhook revoke ", text_typed(run->arena, g->path),
	    "' takes back what was said of that tree", NULL));
	return EXIT_REFUSED;
}

/* Records outlive what they are about, so a path need not be there. */
static int
revoke_run(struct run *run)
{
	struct vars vars;
	struct world w;
	struct edit e = { .drop = GRANTS_ALL };
	const char *dir = run->words[0];
	const char *real = node_real(run->arena, dir == NULL ? "." : dir);
	int n = 0;

	if (real == NULL && dir == NULL)
		return where_nowhere(run);
	e.paths[n++] = real != NULL ? real : where_spelled(run, dir);
	if (real != NULL) {
		if (edit_read(run, &vars, &w, &e) != EXIT_DONE)
			return EXIT_REFUSED;
		e.paths[n] = w.facts.env != NULL ? w.env.where.canonical : NULL;
		if (e.paths[n] == NULL)
			e.paths[n] = create_project(run, real);
		n++;
	}
	if (edit_write(run, &e) != EXIT_DONE)
		return EXIT_REFUSED;
	if (e.dropped == 0)
		return revoke_none(run, e.paths[n - 1]);
	return edit_done(run, &e, "revoked what was said of ",
	    e.paths[n - 1]);
}

static const struct option allow_options[] = {
	{ .name = "--tree", .help = "allow every environment below DIR that "
	    "version control does not track" },
	{ .name = "--create", .help = "let the policy make an environment in "
	    "DIR (create = auto)" },
	{ .name = "--foreign", .help = "even if others own it or can write "
	    "it, or version control tracks it: they can then run commands as "
	    "you" },
	{ .name = "--list", .help = "show what has been allowed and denied" },
	{ .name = NULL },
};

static const struct option deny_options[] = {
	{ .name = "--tree", .help = "deny every environment below DIR" },
	{ .name = NULL },
};

const struct command allow_command = {
	.name = "allow",
	.args = "[DIR]",
	.help = "let the environment of a directory be activated",
	.options = allow_options,
	.most = 1,
	.reminds = true,
	.run = allow_run,
};

const struct command deny_command = {
	.name = "deny",
	.args = "[DIR]",
	.help = "never activate the environment of a directory",
	.options = deny_options,
	.most = 1,
	.run = deny_run,
};

const struct command revoke_command = {
	.name = "revoke",
	.args = "[DIR]",
	.help = "take back what allow or deny said",
	.most = 1,
	.run = revoke_run,
};
