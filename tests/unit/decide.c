#include "config.h"

#include "core/rule/decide.h"

#include "base/buf.h"
#include "base/fault.h"
#include "core/vars.h"
#include "core/facts.h"
#include "core/shell/session.h"
#include "core/rule/judge.h"
#include "core/rule/settings.h"
#include "core/rule/trust.h"
#include "fresh.h"
#include "tap.h"

enum { ME = 1000, OTHER = 1001 };

/*
 * A world in which /p/.venv is sound, mine and allowed.  Each row of the
 * table spoils one thing in it, or adds one.
 */
struct scene {
	struct facts facts;
	struct vars vars;
	struct session session;
	struct search search;
	struct env env, active;
	struct project project;
	struct owned owned[4];
	struct grant grants[4];
	struct trust trust;
	struct settings settings;
};

static void
guard_is(struct owned *g, const char *path, enum node_kind kind,
    unsigned mode)
{
	*g = (struct owned){ .path = path, .node = { .kind = kind,
	    .mode = mode, .owner = ME, .group = ME } };
}

static struct identity
born(unsigned ino)
{
	return (struct identity){ .kind = IDENTITY_BORN, .ino = ino,
	    .seconds = 100 };
}

static struct grant
a_grant(enum grant_kind kind, const char *path)
{
	return (struct grant){ .kind = kind, .identity = born(2),
	    .path = path };
}

static struct env
sound_env(const char *place, const char *project)
{
	return (struct env){
		.where = {
			.found = place, .name = ".venv", .project = project,
			.canonical_project = project,
			.entry = ENTRY_DIR, .path = place, .canonical = place,
			.identity = born(2), .project_identity = born(7),
		},
		.contents = {
			.dir = { .kind = NODE_DIR, .dev = 1, .ino = 2 },
			.bin = { .kind = NODE_DIR },
			.cfg = { .kind = NODE_FILE },
			.python = { .kind = NODE_LINK }, .cfg_read = true,
			.interpreter = "/usr/bin/python3.12",
			.executable = true, .home_there = true,
			.pyvenv = { .major = 3, .minor = 12, .has_home = true,
			    .home = STR("/usr/bin") },
		},
		.brought.answer = BROUGHT_NO,
	};
}

static void
scene_link(struct scene *s)
{
	guard_is(&s->owned[0], "/p", NODE_DIR, 0755);
	guard_is(&s->owned[1], "/p/.venv", NODE_DIR, 0755);
	guard_is(&s->owned[2], "/p/.venv/bin", NODE_DIR, 0755);
	guard_is(&s->owned[3], "/p/.venv/pyvenv.cfg", NODE_FILE, 0644);
	s->env.owners = (struct owners){ s->owned, 4 };
	s->grants[0] = a_grant(GRANT_ALLOW, "/p/.venv");
	s->grants[0].project_identity = born(7);
	s->grants[0].project = "/p";
	s->trust = (struct trust){
		.grants = s->grants, .n = 1, .generation = 1,
	};
	s->facts = (struct facts){
		.accounts = { .user = ME, .private_group = NO_GROUP },
		.vars = &s->vars, .search = &s->search,
		.env = &s->env, .trust = &s->trust, .settings = &s->settings,
	};
}

static void
scene_make(struct scene *s)
{
	*s = (struct scene){
		.search = { .start = "/p", .stop = STOP_FOUND },
		.env = sound_env("/p/.venv", "/p"),
		.active = sound_env("/w/e", NULL),
		.settings = settings_default,
	};
	scene_link(s);
}

static void
session_is(struct scene *s, enum session_mode mode, const char *project,
    const char *env)
{
	s->session = (struct session){ .mode = mode, .user = ME,
	    .project = project, .env = env };
	s->facts.session = &s->session;
}

static void
allowed(struct scene *s)
{
	(void)s;
}

static void
nothing(struct scene *s)
{
	s->facts.env = NULL;
}

static void
nowhere(struct scene *s)
{
	s->facts.env = NULL;
	s->search.start = NULL;
}

static void
nothing_and_no_records(struct scene *s)
{
	s->facts.env = NULL;
	s->facts.trust = NULL;
}

static void
off(struct scene *s)
{
	session_is(s, SESSION_OFF, "/p", "/p/.venv");
}

static void
off_below(struct scene *s)
{
	session_is(s, SESSION_OFF, "/p", "/p/.venv");
	s->search.start = "/p/sub";
}

static void
off_elsewhere(struct scene *s)
{
	session_is(s, SESSION_OFF, "/q", "/q/.venv");
}

static void
off_beside(struct scene *s)
{
	session_is(s, SESSION_OFF, "/p", "/p/.venv");
	s->search.start = "/p2";
}

static void
manual(struct scene *s)
{
	s->vars.virtual_env = "/m";
}

static void
manual_empty(struct scene *s)
{
	s->vars.virtual_env = "";
}

static void
manual_over_ours(struct scene *s)
{
	session_is(s, SESSION_ON, "/p", "/p/.venv");
	s->vars.virtual_env = "/m";
}

static void
on_by_another(struct scene *s)
{
	s->vars.virtual_env = "/p/.venv";
}

static void
on_by_real_path(struct scene *s)
{
	s->env.where.canonical = "/real/.venv";
	s->grants[0].path = "/real/.venv";
	s->vars.virtual_env = "/real/.venv";
}

static const struct node gone = { .kind = NODE_ABSENT },
    hidden = { .kind = NODE_UNREADABLE };

static void
on_by_another_path(struct scene *s)
{
	s->env.contents.dir = (struct node){ .kind = NODE_DIR, .dev = 1,
	    .ino = 2 };
	s->vars.virtual_env = "/link/.venv";
	s->facts.theirs = &s->env.contents.dir;
}

