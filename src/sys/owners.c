#include "config.h"

#include "sys/owners.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/accounts.h"
#include "core/rule/settings.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "sys/climb.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/tree.h"

enum { ACCOUNTS_MAX = 1 << 20, SETTINGS_MAX = 64 << 10 };

struct owners_list
owners_in(struct arena *a, const struct vars *v)
{
	struct owners_list g = { .arena = a, .vars = v };

	if (v->home == NULL || v->home[0] != '/' || v->home[1] == '\0')
		return g;
	g.home_node = v->home_node;
	if (g.home_node.kind == NODE_DIR && g.home_node.owner == v->user)
		g.home = path_clean(a, v->home);
	return g;
}

struct owners
owners_all(const struct owners_list *g)
{
	return (struct owners){ g->list, g->n };
}

/* The entry of path; most paths begin alike, so their ends come first. */
static struct owned *
owners_find(const struct owners_list *g, struct str path)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->list[i].length == path.n &&
		    g->list[i].path[path.n - 1] == path.p[path.n - 1] &&
		    memcmp(g->list[i].path, path.p, path.n) == 0)
			return &g->list[i];
	return NULL;
}

static void
owners_put(struct owners_list *g, struct owned one)
{
	if (one.node.kind != NODE_LINK && (one.node.mode & GROUP_WRITES) != 0)
		one.acl = node_acl(one.path);
	g->list = arena_more(g->arena, g->list, g->n, &g->room, 20,
	    sizeof(*g->list));
	g->list[g->n++] = one;
}

/* What comes into the list twice is judged by the stricter rule. */
static void
owned_tighten(struct owned *known, bool ancestor, bool base)
{
	known->ancestor = known->ancestor && ancestor;
	known->base = known->base && base;
}

void
owners_add(struct owners_list *g, const char *path, struct node node)
{
	struct str s = str_from(path);
	struct owned *known = owners_find(g, s);

	if (known != NULL)
		owned_tighten(known, false, false);
	else
		owners_put(g, (struct owned){ path, node, false,
		    false, s.n, ACL_NONE });
}

/* A path that is being followed, name by name. */
struct way {
	struct owners_list *g;
	enum owners_use use;
	struct buf real;	/* what it has led to; "" is the root */
	struct str rest;	/* what is still to come */
	const char *named;	/* see struct led */
	struct node node;	/* of real */
	struct owned *known;	/* the entry of real; NULL: none yet */
	size_t mark;		/* length of the list when real began */
	int links;		/* met so far */
};

static bool
is_home(const struct way *w)
{
	return w->g->home != NULL && node_same(&w->node, &w->g->home_node);
}

static struct str
way_path(const struct way *w)
{
	return w->real.n == 0 ? STR("/") : buf_view(&w->real);
}

/* The shortest name for real: below the open directory, or all of it. */
static const char *
way_name(const struct way *w, int *dirfd)
{
	struct str open = w->g->open, real = way_path(w);
	bool below = open.n > 0 && real.n > open.n + 1 &&
	    path_within(real, open);

	*dirfd = below ? w->g->fd : AT_FDCWD;
	return below ? real.p + open.n + 1 : real.p;
}

static struct node
way_node(const struct way *w)
{
	int dirfd;
	const char *name = way_name(w, &dirfd);

	return node_at(dirfd, name, false);
}

static const char *
way_text(const struct way *w)
{
	int dirfd;
	const char *name = way_name(w, &dirfd);

	return node_text_at(w->g->arena, dirfd, name);
}

/* Fill node and known: look at real, unless the list has it. */
static void
way_look(struct way *w)
{
	struct str path = way_path(w);

	w->known = owners_find(w->g, path);
	w->node = w->known != NULL ? w->known->node : way_node(w);
}

/* Put what way_look has seen into the list. */
static void
way_put(struct way *w, bool ancestor)
{
	bool base = w->use == OWNERS_PROGRAM;
	struct str path = way_path(w);

	if (w->known != NULL)
		owned_tighten(w->known, ancestor, base);
	else
		owners_put(w->g, (struct owned){ str_copy(w->g->arena, path),
		    w->node, ancestor, base, path.n, ACL_NONE });
}

