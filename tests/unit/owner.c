#include "config.h"

#include "core/owner.h"

#include "fresh.h"
#include "tap.h"

enum { ROOT = 0, ME = 1000, OTHER = 1001, SW = 70 };
enum { MINE = 1000, STAFF = 50, ADMIN = 80, USERS = 100 };

/* How a thing is asked about. */
enum as {
	SELF,			/* the project, the env, a file */
	ABOVE,			/* a directory above one */
	BASE,			/* a base, or a program */
	BASE_ABOVE,
};

static const struct {
	const char *title;
	enum as as;
	enum node_kind kind;
	unsigned mode;
	unsigned long owner, group;
	const char *reason;	/* NULL: it is good */
} rows[] = {
	{ "mine", SELF, NODE_DIR, 0755, ME, USERS, NULL },
	{ "root's", SELF, NODE_DIR, 0755, ROOT, ROOT, NULL },
	{ "somebody else's", SELF, NODE_DIR, 0755, OTHER, USERS,
	    "belongs to user 1001" },
	{ "somebody else's that nobody can write", SELF, NODE_DIR, 0555,
	    OTHER, USERS, "belongs to user 1001" },
	{ "a service's", SELF, NODE_DIR, 0755, SW, USERS, NULL },
	{ "a service's that its group writes", SELF, NODE_DIR, 0775, SW,
	    USERS, "can be written by its group (100)" },
	{ "what all write", SELF, NODE_FILE, 0666, ME, MINE,
	    "can be written by everybody" },
	{ "what all but its group write", SELF, NODE_FILE, 0646, ME, MINE,
	    "can be written by everybody" },
	{ "what my own group writes", SELF, NODE_DIR, 02770, ME, MINE, NULL },
	{ "root's that my own group writes", SELF, NODE_DIR, 0775, ROOT, MINE,
	    NULL },
	{ "what another group writes", SELF, NODE_DIR, 0775, ME, USERS,
	    "can be written by its group (100)" },
	{ "root's that a group writes, in no base", SELF, NODE_DIR, 02775,
	    ROOT, STAFF, "can be written by its group (50)" },
	{ "mine that admins write, in no base", SELF, NODE_DIR, 0775, ME,
	    ADMIN, "can be written by its group (80)" },
	{ "a sticky project", SELF, NODE_DIR, 01777, ME, MINE,
	    "can be written by everybody" },
	{ "a link of mine, whatever its modes", SELF, NODE_LINK, 0777, ME,
	    USERS, NULL },
	{ "a link of somebody else's", SELF, NODE_LINK, 0777, OTHER, USERS,
	    "belongs to user 1001" },
	{ "what is not there", SELF, NODE_ABSENT, 0, 0, 0,
	    "cannot be examined" },
	{ "what cannot be read", SELF, NODE_UNREADABLE, 0, 0, 0,
	    "cannot be examined" },

	{ "/tmp above", ABOVE, NODE_DIR, 01777, ROOT, ROOT, NULL },
	{ "a sticky directory of mine above", ABOVE, NODE_DIR, 01777, ME,
	    USERS, NULL },
	{ "a sticky directory of a service above", ABOVE, NODE_DIR, 01777, SW,
	    USERS, "can be written by everybody" },
	{ "a sticky directory of somebody else above", ABOVE, NODE_DIR, 01777,
	    OTHER, USERS, "belongs to user 1001" },
	{ "a directory above that all write", ABOVE, NODE_DIR, 0777, ROOT,
	    ROOT, "can be written by everybody" },
	{ "a directory above that its group writes", ABOVE, NODE_DIR, 0775,
	    ROOT, STAFF, "can be written by its group (50)" },

	{ "Debian's /usr/local", BASE_ABOVE, NODE_DIR, 02775, ROOT, STAFF,
	    NULL },
	{ "Nix's store", BASE_ABOVE, NODE_DIR, 01775, ROOT, 30000, NULL },
	{ "a program of root's that its group writes", BASE, NODE_FILE, 0775,
	    ROOT, STAFF, NULL },
	{ "Homebrew's, which admins write", BASE, NODE_FILE, 0775, ME, ADMIN,
	    NULL },
	{ "Homebrew's directories", BASE_ABOVE, NODE_DIR, 0775, ME, ADMIN,
	    NULL },
	{ "a program of mine that others write", BASE, NODE_FILE, 0775, ME,
	    USERS, "can be written by its group (100)" },
	{ "Homebrew's of somebody else", BASE, NODE_FILE, 0775, OTHER, ADMIN,
	    "belongs to user 1001" },
	{ "a service's program that a group writes", BASE, NODE_FILE, 0775,
	    SW, ADMIN, "can be written by its group (80)" },
	{ "a program of root's that all write", BASE, NODE_FILE, 0777, ROOT,
	    STAFF, "can be written by everybody" },
	{ "a program in /tmp", BASE_ABOVE, NODE_DIR, 01777, ROOT, ROOT, NULL },
	{ "a base that is /tmp", BASE, NODE_DIR, 01777, ROOT, ROOT,
	    "can be written by everybody" },
};