static void
on_and_gone(struct scene *s)
{
	s->vars.virtual_env = "/m";
	s->facts.theirs = &gone;
}

static void
on_and_hidden(struct scene *s)
{
	s->vars.virtual_env = "/m";
	s->facts.theirs = &hidden;
}

static void
on_after_off(struct scene *s)
{
	on_by_another(s);
	session_is(s, SESSION_OFF, "/p", "/p/.venv");
}

static void
on_by_manager(struct scene *s)
{
	on_by_another(s);
	s->vars.manager = "1";
}

static void
on_by_manager_empty(struct scene *s)
{
	on_by_another(s);
	s->vars.manager = "";
}

static void
on_by_another_unasked(struct scene *s)
{
	on_by_another(s);
	s->trust.n = 0;
}

static void
on_by_another_denied(struct scene *s)
{
	on_by_another(s);
	s->grants[1] = a_grant(GRANT_DENY, "/p/.venv");
	s->trust.n = 2;
}

/* The deactivate of the env's own activate leaves the session. */
static void
dropped(struct scene *s)
{
	session_is(s, SESSION_ON, "/p", "/p/.venv");
}

static void
dropped_elsewhere(struct scene *s)
{
	session_is(s, SESSION_ON, "/q", "/q/.venv");
}

static void
dropped_over_ours(struct scene *s)
{
	session_is(s, SESSION_UNDER, "/p", "/p/.venv");
}

static void
manual_and_bad_settings(struct scene *s)
{
	s->vars.virtual_env = "/m";
	s->facts.settings = NULL;
}

static void
ours(struct scene *s)
{
	session_is(s, SESSION_ON, "/p", "/p/.venv");
	s->vars.virtual_env = "/p/.venv";
}

static void
denied(struct scene *s)
{
	s->grants[1] = a_grant(GRANT_DENY, "/p/.venv");
	s->trust.n = 2;
}

static void
on_and_gone_denied(struct scene *s)
{
	on_and_gone(s);
	denied(s);
}

static void
denied_project(struct scene *s)
{
	s->grants[1] = a_grant(GRANT_DENY, "/p");
	s->trust.n = 2;
}

static void
denied_tree(struct scene *s)
{
	s->grants[1] = a_grant(GRANT_DENY_TREE, "/");
	s->trust.n = 2;
}

static void
denied_made(struct scene *s)
{
	denied(s);
	s->grants[0].kind = GRANT_MADE;
}

static void
denied_foreign(struct scene *s)
{
	denied(s);
	s->grants[0].kind = GRANT_FOREIGN;
}

static void
denied_owner(struct scene *s)
{
	denied(s);
	s->settings.trust = TRUST_OWNER;
}

static void
denied_broken(struct scene *s)
{
	denied(s);
	s->env.where.entry = ENTRY_LOST;
	s->env.where.canonical = NULL;
}

static void
by_hand(struct scene *s)
{
	session_is(s, SESSION_HAND, "", "/w/e");
	s->vars.virtual_env = "/w/e";
	s->facts.active = &s->active;
}

static void
by_hand_denied(struct scene *s)
{
	by_hand(s);
	s->grants[1] = a_grant(GRANT_DENY, "/w/e");
	s->trust.n = 2;
}

static void
by_hand_of_another(struct scene *s)
{
	by_hand(s);
	s->owned[0].node.owner = OTHER;
	s->active.owners = (struct owners){ s->owned, 4 };
}

static void
by_hand_gone(struct scene *s)
{
	by_hand(s);
	s->active.where.entry = ENTRY_LOST;
	s->active.where.canonical = NULL;
}

static void
foreign(struct scene *s)
{
	s->grants[0].kind = GRANT_FOREIGN;
	s->owned[2].node.owner = OTHER;
	s->owned[1].node.mode = 0777;
}

static void
foreign_broken(struct scene *s)
{
	foreign(s);
	s->env.contents.python.kind = NODE_ABSENT;
}

static void
made(struct scene *s)
{
	s->grants[0].kind = GRANT_MADE;
}

static void
made_and_another_owns(struct scene *s)
{
	made(s);
	s->owned[0].node.owner = OTHER;
}

static void
tree(struct scene *s)
{
	s->grants[0] = a_grant(GRANT_TREE, "/p");
}

static void
tree_of_another_name(struct scene *s)
{
	tree(s);
	s->grants[0].path = "/p/.ven";
}

static void
tree_and_exact(struct scene *s)
{
	s->grants[1] = a_grant(GRANT_TREE, "/");
	s->trust.n = 2;
	s->env.brought.answer = BROUGHT_TRACKED;
	s->env.brought.reason = "git tracks bin/x in it";
}

static void
owner(struct scene *s)
{
	s->trust.n = 0;
	s->settings.trust = TRUST_OWNER;
}

static void
owner_is_another(struct scene *s)
{
	owner(s);
	s->owned[3].node.owner = OTHER;
}

static void
bad_settings(struct scene *s)
{
	static const struct fault fault = { "/c:3", "unknown key", NULL, NULL };

	s->facts.settings = NULL;
	s->facts.fault = &fault;
}

static void
bad_records(struct scene *s)
{
	static const struct fault fault = { "/s", "not believed", NULL, NULL };

	s->facts.trust = NULL;
	s->facts.fault = &fault;
}

static void
bad_file(struct scene *s)
{
	s->env.where.entry = ENTRY_BAD_FILE;
	s->env.where.canonical = NULL;
}

static void
unreadable_file(struct scene *s)
{
	bad_file(s);
	s->env.where.unreadable = true;
}

static void
lost(struct scene *s)
{
	s->env.where.entry = ENTRY_LOST;
	s->env.where.canonical = NULL;
	s->env.where.named = "/gone";
}

static void
not_dir(struct scene *s)
{
	s->env.where.entry = ENTRY_OTHER;
}