/* Start at the root; or at the home, if the path begins with that. */
static void
way_begin(struct way *w, const char *path)
{
	const char *home = w->g->home;

	w->real.n = 0;
	buf_text(&w->real, "");
	w->rest = str_from(path);
	w->mark = w->g->n;
	if (home != NULL && strcmp(path, home) != 0 &&
	    path_within(w->rest, str_from(home))) {
		buf_text(&w->real, home);
		w->rest = str_from(path + w->real.n);
		w->node = w->g->home_node;
		return;
	}
	way_look(w);
	way_put(w, true);
}

/*
 * A "..": if it leaves home, the way to home counts after all.  The name before
 * the ".." stays in the list, as a link in its place would lead elsewhere.
 */
static void
way_up(struct way *w)
{
	struct arena *a = w->g->arena;
	struct str up = path_dir(buf_view(&w->real));

	if (is_home(w)) {
		way_begin(w, text_join(a, str_copy(a, up), "/",
		    str_copy(a, w->rest), NULL));
		return;
	}
	while (w->real.n > 0 && w->real.p[--w->real.n] != '/')
		;
	w->real.p[w->real.n] = '\0';
	w->mark = w->g->n;
	way_look(w);
}

/* Go on where the link leads; false: nowhere, or it is one too many. */
static bool
way_follow(struct way *w, bool last)
{
	struct arena *a = w->g->arena;
	const char *target = way_text(w), *rest;
	struct str dir = path_dir(str_from(w->named));

	if (target == NULL || ++w->links > LINKS_MAX)
		return false;
	if (last)
		w->named = target[0] == '/' ? target :
		    text_join(a, str_copy(a, dir), "/", target, NULL);
	rest = last ? target :
	    text_join(a, target, "/", str_copy(a, w->rest), NULL);
	if (target[0] == '/') {
		way_begin(w, rest);
		return true;
	}
	way_up(w);
	w->rest = str_from(rest);
	return true;
}

/* Is nothing left of the path but slashes? */
static bool
way_ends(const struct way *w)
{
	for (size_t i = 0; i < w->rest.n; i++)
		if (w->rest.p[i] != '/')
			return false;
	return true;
}

/*
 * Would looking up the next name wake an automounter?  above is the device of
 * the directory before: an automounter's is a file system of its own, so only
 * where one begins this has to be asked.
 */
static bool
way_barred(const struct way *w, unsigned long long above)
{
	struct arena *a = w->g->arena;
	struct str rest = w->rest, name = { NULL, 0 };

	if (w->node.kind != NODE_DIR || w->node.dev == above)
		return false;
	while (name.n == 0 && str_cut(&rest, '/', &name))
		;
	return climb_barred(a, w->real.p, str_from(text_join(a, w->real.p, "/",
	    str_copy(a, name), NULL)), w->g->home);
}

/* Follow one name; false: the way ends there. */
static bool
way_enter(struct way *w, struct str name)
{
	unsigned long long above = w->node.dev;
	bool last = way_ends(w);

	buf_char(&w->real, '/');
	buf_str(&w->real, name);
	way_look(w);
	if (is_home(w)) {
		w->g->n = w->mark;
		w->known = owners_find(w->g, way_path(w));
		if (!last)
			return true;
	}
	if (w->node.kind == NODE_ABSENT)
		return false;
	if (!last && way_barred(w, above))
		w->node.kind = NODE_UNREADABLE;
	way_put(w, !last || w->node.kind == NODE_LINK);
	if (w->node.kind == NODE_LINK)
		return way_follow(w, last);
	return w->node.kind != NODE_UNREADABLE;
}

struct led
owners_way(struct owners_list *g, const char *path, enum owners_use use)
{
	struct way w = { .g = g, .use = use, .real = buf_in(g->arena),
	    .named = path };
	struct str name;

	way_begin(&w, path);
	while (str_cut(&w.rest, '/', &name)) {
		if (name.n == 0 || str_is(name, "."))
			continue;
		if (str_is(name, ".."))
			way_up(&w);
		else if (!way_enter(&w, name))
			break;
	}
	return (struct led){ w.real.n == 0 ? "/" : buf_string(&w.real),
	    w.named, w.node };
}

void
owners_names(struct owners_list *g, const char *dir)
{
	int fd = tree_enter(AT_FDCWD, dir);
	struct names *list = fd < 0 ? NULL : tree_list(fd);
	const char *name;

	while (list != NULL && (name = tree_next(list)) != NULL) {
		const char *path = text_join(g->arena, dir, "/", name, NULL);
		struct node node = node_at(fd, name, false);

		owners_add(g, path, node);
		if (node.kind == NODE_LINK)
			owners_way(g, path, OWNERS_PROGRAM);
	}
	tree_end(list);
	fd_close(fd);
}

