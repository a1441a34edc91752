/*
 * Any facts.  The bytes choose them, one a byte, out of few, so that records,
 * paths and owners meet.  Whatever they are: what is denied, broken, another
 * user's or not granted is not activated, and each answer has its reason.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "core/rule/decide.h"
#include "core/vars.h"
#include "core/facts.h"
#include "core/shell/session.h"
#include "core/rule/settings.h"
#include "core/rule/trust.h"
#include "fuzz.h"

static char memory[1 << 20];

enum { GUARDED = 3, GRANTS = 6 };

static const char *const paths[] = {
	"/p/.venv", "/p", "/", "/q/.venv", "/q", "/p/.venv2", "/p:q/.venv",
	"/w/e",
};

/* --- the facts */

struct scene {
	const uint8_t *at, *end;
	struct facts facts;
	struct vars vars;
	struct session session;
	struct search search;
	struct env env, active;
	struct project project;
	struct owned owned[GUARDED];
	struct grant grants[GRANTS];
	struct trust trust;
	struct settings settings;
};

/* 0 to n - 1; 0 when the bytes are used up. */
static unsigned
one_of(struct scene *s, unsigned n)
{
	return s->at == s->end ? 0 : *s->at++ % n;
}

static const char *
a_path(struct scene *s)
{
	return paths[one_of(s, sizeof(paths) / sizeof(paths[0]))];
}

static struct node
a_node(struct scene *s, enum node_kind usual)
{
	static const unsigned modes[] = { 0755, 0775, 0757, 01777, 0700 };
	struct node node = { .kind = usual };
	unsigned kind = one_of(s, 16);

	if (kind > 0 && kind <= NODE_OTHER + 1)
		node.kind = (enum node_kind)(kind - 1);
	node.mode = modes[one_of(s, 5)];
	node.owner = one_of(s, 3);
	node.group = one_of(s, 3);
	node.dev = 1;
	node.ino = one_of(s, 3);
	return node;
}

static struct identity
an_identity(struct scene *s)
{
	return (struct identity){ .kind = (enum identity_kind)one_of(s, 2),
	    .ino = one_of(s, 3), .seconds = 100 };
}

static struct env
an_env(struct scene *s)
{
	struct env env = {
		.where = {
			.entry = (enum entry)one_of(s, ENTRY_OTHER + 1),
			.found = a_path(s), .name = ".venv", .project = "/p",
			.path = a_path(s), .canonical_project = a_path(s),
			.identity = an_identity(s),
			.project_identity = an_identity(s),
			.tree = an_identity(s),
		},
		.contents = {
			.dir = a_node(s, NODE_DIR), .bin = a_node(s, NODE_DIR),
			.cfg = a_node(s, NODE_FILE),
			.python = a_node(s, NODE_LINK),
			.cfg_read = one_of(s, 8) != 7,
			.executable = one_of(s, 8) != 7,
			.home_there = one_of(s, 8) != 7,
			.interpreter = one_of(s, 8) == 7 ? NULL :
			    "/b/python3.12",
			.missing = "/gone",
			.made_at = one_of(s, 8) == 7 ? "/old" : NULL,
			.pyvenv = { .major = 3,
			    .minor = one_of(s, 8) == 7 ? 11 : 12,
			    .has_home = true, .home = STR("/b") },
		},
		.brought.answer = (enum brought_answer)one_of(s,
		    BROUGHT_TRACKED + 1),
		.brought.reason = one_of(s, 2) == 1 ? "git tracks it" : NULL,
		.owners = { s->owned, GUARDED },
	};

	/* What is tracked is always named. */
	if (env.brought.answer == BROUGHT_TRACKED ||
	    env.brought.answer == BROUGHT_WAY)
		env.brought.reason = "git tracks it";
	if (env.where.entry <= ENTRY_FILE)
		env.where.canonical = a_path(s);
	return env;
}

static void
records(struct scene *s)
{
	s->trust = (struct trust){ .grants = s->grants, .generation = 1 };
	s->trust.n = one_of(s, GRANTS + 1);
	for (size_t i = 0; i < s->trust.n; i++)
		s->grants[i] = (struct grant){
			.kind = (enum grant_kind)one_of(s, NGRANT_KINDS),
			.identity = an_identity(s),
			.project_identity = an_identity(s),
			.path = a_path(s), .project = a_path(s),
		};
	for (int i = 0; i < GUARDED; i++)
		s->owned[i] = (struct owned){ .path = paths[i],
		    .node = a_node(s, NODE_DIR), .ancestor = one_of(s, 2) };
}