static void
colon(struct scene *s)
{
	s->env.where.path = s->env.where.canonical = "/p:q/.venv";
}

static void
no_cfg(struct scene *s)
{
	s->env.contents.cfg.kind = NODE_ABSENT;
	s->env.contents.cfg_read = false;
}

static void
unread_cfg(struct scene *s)
{
	s->env.contents.cfg_read = false;
}

static void
odd_cfg(struct scene *s)
{
	s->env.contents.cfg.kind = NODE_LINK;
	s->env.contents.cfg_read = false;
}

static void
no_bin(struct scene *s)
{
	s->env.contents.bin.kind = NODE_ABSENT;
}

static void
no_python(struct scene *s)
{
	s->env.contents.python.kind = NODE_ABSENT;
}

static void
dangling(struct scene *s)
{
	s->env.contents.interpreter = NULL;
	s->env.contents.missing = "/opt/python3.12";
}

static void
elsewhere(struct scene *s)
{
	dangling(s);
	s->env.contents.missing = "/usr/local/bin/python3.12";
	s->env.contents.trace = (struct trace){ .absent =
	    "/usr/local/bin/python3.12", .major = 3, .minor = 12 };
}

static void
upgraded(struct scene *s)
{
	elsewhere(s);
	s->env.contents.trace.others = true;
}

static void
unseen(struct scene *s)
{
	s->env.contents.executable = false;
	s->env.contents.unseen = true;
}

static void
not_executable(struct scene *s)
{
	s->env.contents.executable = false;
}

static void
stale(struct scene *s)
{
	s->env.contents.interpreter = "/usr/bin/python3.13";
}

static void
stale_major(struct scene *s)
{
	s->env.contents.interpreter = "/usr/bin/python4.12";
}

static void
free_threaded(struct scene *s)
{
	s->env.contents.interpreter = "/usr/bin/python3.12t";
}

static void
unknown_version(struct scene *s)
{
	s->env.contents.pyvenv.major = s->env.contents.pyvenv.minor = 0;
	s->env.contents.interpreter = "/usr/bin/python3.13";
}

static void
nameless_python(struct scene *s)
{
	s->env.contents.interpreter = "/opt/pypy3.10/bin/pypy3";
}

static void
no_home(struct scene *s)
{
	s->env.contents.python.kind = NODE_FILE;
	s->env.contents.home_there = false;
}

static void
home_elsewhere(struct scene *s)
{
	no_home(s);
	s->env.contents.trace = (struct trace){ .absent = "/opt/base",
	    .major = 3, .minor = 12 };
}

static void
home_unseen(struct scene *s)
{
	no_home(s);
	s->env.contents.unseen = true;
}

static void
link_without_home(struct scene *s)
{
	s->env.contents.home_there = false;
}

static void
moved(struct scene *s)
{
	s->env.contents.made_at = "/old/.venv";
}

static void
others_own(struct scene *s)
{
	s->owned[0].node.owner = OTHER;
}

static void
root_owns(struct scene *s)
{
	for (int i = 0; i < 4; i++)
		s->owned[i].node.owner = 0;
}

static void
root_enters(struct scene *s)
{
	s->facts.accounts.user = 0;
}

static void
root_at_home(struct scene *s)
{
	root_owns(s);
	s->facts.accounts.user = 0;
}

static void
all_write(struct scene *s)
{
	s->owned[3].node.mode = 0666;
}

static void
sticky_project(struct scene *s)
{
	s->owned[0].node.mode = 01777;
}

static void
sticky_ancestor(struct scene *s)
{
	s->owned[0].node.mode = 01777;
	s->owned[0].ancestor = true;
}

static void
open_ancestor(struct scene *s)
{
	s->owned[0].node.mode = 0777;
	s->owned[0].ancestor = true;
}

static void
group_writes(struct scene *s)
{
	s->owned[1].node.mode = 0775;
}

static void
private_group_writes(struct scene *s)
{
	group_writes(s);
	s->facts.accounts.private_group = ME;
}

static void
another_group_writes(struct scene *s)
{
	group_writes(s);
	s->facts.accounts.private_group = ME + 7;
}

static void
all_of_group_write(struct scene *s)
{
	s->owned[1].node.mode = 0777;
	s->facts.accounts.private_group = ME;
}

static void
link_mode(struct scene *s)
{
	guard_is(&s->owned[0], "/p", NODE_LINK, 0777);
}

static void
link_of_another(struct scene *s)
{
	link_mode(s);
	s->owned[0].node.owner = OTHER;
}

static void
last_is_bad(struct scene *s)
{
	s->owned[3].node.owner = OTHER;
}

static void
unexamined(struct scene *s)
{
	s->owned[2].node.kind = NODE_UNREADABLE;
}

static void
vanished(struct scene *s)
{
	s->owned[2].node.kind = NODE_ABSENT;
}

static void
replaced(struct scene *s)
{
	s->grants[0].identity.ino = 3;
	s->grants[0].project_identity.seconds++;
}

static void
replaced_in_tree(struct scene *s)
{
	replaced(s);
	s->grants[1] = a_grant(GRANT_TREE, "/p");
	s->trust.n = 2;
}

static void
tracked(struct scene *s)
{
	tree(s);
	s->env.brought.answer = BROUGHT_TRACKED;
	s->env.brought.reason = "git tracks bin/x in it";
}

static void
git_unknown(struct scene *s)
{
	tree(s);
	s->env.brought.answer = BROUGHT_CANNOT_TELL;
	s->env.brought.reason = "git tracks bin/x in it";
}

static void
git_unasked(struct scene *s)
{
	git_unknown(s);
	s->env.brought.reason = NULL;
}

static void
remade(struct scene *s)
{
	s->env.where.identity.seconds++;
}