/* --- who may */

/* Is all good by the accounts that are known without reading a file? */
static bool
all_plain(const struct accounts *plain, struct owners owners)
{
	return owner_first(plain, owners) == NULL;
}

/* The accounts of the key `owners`, if only root can change that file. */
static struct numbers
services_read(struct arena *a, const struct vars *v, struct str passwd)
{
	const char *path = DIRS_SYSTEM "/config";
	struct owners_list g = owners_in(a, v);
	struct accounts root = { .user = 0, .private_group = NO_GROUP };
	struct file f = file_read(a, AT_FDCWD, path, SETTINGS_MAX, false);
	struct settings_source source = { .path = path, .text = f.text,
	    .system = true };
	struct settings settings = settings_default;
	struct settings_error error;

	if (f.state != FILE_READ)
		return (struct numbers){ NULL, 0 };
	owners_way(&g, path, OWNERS_OWN);
	owners_add(&g, path, f.node);
	if (!all_plain(&root, owners_all(&g)) ||
	    !settings_add(a, &settings, &source, &error))
		return (struct numbers){ NULL, 0 };
	return accounts_named(a, passwd, &settings.owners);
}

struct accounts
owners_accounts(struct arena *a, const struct vars *v, struct owners owners)
{
	struct accounts known = { .user = v->user,
	    .private_group = NO_GROUP };
	struct file passwd, groups;

	if (all_plain(&known, owners))
		return known;
	passwd = file_read(a, AT_FDCWD, "/etc/passwd", ACCOUNTS_MAX, false);
	groups = file_read(a, AT_FDCWD, "/etc/group", ACCOUNTS_MAX, false);
	if (passwd.state != FILE_READ)
		passwd.text = STR("");
	if (groups.state != FILE_READ)
		groups.text = STR("");
	known.private_group = accounts_private(passwd.text, groups.text,
	    known.user);
	known.admins = accounts_admins(a, groups.text);
	if (known.user != 0)
		known.services = services_read(a, v, passwd.text);
	return known;
}

/* --- one path */

bool
owners_judge(const struct owners_list *g, const char *path, struct fault *fault)
{
	struct arena *a = g->arena;
	struct owners all = owners_all(g);
	struct accounts accounts = owners_accounts(a, g->vars, all);
	const struct owned *bad = owner_first(&accounts, all);

	if (bad == NULL)
		return true;
	return fault_set(fault, path, text_join(a,
	    strcmp(bad->path, path) == 0 ? "it" : bad->path, " ",
	    owner_reason(a, &accounts, bad), NULL),
	    owner_state(&accounts, bad) != OWNER_WRITERS ? NULL :
	    text_join(a, "'chmod go-w ", text_typed(a, bad->path),
	    "' ends that", NULL));
}

static bool
check(struct owners_list *g, const char *path, const struct node *open,
    struct fault *fault)
{
	struct led led = owners_way(g, path, OWNERS_OWN);

	if (!owners_judge(g, path, fault))
		return false;
	if (led.node.kind == NODE_ABSENT)
		return fault_set(fault, path, "it is not there", NULL);
	if (led.node.kind == NODE_LINK)
		return fault_set(fault, path, "its links lead in a circle",
		    NULL);
	return open == NULL || node_same(open, &led.node) ||
	    fault_set(fault, path, "it was replaced just now", NULL);
}

bool
owners_check(struct arena *a, const struct vars *v, const char *path,
    struct fault *fault)
{
	struct owners_list g = owners_in(a, v);

	return check(&g, path, NULL, fault);
}

bool
owners_check_open(struct arena *a, const struct vars *v, const char *path,
    const struct node *open, struct fault *fault)
{
	struct arena mark = *a;	/* a list that was good is not kept */
	struct owners_list g = owners_in(a, v);

	if (!check(&g, path, open, fault))
		return false;
	*a = mark;
	return true;
}

bool
owners_check_place(struct arena *a, const struct vars *v, const char *path,
    struct fault *fault)
{
	struct owners_list g = owners_in(a, v);

	owners_way(&g, path, OWNERS_OWN);
	return owners_judge(&g, path, fault);
}