static void
shell_state(struct scene *s)
{
	static const enum session_mode modes[] = { SESSION_ON, SESSION_HAND,
	    SESSION_OFF, SESSION_UNDER, SESSION_GONE };
	enum session_mode mode = modes[one_of(s, 5)];

	s->vars.virtual_env = one_of(s, 2) == 0 ? NULL : a_path(s);
	s->session = (struct session){ .mode = mode, .env = a_path(s),
	    .project = mode == SESSION_HAND ? "" : a_path(s) };
	s->facts.session = one_of(s, 2) == 0 ? NULL : &s->session;
	s->search.start = one_of(s, 8) == 7 ? NULL : a_path(s);
	s->search.stop = STOP_FOUND;
}

static void
policy(struct scene *s)
{
	static const struct fault fault = { "/file", "it is bad", NULL, NULL };

	s->settings = settings_default;
	s->settings.trust = one_of(s, 4) == 3 ? TRUST_OWNER : TRUST_ASK;
	s->settings.create = one_of(s, CREATE_AUTO + 1);
	s->project = (struct project){ .owners = { s->owned, GUARDED } };
	s->project.path = s->project.canonical = a_path(s);
	s->facts.settings = one_of(s, 8) == 7 ? NULL : &s->settings;
	s->facts.trust = one_of(s, 8) == 7 ? NULL : &s->trust;
	if (s->facts.settings == NULL || s->facts.trust == NULL)
		s->facts.fault = &fault;
}

static void
scene_make(struct scene *s, const uint8_t *bytes, size_t n)
{
	*s = (struct scene){ .at = bytes, .end = bytes + n };
	s->facts.accounts.user = one_of(s, 2);
	s->facts.accounts.private_group = one_of(s, 2) == 0 ? NO_GROUP : 1;
	s->facts.vars = &s->vars;
	s->facts.search = &s->search;
	policy(s);
	shell_state(s);
	records(s);
	s->env = an_env(s);
	s->active = an_env(s);
	s->facts.env = one_of(s, 4) == 3 ? NULL : &s->env;
	s->facts.active = one_of(s, 4) == 3 ? &s->active : NULL;
	/* It is looked for only where there is a policy to make one. */
	if (s->settings.create != CREATE_NEVER && one_of(s, 4) != 3)
		s->facts.project = &s->project;
}

/* --- what is held, from the facts alone */

static bool
below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	if (path == NULL)
		return false;
	return strcmp(dir, "/") == 0 || (strncmp(path, dir, n) == 0 &&
	    (path[n] == '\0' || path[n] == '/'));
}

static bool
is(const char *path, const char *other)
{
	return path != NULL && strcmp(path, other) == 0;
}

static bool
has(const struct scene *s, enum grant_kind kind, const char *path, bool tree)
{
	for (size_t i = 0; i < s->trust.n; i++)
		if (s->grants[i].kind == kind && (tree ?
		    below(path, s->grants[i].path) :
		    is(path, s->grants[i].path)))
			return true;
	return false;
}

static bool
is_same(const struct identity *x, const struct identity *y)
{
	return x->kind == IDENTITY_BORN && y->kind == IDENTITY_BORN &&
	    x->ino == y->ino;
}

/* What was allowed in that project, or made there: now it is another one. */
static bool
has_remade(const struct scene *s, const struct env *env)
{
	for (size_t i = 0; i < s->trust.n; i++)
		if ((s->grants[i].kind == GRANT_ALLOW ||
		    s->grants[i].kind == GRANT_MADE) &&
		    is_same(&s->grants[i].project_identity,
		    &env->where.project_identity) &&
		    is(env->where.canonical_project, s->grants[i].project) &&
		    is(env->where.canonical, s->grants[i].path))
			return true;
	return false;
}

static bool
has_foreign_tree(const struct scene *s, const struct env *env)
{
	for (size_t i = 0; i < s->trust.n; i++)
		if (s->grants[i].kind == GRANT_FOREIGN_TREE &&
		    is_same(&s->grants[i].identity, &env->where.tree) &&
		    below(env->where.canonical, s->grants[i].path))
			return true;
	return false;
}

static bool
has_exact(const struct scene *s, enum grant_kind kind, const struct env *env)
{
	for (size_t i = 0; i < s->trust.n; i++)
		if (s->grants[i].kind == kind &&
		    is_same(&s->grants[i].identity, &env->where.identity) &&
		    is(env->where.canonical, s->grants[i].path))
			return true;
	return false;
}

/* A deny for what is kept for one project is none for another. */
static bool
is_denied(const struct scene *s, const char *path, const char *project)
{
	for (size_t i = 0; i < s->trust.n; i++) {
		const struct grant *g = &s->grants[i];

		if (g->kind == GRANT_DENY && is(path, g->path) &&
		    (g->project == NULL || is(project, g->project)))
			return true;
	}
	return has(s, GRANT_DENY_TREE, path, true);
}