static void
made_remade(struct scene *s)
{
	remade(s);
	s->grants[0].kind = GRANT_MADE;
}

static void
remade_foreign(struct scene *s)
{
	remade(s);
	s->grants[0].kind = GRANT_FOREIGN;
}

static void
brought_by_git(struct scene *s)
{
	s->env.brought = (struct brought){ .answer = BROUGHT_TRACKED,
	    .reason = "git tracks bin/x in it" };
	s->active.brought = s->env.brought;
}

static void
brought_untold(struct scene *s)
{
	s->env.brought = (struct brought){ .answer = BROUGHT_CANNOT_TELL,
	    .reason = "the index is odd" };
	s->active.brought = s->env.brought;
}

static void
remade_tracked(struct scene *s)
{
	remade(s);
	brought_by_git(s);
}

static void
remade_untold(struct scene *s)
{
	remade(s);
	brought_untold(s);
}

static void
remade_elsewhere(struct scene *s)
{
	remade(s);
	s->env.where.canonical_project = "/q";
}

static void
remade_nowhere(struct scene *s)
{
	remade(s);
	s->grants[0].project_identity.kind = IDENTITY_NONE;
	s->grants[0].project = NULL;
}

static void
made_tracked(struct scene *s)
{
	made(s);
	brought_by_git(s);
}

static void
owner_tracked(struct scene *s)
{
	owner(s);
	brought_by_git(s);
}

static void
owner_untold(struct scene *s)
{
	owner(s);
	brought_untold(s);
}

static void
by_hand_tracked(struct scene *s)
{
	by_hand(s);
	brought_by_git(s);
}

static void
by_hand_untold(struct scene *s)
{
	by_hand(s);
	brought_untold(s);
}

static void
foreign_tracked(struct scene *s)
{
	foreign(s);
	brought_by_git(s);
}

static void
foreign_replaced(struct scene *s)
{
	foreign(s);
	remade(s);
}

static void
exact_untold(struct scene *s)
{
	brought_untold(s);
}

static void
foreign_tree(struct scene *s)
{
	s->grants[0] = a_grant(GRANT_FOREIGN_TREE, "/p");
	s->owned[2].node.owner = OTHER;
	s->env.where.tree = born(2);
	brought_by_git(s);
}

static void
foreign_tree_replaced(struct scene *s)
{
	s->grants[0] = a_grant(GRANT_FOREIGN_TREE, "/p");
	s->env.where.tree = born(3);
}

static void
foreign_tree_denied(struct scene *s)
{
	foreign_tree(s);
	s->grants[1] = a_grant(GRANT_DENY, "/p/.venv");
	s->trust.n = 2;
}

static void
no_grant(struct scene *s)
{
	s->trust.n = 0;
}

static void
grant_of_another(struct scene *s)
{
	s->grants[0].path = "/q/.venv";
}

static void
grant_to_create(struct scene *s)
{
	s->grants[0].kind = GRANT_CREATE;
}

static void
may_create(struct scene *s)
{
	s->facts.env = NULL;
	s->search.stop = STOP_HOME;
	s->project = (struct project){ .path = "/p", .canonical = "/p",
	    .owners = { s->owned, 1 } };
	s->facts.project = &s->project;
	s->settings.create = CREATE_AUTO;
	s->grants[0] = a_grant(GRANT_CREATE, "/p");
}

static void
may_create_below(struct scene *s)
{
	may_create(s);
	s->grants[0] = a_grant(GRANT_CREATE_TREE, "/");
}

static void
create_hint(struct scene *s)
{
	may_create(s);
	s->settings.create = CREATE_HINT;
}

static void
create_as_root(struct scene *s)
{
	may_create(s);
	s->facts.accounts.user = 0;
}

static void
create_unasked(struct scene *s)
{
	may_create(s);
	s->grants[0].kind = GRANT_ALLOW;
}

static void
create_elsewhere(struct scene *s)
{
	may_create(s);
	s->grants[0].path = "/q";
}

static void
create_denied(struct scene *s)
{
	may_create(s);
	s->grants[1] = a_grant(GRANT_DENY_TREE, "/p");
	s->trust.n = 2;
}

static void
create_at_anothers(struct scene *s)
{
	may_create(s);
	s->owned[0].node.owner = OTHER;
}

static void
create_in_shared(struct scene *s)
{
	may_create(s);
	s->owned[0].node.mode = 01777;
}

static void
create_bad_records(struct scene *s)
{
	may_create(s);
	bad_records(s);
}

static void
create_again(struct scene *s)
{
	may_create(s);
	session_is(s, SESSION_ON, s->project.path, "/p/.venv");
}

static void
create_after_off(struct scene *s)
{
	may_create(s);
	session_is(s, SESSION_OFF, s->project.path, "/p/.venv");
}

static void
create_after_another(struct scene *s)
{
	may_create(s);
	session_is(s, SESSION_ON, "/q", "/q/.venv");
}

static void
create_under_manual(struct scene *s)
{
	may_create(s);
	manual(s);
}