/* Root believes root alone. */
static const struct {
	const char *title;
	enum as as;
	unsigned mode;
	unsigned long owner, group;
	const char *reason;
} roots[] = {
	{ "root's own", SELF, 0755, ROOT, ROOT, NULL },
	{ "a user's", SELF, 0700, ME, MINE, "belongs to user 1000" },
	{ "a user's program", BASE, 0755, ME, MINE, "belongs to user 1000" },
	{ "a service's", SELF, 0755, SW, SW, "belongs to user 70" },
	{ "a user's directory above", ABOVE, 01755, ME, MINE,
	    "belongs to user 1000" },
	{ "what the group of root alone writes", SELF, 0775, ROOT, ROOT,
	    NULL },
	{ "what staff writes", SELF, 0775, ROOT, STAFF,
	    "can be written by its group (50)" },
	{ "a base that staff writes", BASE, 0775, ROOT, STAFF, NULL },
};

static struct owned
owned_as(enum as as, enum node_kind kind, unsigned mode, unsigned long owner,
    unsigned long group)
{
	return (struct owned){
		.path = "/x",
		.node = { .kind = kind, .mode = mode, .owner = owner,
		    .group = group },
		.ancestor = as == ABOVE || as == BASE_ABOVE,
		.base = as == BASE || as == BASE_ABOVE,
	};
}

static const char *
reason_of(struct arena *a, const struct accounts *accounts, struct owned one)
{
	const struct owned *bad = owner_first(accounts,
	    (struct owners){ &one, 1 });

	return bad == NULL ? NULL : owner_reason(a, accounts, bad);
}

int
main(void)
{
	static const unsigned long services[] = { 71, SW }, admins[] = { ADMIN };
	struct arena a = arena_fresh();
	struct accounts me = { ME, MINE, { admins, 1 }, { services, 2 } };
	struct accounts root = { ROOT, ROOT, { admins, 1 }, { services, 2 } };
	struct owned list[3];

	for (size_t i = 0; i < ROWS(rows); i++)
		is_str(reason_of(&a, &me, owned_as(rows[i].as, rows[i].kind,
		    rows[i].mode, rows[i].owner, rows[i].group)),
		    rows[i].reason, "%s", rows[i].title);
	for (size_t i = 0; i < ROWS(roots); i++)
		is_str(reason_of(&a, &root, owned_as(roots[i].as, NODE_DIR,
		    roots[i].mode, roots[i].owner, roots[i].group)),
		    roots[i].reason, "for root: %s", roots[i].title);
	list[0] = owned_as(SELF, NODE_DIR, 0775, ME, MINE);
	list[0].acl = ACL_ADDS;
	is_str(reason_of(&a, &me, list[0]), "can be written by others, as its "
	    "access control list says", "what a list lets others write");
	list[0].acl = ACL_UNSEEN;
	is_str(reason_of(&a, &me, list[0]), "can be written by its group "
	    "(1000), and whether by others, too, cannot be told: its access "
	    "control list cannot be read", "what a list may let others write");
	me.private_group = NO_GROUP;
	is_str(reason_of(&a, &me, owned_as(SELF, NODE_DIR, 0775, ME, MINE)),
	    "can be written by its group (1000)",
	    "a group that is nobody's own");
	list[0] = owned_as(SELF, NODE_DIR, 0755, ME, MINE);
	list[1] = owned_as(SELF, NODE_DIR, 0755, OTHER, MINE);
	list[2] = owned_as(SELF, NODE_DIR, 0777, ME, MINE);
	ok(owner_first(&me, (struct owners){ list, 3 }) == &list[1],
	    "the first is told");
	ok(owner_first(&me, (struct owners){ list, 1 }) == NULL,
	    "a good list has none");
	ok(owner_first(&me, (struct owners){ 0 }) == NULL,
	    "an empty one neither");
	return done_testing();
}