static void
mine_alone(const struct scene *s)
{
	for (int i = 0; i < GUARDED; i++) {
		const struct node *node = &s->owned[i].node;
		bool sticky = s->owned[i].ancestor &&
		    (node->mode & 01000) != 0;
		bool open = (node->mode & 02) != 0 || ((node->mode & 020) != 0
		    && node->group != s->facts.accounts.private_group);

		hold(node->kind != NODE_ABSENT &&
		    node->kind != NODE_UNREADABLE);
		hold(node->owner == 0 || node->owner == s->facts.accounts.user);
		hold(!open || sticky || node->kind == NODE_LINK);
	}
}

static void
whole(const struct env *env)
{
	hold(env->where.entry <= ENTRY_FILE);
	hold(strchr(env->where.path, ':') == NULL);
	hold(env->contents.cfg_read && env->contents.bin.kind == NODE_DIR);
	hold(env->contents.cfg.kind != NODE_ABSENT);
	hold(env->contents.python.kind != NODE_ABSENT);
	hold(env->contents.interpreter != NULL && env->contents.executable);
	hold(env->contents.made_at == NULL && env->contents.pyvenv.minor == 12);
	hold(env->contents.python.kind != NODE_FILE ||
	    env->contents.home_there);
}

/* Is something on that this session has not switched on? */
static bool
is_theirs(const struct scene *s)
{
	const char *on = s->vars.virtual_env;
	const struct session *session = s->facts.session;

	return on != NULL && (session == NULL || !session_is_on(session) ||
	    !is(session->env, on));
}

static void
activated(const struct scene *s, const struct decision *d)
{
	const struct env *env = d->env;

	hold(s->facts.settings != NULL && s->facts.trust != NULL);
	hold(env == (s->facts.active != NULL && !is_theirs(s) ?
	    s->facts.active : s->facts.env));
	hold(!is_denied(s, env->where.canonical,
	    env->where.canonical_project));
	hold(!is_denied(s, env->where.canonical_project, NULL));
	whole(env);
	if (has_exact(s, GRANT_FOREIGN, env) || has_foreign_tree(s, env))
		return;
	mine_alone(s);
	hold(env->brought.answer != BROUGHT_TRACKED);
	hold(env == &s->active || has_exact(s, GRANT_ALLOW, env) ||
	    has_exact(s, GRANT_MADE, env) ||
	    s->settings.trust == TRUST_OWNER ||
	    ((has(s, GRANT_TREE, env->where.canonical, true) ||
	    has_remade(s, env)) && env->brought.answer == BROUGHT_NO));
}

static void
to_be_made(const struct scene *s)
{
	const char *path = s->project.canonical;

	hold(s->facts.env == NULL && s->facts.project != NULL);
	hold(s->facts.settings != NULL && s->facts.trust != NULL);
	hold(s->facts.accounts.user != 0 && s->settings.create == CREATE_AUTO);
	hold(has(s, GRANT_CREATE, path, false) ||
	    has(s, GRANT_CREATE_TREE, path, true));
	hold(!is_denied(s, path, NULL));
	mine_alone(s);
}

/*
 * What the user did by hand is not undone; the env of here is taken over by
 * the same rules as any.
 */
static void
by_hand(const struct scene *s, const struct decision *d)
{
	const char *on = s->vars.virtual_env;
	const struct session *session = s->facts.session;

	if (is_theirs(s)) {
		hold(d->hands_off != (d->env != NULL));
		hold(d->env == NULL || is(on, s->env.where.path) ||
		    is(on, s->env.where.canonical));
	} else if (session != NULL && session->mode == SESSION_OFF &&
	    d->env == &s->env)
		hold(!is(s->env.where.path, session->env) ||
		    !below(s->search.start, session->project));
	hold(!d->hands_off || d->env == NULL);
}

static void
has_reason(struct arena *a, const struct scene *s, const struct decision *d)
{
	struct decision again = decide(a, &s->facts);

	hold(d->why < NWHYS && d->reason != NULL && d->reason[0] != '\0');
	hold(strchr(d->reason, '@') == NULL);
	hold((d->env != NULL) == whys[d->why].on);
	hold(!whys[d->why].notice || d->subject != NULL);
	hold(again.why == d->why && again.env == d->env &&
	    again.hands_off == d->hands_off &&
	    strcmp(again.reason, d->reason) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	static struct scene s;
	struct decision d;

	scene_make(&s, bytes, n);
	d = decide(&a, &s.facts);
	has_reason(&a, &s, &d);
	by_hand(&s, &d);
	if (d.env != NULL)
		activated(&s, &d);
	if (d.why == WHY_CREATE)
		to_be_made(&s);
	return 0;
}