static const struct {
	const char *what;
	void (*spoil)(struct scene *);
	enum why why;
	const char *subject, *reason;	/* NULL: not looked at */
} rows[] = {
	{ "an allowed env", allowed, WHY_ALLOWED, "/p/.venv", NULL },
	{ "ours, already on", ours, WHY_ALLOWED, NULL, NULL },
	{ "nothing found", nothing, WHY_NOTHING, NULL, NULL },
	{ "nothing found, bad records", nothing_and_no_records, WHY_NOTHING,
	    NULL, NULL },
	{ "no directory", nowhere, WHY_NOWHERE, NULL, NULL },

	{ "off", off, WHY_OFF, "/p/.venv", NULL },
	{ "off, further down", off_below, WHY_OFF, NULL, NULL },
	{ "off in another project", off_elsewhere, WHY_ALLOWED, NULL, NULL },
	{ "off in /p, now in /p2", off_beside, WHY_ALLOWED, NULL, NULL },

	{ "another env by hand", manual, WHY_MANUAL, NULL,
	    "/m was activated by hand, and stays until it is deactivated" },
	{ "an empty VIRTUAL_ENV", manual_empty, WHY_ALLOWED, NULL, NULL },
	{ "by hand over ours", manual_over_ours, WHY_MANUAL, NULL, NULL },
	{ "this env by another", on_by_another, WHY_ALLOWED, NULL, NULL },
	{ "this env by its real path", on_by_real_path, WHY_ALLOWED, NULL,
	    NULL },
	{ "this env by another path", on_by_another_path, WHY_ALLOWED, NULL,
	    NULL },
	{ "one that is there no more", on_and_gone, WHY_ALLOWED, NULL, NULL },
	{ "one that is there no more, and this env denied",
	    on_and_gone_denied, WHY_DENIED, NULL, NULL },
	{ "one that cannot be seen", on_and_hidden, WHY_MANUAL, NULL, NULL },
	{ "this env by another after ours went off", on_after_off,
	    WHY_ALLOWED, NULL, NULL },
	{ "this env in a manager's shell", on_by_manager, WHY_MANUAL, NULL,
	    NULL },
	{ "this env, a manager's variable empty", on_by_manager_empty,
	    WHY_ALLOWED, NULL, NULL },
	{ "this env by another, never allowed", on_by_another_unasked,
	    WHY_MANUAL, NULL, NULL },
	{ "this env by another, denied", on_by_another_denied, WHY_MANUAL,
	    NULL, NULL },
	{ "switched off by its own deactivate", dropped, WHY_OFF,
	    "/p/.venv", NULL },
	{ "another project's switched off so", dropped_elsewhere,
	    WHY_ALLOWED, NULL, NULL },
	{ "one on top of ours switched off", dropped_over_ours, WHY_ALLOWED,
	    NULL, NULL },
	{ "by hand, bad settings", manual_and_bad_settings, WHY_MANUAL, NULL,
	    NULL },

	{ "denied", denied, WHY_DENIED, "/p/.venv",
	    "you denied /p/.venv" },
	{ "project denied", denied_project, WHY_DENIED, NULL,
	    "you denied /p" },
	{ "tree denied", denied_tree, WHY_DENIED, NULL, NULL },
	{ "denied, though made by us", denied_made, WHY_DENIED, NULL, NULL },
	{ "denied, though foreign", denied_foreign, WHY_DENIED, NULL, NULL },
	{ "denied, trust = owner", denied_owner, WHY_DENIED, NULL, NULL },
	{ "denied and broken", denied_broken, WHY_DENIED, NULL, NULL },

	{ "activated by name", by_hand, WHY_HAND, "/w/e", NULL },
	{ "by name, then denied", by_hand_denied, WHY_DENIED, NULL, NULL },
	{ "by name, of another", by_hand_of_another, WHY_OTHERS_OWN, NULL,
	    NULL },
	{ "by name, then gone", by_hand_gone, WHY_LOST, NULL, NULL },

	{ "foreign, granted", foreign, WHY_FOREIGN, NULL, NULL },
	{ "foreign, granted, broken", foreign_broken, WHY_NO_PYTHON, NULL,
	    NULL },
	{ "made by us", made, WHY_MADE, NULL, NULL },
	{ "made by us, now another's", made_and_another_owns, WHY_OTHERS_OWN,
	    NULL, NULL },
	{ "in an allowed tree", tree, WHY_TREE, NULL,
	    "below /p, which you allowed as a tree, and not tracked by "
	    "version control" },
	{ "beside an allowed tree", tree_of_another_name, WHY_NO_GRANT, NULL,
	    NULL },
	{ "tracked, though allowed itself", tree_and_exact, WHY_TRACKED, NULL,
	    "not activated: git tracks bin/x in it" },
	{ "tracked, though made by us", made_tracked, WHY_TRACKED, NULL,
	    NULL },
	{ "tracked, though trust = owner", owner_tracked, WHY_TRACKED, NULL,
	    NULL },
	{ "tracked, by name", by_hand_tracked, WHY_TRACKED, NULL, NULL },
	{ "tracked, but foreign", foreign_tracked, WHY_FOREIGN, NULL, NULL },
	{ "allowed itself, nobody can tell", exact_untold, WHY_ALLOWED, NULL,
	    NULL },
	{ "trust = owner, nobody can tell", owner_untold, WHY_OWNER, NULL,
	    NULL },
	{ "by name, nobody can tell", by_hand_untold, WHY_HAND, NULL, NULL },
	{ "in a foreign tree", foreign_tree, WHY_FOREIGN, NULL, NULL },
	{ "in one that is another by now", foreign_tree_replaced,
	    WHY_NO_GRANT, NULL, NULL },
	{ "in one that is denied", foreign_tree_denied, WHY_DENIED, NULL,
	    NULL },
	{ "foreign, then another", foreign_replaced, WHY_OTHERS_WRITE, NULL,
	    NULL },
	{ "trust = owner", owner, WHY_OWNER, NULL, NULL },
	{ "trust = owner, of another", owner_is_another, WHY_OTHERS_OWN,
	    NULL, NULL },

	{ "bad settings", bad_settings, WHY_SETTINGS, "/c:3", "unknown key" },
	{ "bad records", bad_records, WHY_RECORDS, "/s", "not believed" },

	{ "a bad file", bad_file, WHY_BAD_FILE, "/p/.venv", "is a file, but "
	    "not one line with a path or the name of an environment" },
	{ "an unreadable file", unreadable_file, WHY_BAD_FILE, NULL,
	    "is a file, but it cannot be read" },
	{ "a way to nowhere", lost, WHY_LOST, "/p/.venv",
	    "leads to /gone, which is not there" },
	{ "a FIFO", not_dir, WHY_NOT_DIR, NULL, NULL },
	{ "a colon", colon, WHY_COLON, NULL, NULL },
	{ "no pyvenv.cfg", no_cfg, WHY_NO_CFG, NULL, NULL },
	{ "an unreadable pyvenv.cfg", unread_cfg, WHY_BAD_CFG, NULL,
	    "its pyvenv.cfg cannot be read: permission denied, or too large" },
	{ "a link for pyvenv.cfg", odd_cfg, WHY_BAD_CFG, NULL,
	    "its pyvenv.cfg cannot be read: it is not a regular file" },
	{ "no bin", no_bin, WHY_NO_PYTHON, NULL,
	    "is broken: it has no directory bin" },
	{ "no python", no_python, WHY_NO_PYTHON, NULL,
	    "is broken: it has no bin/python" },
	{ "a dangling python", dangling, WHY_DANGLING, NULL,
	    "is broken: its python leads to /opt/python3.12, which is gone" },
	{ "a python of another machine", elsewhere, WHY_PYTHON_ABSENT, NULL,
	    "its Python, /usr/local/bin/python3.12, is not on this machine; "
	    "another machine or a container may have made the environment" },
	{ "a python upgraded here", upgraded, WHY_DANGLING, NULL, NULL },
	{ "a python where one may not look", unseen, WHY_PYTHON_UNSEEN, NULL,
	    "its Python, /usr/bin/python3.12, cannot be looked at; another "
	    "user, another machine or a container may have made the "
	    "environment" },
	{ "a copy whose base is there", home_unseen, WHY_PYTHON_UNSEEN, NULL,
	    NULL },
	{ "a python not executable", not_executable, WHY_NOT_EXECUTABLE,
	    NULL, NULL },
	{ "another minor version", stale, WHY_STALE, NULL, "is broken: it was "
	    "made by Python 3.12, but its python is now Python 3.13" },
	{ "another major version", stale_major, WHY_STALE, NULL, NULL },
	{ "a free-threaded python", free_threaded, WHY_ALLOWED, NULL, NULL },
	{ "no version", unknown_version, WHY_ALLOWED, NULL, NULL },
	{ "a python of another name", nameless_python, WHY_ALLOWED, NULL,
	    NULL },
	{ "a copy without its base", no_home, WHY_NO_HOME, NULL,
	    "is broken: the Python it was made from, /usr/bin, is gone" },
	{ "a copy whose base is elsewhere", home_elsewhere,
	    WHY_PYTHON_ABSENT, NULL, "its Python, in /usr/bin, is not on "
	    "this machine; another machine or a container may have made the "
	    "environment" },
	{ "a link without `home`", link_without_home, WHY_ALLOWED, NULL,
	    NULL },
	{ "a moved env", moved, WHY_MOVED, NULL,
	    "was moved: its scripts still name /old/.venv" },

	{ "another's project", others_own, WHY_OTHERS_OWN, NULL,
	    "not activated: /p belongs to user 1001" },
	{ "root's env", root_owns, WHY_ALLOWED, NULL, NULL },
	{ "root in my project", root_enters, WHY_OTHERS_OWN, NULL,
	    "not activated: /p belongs to user 1000" },
	{ "root in root's project", root_at_home, WHY_ALLOWED, NULL, NULL },
	{ "pyvenv.cfg that all write", all_write, WHY_OTHERS_WRITE, NULL,
	    "not activated: /p/.venv/pyvenv.cfg can be written by everybody" },
	{ "a sticky project", sticky_project, WHY_OTHERS_WRITE, NULL, NULL },
	{ "a sticky ancestor", sticky_ancestor, WHY_ALLOWED, NULL, NULL },
	{ "an open ancestor", open_ancestor, WHY_OTHERS_WRITE, NULL, NULL },
	{ "a group that writes", group_writes, WHY_OTHERS_WRITE, NULL,
	    "not activated: /p/.venv can be written by its group (1000)" },
	{ "my own group", private_group_writes, WHY_ALLOWED, NULL, NULL },
	{ "not my own group", another_group_writes, WHY_OTHERS_WRITE, NULL,
	    NULL },
	{ "my own group and all", all_of_group_write, WHY_OTHERS_WRITE, NULL,
	    NULL },
	{ "the mode of a link", link_mode, WHY_ALLOWED, NULL, NULL },
	{ "another's link", link_of_another, WHY_OTHERS_OWN, NULL, NULL },
	{ "only the last is another's", last_is_bad, WHY_OTHERS_OWN, NULL,
	    NULL },
	{ "what cannot be examined", unexamined, WHY_UNREADABLE, NULL, NULL },
	{ "what has vanished", vanished, WHY_UNREADABLE, NULL, NULL },

	{ "an env recreated", remade, WHY_REMADE, NULL, NULL },
	{ "one of ours recreated", made_remade, WHY_REMADE, NULL, NULL },
	{ "one recreated and tracked", remade_tracked, WHY_TRACKED, NULL,
	    NULL },
	{ "one recreated, nobody can tell", remade_untold, WHY_CANNOT_TELL,
	    NULL, "not activated: it may have come with its tree: the index "
	    "is odd" },
	{ "one recreated that was foreign", remade_foreign, WHY_REPLACED,
	    NULL, NULL },
	{ "one recreated elsewhere", remade_elsewhere, WHY_REPLACED, NULL,
	    NULL },
	{ "one that no project is known of", remade_nowhere, WHY_REPLACED,
	    NULL, NULL },
	{ "another env in another project", replaced, WHY_REPLACED, NULL,
	    NULL },
	{ "one recreated in a tree", replaced_in_tree, WHY_TREE, NULL, NULL },
	{ "tracked in a tree", tracked, WHY_TRACKED, NULL,
	    "not activated: git tracks bin/x in it" },
	{ "an unknown index", git_unknown, WHY_CANNOT_TELL, NULL, NULL },
	{ "a place git cannot be asked", git_unasked, WHY_CANNOT_TELL, NULL,
	    NULL },
	{ "no grant", no_grant, WHY_NO_GRANT, NULL, NULL },
	{ "a grant of another env", grant_of_another, WHY_NO_GRANT, NULL,
	    NULL },
	{ "a grant to create", grant_to_create, WHY_NO_GRANT, NULL, NULL },

	{ "an env to be made", may_create, WHY_CREATE, "/p", NULL },
	{ "one in a tree", may_create_below, WHY_CREATE, NULL, NULL },
	{ "a hint to make one", create_hint, WHY_CREATE_HINT, "/p", NULL },
	{ "root, where one is made", create_as_root, WHY_CREATE_ROOT, NULL,
	    NULL },
	{ "none to be made unasked", create_unasked, WHY_CREATE_NO_GRANT,
	    NULL, NULL },
	{ "one made elsewhere", create_elsewhere, WHY_CREATE_NO_GRANT, NULL,
	    NULL },
	{ "none where denied", create_denied, WHY_DENIED, NULL, NULL },
	{ "none at another's", create_at_anothers, WHY_OTHERS_OWN, NULL,
	    NULL },
	{ "none where all write", create_in_shared, WHY_OTHERS_WRITE, NULL,
	    NULL },
	{ "none with bad records", create_bad_records, WHY_RECORDS, NULL,
	    NULL },
	{ "none where one was on", create_again, WHY_CREATE_GONE, "/p",
	    NULL },
	{ "none where one was off", create_after_off, WHY_CREATE_GONE, NULL,
	    NULL },
	{ "one where another was on", create_after_another, WHY_CREATE, NULL,
	    NULL },
	{ "none under one by hand", create_under_manual, WHY_MANUAL, NULL,
	    NULL },
};

static void
test_row(struct arena *a, size_t i)
{
	struct scene s;
	struct decision d;
	bool on = whys[rows[i].why].on;

	scene_make(&s);
	rows[i].spoil(&s);
	d = decide(a, &s.facts);
	is_str(whys[d.why].name, whys[rows[i].why].name, "%s: %s",
	    rows[i].what, whys[rows[i].why].name);
	is_int(d.env != NULL, on, "%s: %s", rows[i].what,
	    on ? "activated" : "not activated");
	ok(strchr(d.reason, '@') == NULL, "%s: its sentence is whole",
	    rows[i].what);
	is_int(d.hands_off, d.why == WHY_MANUAL, "%s: %s", rows[i].what,
	    d.why == WHY_MANUAL ? "hands off" : "acted upon");
	if (rows[i].subject != NULL)
		is_str(d.subject, rows[i].subject, "%s: what it is about",
		    rows[i].what);
	if (rows[i].reason != NULL)
		is_str(d.reason, rows[i].reason, "%s: what it says",
		    rows[i].what);
}

/* Bad settings change nothing for a shell that is inside. */
static void
test_fault(struct arena *a)
{
	struct scene s;

	scene_make(&s);
	ours(&s);
	bad_settings(&s);
	ok(decide(a, &s.facts).hands_off, "inside, bad settings: hands off");
	s.search.start = "/p/sub";
	ok(decide(a, &s.facts).hands_off, "further down: hands off");
	s.search.start = "/";
	ok(!decide(a, &s.facts).hands_off, "outside, ours goes off");
	s.search.start = "/pq";
	ok(!decide(a, &s.facts).hands_off, "beside, ours goes off");
	s.search.start = NULL;
	ok(!decide(a, &s.facts).hands_off, "nowhere, ours goes off");
}

/* Who is in a directory that is gone keeps what is there. */
static void
test_gone(struct arena *a)
{
	struct scene s;
	struct decision d;

	scene_make(&s);
	ours(&s);
	s.facts.env = NULL;
	s.search.start = NULL;
	d = decide(a, &s.facts);
	ok(d.why == WHY_NOWHERE && !d.hands_off, "nowhere, ours goes off");
	s.facts.stays = true;
	d = decide(a, &s.facts);
	ok(d.why == WHY_NOWHERE && d.hands_off,
	    "in a directory that is gone, ours stays while it is there");
}

static void
test_question(void)
{
	struct scene s;

	scene_make(&s);
	ok(judge_asks(&s.trust, &s.env),
	    "version control is asked about what is allowed itself, too");
	tree(&s);
	ok(judge_asks(&s.trust, &s.env),
	    "it is asked where a tree is all there is");
	no_grant(&s);
	ok(judge_asks(&s.trust, &s.env), "it is asked where there is no grant");
	s.env.where.canonical = NULL;
	ok(!judge_asks(&s.trust, &s.env), "it is not asked about a lost env");
	scene_make(&s);
	denied(&s);
	ok(!judge_asks(&s.trust, &s.env),
	    "it is not asked about what is denied");
	scene_make(&s);
	foreign(&s);
	ok(!judge_asks(&s.trust, &s.env),
	    "it is not asked about what is foreign");
	remade(&s);
	ok(judge_asks(&s.trust, &s.env), "unless it is another one by now");
}

/* Each fault of an env that a command could mend by running what is there. */
static void
test_advice(struct arena *a)
{
	static void (*const faults[])(struct scene *) = { no_bin, no_python,
	    dangling, elsewhere, unseen, not_executable, stale, no_home,
	    moved };
	struct scene s;

	for (size_t i = 0; i < ROWS(faults); i++) {
		scene_make(&s);
		faults[i](&s);
		ok(strstr(decide(a, &s.facts).hint, "venvhook recreate") !=
		    NULL, "fault %d: recreate, where it is allowed", (int)i);
		ok(strstr(decide(a, &s.facts).hint, "--keep-packages") ==
		    NULL, "fault %d: what is not there is not kept", (int)i);
		s.env.contents.site_there = true;
		ok(strstr(decide(a, &s.facts).hint,
		    "'venvhook recreate --keep-packages'") != NULL,
		    "fault %d: but packages are", (int)i);
		no_grant(&s);
		ok(strstr(decide(a, &s.facts).hint, "venvhook recreate") ==
		    NULL, "fault %d: no word of it, where it is not", (int)i);
		ok(strstr(decide(a, &s.facts).hint, "venvhook allow") !=
		    NULL, "fault %d: but of allow", (int)i);
		scene_make(&s);
		faults[i](&s);
		brought_by_git(&s);
		ok(strstr(decide(a, &s.facts).hint, "venvhook recreate") ==
		    NULL, "fault %d: nor where it was brought", (int)i);
	}
	scene_make(&s);
	moved(&s);
	s.grants[0].path = "/old/.venv";
	ok(strstr(decide(a, &s.facts).hint, "venvhook recreate") != NULL,
	    "moved: where it was allowed before");
	s.grants[0].identity.seconds++;
	ok(strstr(decide(a, &s.facts).hint, "venvhook recreate") == NULL,
	    "moved: not where another one was");
}

/* recreate would take it from the machine that made it. */
static void
test_elsewhere(struct arena *a)
{
	struct scene s;

	scene_make(&s);
	elsewhere(&s);
	ok(str_starts(str_from(decide(a, &s.facts).hint), str_from(why_there)),
	    "elsewhere: first it is to be used there");
	no_grant(&s);
	ok(str_starts(str_from(decide(a, &s.facts).hint), str_from(why_there)),
	    "elsewhere: so it is where nobody has allowed it");
}

static void
test_untrack(struct arena *a)
{
	struct scene s;
	struct decision d;

	scene_make(&s);
	brought_by_git(&s);
	s.env.brought.untrack = "git rm -r --cached .venv";
	d = decide(a, &s.facts);
	ok(strstr(d.hint, "'git rm -r --cached .venv'") != NULL,
	    "tracked: the hint says how git forgets it");
	ok(strstr(d.hint, "'venvhook allow --foreign'") != NULL,
	    "tracked: the hint says how it is allowed");
}

/* The hint where the project at /h/w/p asks, and another was allowed. */
static const char *
beside(struct arena *a, const char *other, enum grant_kind kind,
    const char *home)
{
	struct scene s;

	scene_make(&s);
	s.vars.home = home;
	s.env = sound_env("/h/w/p/.venv", "/h/w/p");
	s.env.owners = (struct owners){ NULL, 0 };
	s.grants[0].kind = kind;
	s.grants[0].project = other;
	return decide(a, &s.facts).hint;
}

static void
test_beside(struct arena *a)
{
	static const char plain[] = "run 'venvhook allow' to have it "
	    "activated from now on";
	const struct { const char *other, *home; enum grant_kind kind; } none[]
	    = {
		{ "/h/v/q", "/h", GRANT_ALLOW },
		{ "/h/w/p/q", "/h", GRANT_ALLOW },
		{ "/h/w/p", "/h", GRANT_ALLOW },
		{ NULL, "/h", GRANT_ALLOW },
		{ "/h/w/q", "/h", GRANT_MADE },
		{ "/h/w/q", "/h/w", GRANT_ALLOW },
		{ "/h/w/q", "/h/w/me", GRANT_ALLOW },
		{ "/h/w/q", NULL, GRANT_ALLOW },
	};

	is_str(beside(a, "/h/w/q", GRANT_ALLOW, "/h"), text_join(a, plain,
	    ", or 'venvhook allow --tree /h/w' for all projects there", NULL),
	    "beside: the second project of a directory hears of --tree");
	for (size_t i = 0; i < ROWS(none); i++)
		is_str(beside(a, none[i].other, none[i].kind, none[i].home),
		    plain, "beside: not with %s, home %s", none[i].other ?
		    none[i].other : "-", none[i].home ? none[i].home : "-");
}

static void
test_reached(void)
{
	bool reached[NWHYS] = { false };

	for (size_t i = 0; i < ROWS(rows); i++)
		reached[rows[i].why] = true;
	/* these come of trying, and of the shell */
	reached[WHY_CREATE_FAILED] = reached[WHY_BYTES] = true;
	reached[WHY_EXPANDED] = true;
	for (int why = 0; why < NWHYS; why++)
		ok(reached[why], "%s is reached", whys[why].name);
}

static void
test_sentences(void)
{
	for (int i = 0; i < NWHYS; i++) {
		const struct why_row *r = &whys[i];
		bool unique = true;

		ok(r->name != NULL && r->sentence != NULL &&
		    r->sentence[0] != '\0', "reason %d has its sentence", i);
		for (int j = 0; j < i; j++)
			unique = unique && strcmp(whys[j].name, r->name) != 0;
		ok(unique, "no other reason is called %s", r->name);
		ok(!(r->on && r->notice), "%s: what is on needs no notice",
		    r->name);
		ok(!r->notice || r->hint != NULL,
		    "%s: a notice says what to do", r->name);
		ok(strpbrk(r->sentence, "\n\033") == NULL,
		    "%s: its sentence is a line", r->name);
	}
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(rows); i++)
		test_row(&a, i);
	test_fault(&a);
	test_gone(&a);
	test_question();
	test_advice(&a);
	test_beside(&a);
	test_elsewhere(&a);
	test_untrack(&a);
	test_reached();
	test_sentences();
	return done_testing();
}
