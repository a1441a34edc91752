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
#include "sys/file.h"
#include "sys/node.h"

/* As many links as the kernel follows on one way. */
enum { LINKS_MAX = 40, ACCOUNTS_MAX = 1 << 20 };

struct owners
owners_in(struct arena *a, const struct vars *v)
{
	struct owners g = { .arena = a };

	if (v->home == NULL || v->home[0] != '/')
		return g;
	g.home_node = node_at(AT_FDCWD, v->home, true);
	if (g.home_node.kind == NODE_DIR && g.home_node.owner == geteuid())
		g.home = path_clean(a, v->home);
	return g;
}

static struct owned *
owners_find(const struct owners *g, const char *path)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->list[i].path, path) == 0)
			return &g->list[i];
	return NULL;
}

/* What is asked about twice is asked the stricter question. */
static void
owners_put(struct owners *g, struct owned one)
{
	struct owned *known = owners_find(g, one.path);

	if (known != NULL) {
		known->ancestor = known->ancestor && one.ancestor;
		known->base = known->base && one.base;
		return;
	}
	g->list = arena_more(g->arena, g->list, g->n, &g->room, 16,
	    sizeof(*g->list));
	g->list[g->n++] = one;
}

void
owners_add(struct owners *g, const char *path, struct node node,
    enum owners_use use)
{
	owners_put(g, (struct owned){ path, node, false,
	    use == OWNERS_PROGRAM });
}

/* A path on its way: what it has led to, and what is still to come. */
struct way {
	struct owners *g;
	enum owners_use use;
	struct buf real;	/* "" is the root */
	struct str rest;
	const char *named;
	struct node node;	/* of real */
	size_t mark;		/* what the list held before real began */
	int links;		/* met so far */
};

static bool
is_home(const struct owners *g, const char *path, const struct node *node)
{
	if (g->home == NULL)
		return false;
	return strcmp(path, g->home) == 0 || (g->real_home != NULL &&
	    strcmp(path, g->real_home) == 0) ||
	    node_same(node, &g->home_node);
}

static void
way_put(struct way *w, bool ancestor)
{
	struct str path = w->real.n == 0 ? STR("/") : buf_view(&w->real);

	owners_put(w->g, (struct owned){ str_copy(w->g->arena, path),
	    w->node, ancestor, w->use == OWNERS_PROGRAM });
}

/* Look at real, once in a list. */
static void
way_look(struct way *w)
{
	const char *path = w->real.n == 0 ? "/" : w->real.p;
	struct owned *known = owners_find(w->g, path);

	w->node = known != NULL ? known->node : node_named(path);
}

/* Begin anew at the root; below home by name there is nothing to ask before. */
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

/* What is above home was not asked about as long as home was on the way. */
static void
way_up(struct way *w)
{
	struct arena *a = w->g->arena;
	struct str up = path_dir(buf_view(&w->real));

	if (is_home(w->g, w->real.p, &w->node)) {
		way_begin(w, text_join(a, str_copy(a, up), "/",
		    str_copy(a, w->rest), NULL));
		return;
	}
	while (w->real.n > 0 && w->real.p[--w->real.n] != '/')
		;
	w->real.p[w->real.n] = '\0';
	way_look(w);
}

/* From the root, or from where the link stands; false: it leads nowhere. */
static bool
way_follow(struct way *w, bool last)
{
	struct arena *a = w->g->arena;
	const char *target = node_text(a, w->real.p), *rest;
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
	w->mark = w->g->n;
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

/* Go into one component; false: the way ends there. */
static bool
way_enter(struct way *w, struct str name)
{
	struct owners *g = w->g;
	bool last = way_ends(w);

	buf_char(&w->real, '/');
	buf_str(&w->real, name);
	way_look(w);
	if (is_home(g, w->real.p, &w->node)) {
		g->real_home = str_copy(g->arena, buf_view(&w->real));
		g->n = w->mark;
		w->node = g->home_node;
		if (!last)
			return true;
	}
	if (w->node.kind == NODE_ABSENT)
		return false;
	way_put(w, !last || w->node.kind == NODE_LINK);
	if (w->node.kind == NODE_LINK)
		return way_follow(w, last);
	return w->node.kind != NODE_UNREADABLE;
}

struct led
owners_way(struct owners *g, const char *path, enum owners_use use)
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

/* --- who may */

struct accounts
owners_accounts(struct arena *a, const struct owned *list, size_t n)
{
	struct accounts known = { .user = geteuid(),
	    .private_group = NO_GROUP };
	struct file passwd, groups;

	if (owner_first(&known, list, n) == NULL)
		return known;
	passwd = file_read(a, AT_FDCWD, "/etc/passwd", ACCOUNTS_MAX, false);
	groups = file_read(a, AT_FDCWD, "/etc/group", ACCOUNTS_MAX, false);
	if (groups.state != FILE_READ)
		return known;
	known.admins = accounts_admins(a, groups.text);
	if (passwd.state == FILE_READ)
		known.private_group = accounts_private(passwd.text,
		    groups.text, known.user);
	return known;
}

/* --- one path */

static const char *
check_reason(const struct owners *g, const char *path, const struct led *led)
{
	struct accounts accounts = owners_accounts(g->arena, g->list, g->n);
	const struct owned *bad = owner_first(&accounts, g->list, g->n);
	const char *reason;

	if (bad != NULL) {
		reason = owner_reason(g->arena, &accounts, bad);
		return text_join(g->arena, strcmp(bad->path, path) == 0 ?
		    "it" : bad->path, " ", reason, NULL);
	}
	if (led->node.kind == NODE_ABSENT)
		return "it is not there";
	return led->node.kind == NODE_LINK ? "its links lead in a circle" :
	    NULL;
}

static bool
check(struct owners *g, const char *path, enum owners_use use,
    const struct node *open, struct fault *fault)
{
	struct led led = owners_way(g, path, use);
	const char *reason = check_reason(g, path, &led);

	if (reason == NULL && open != NULL && !node_same(open, &led.node))
		reason = "it was exchanged for another one just now";
	return reason == NULL || fault_set(fault, path, reason, NULL);
}

bool
owners_check(struct arena *a, const struct vars *v, const char *path,
    enum owners_use use, struct fault *fault)
{
	struct owners g = owners_in(a, v);

	return check(&g, path, use, NULL, fault);
}

bool
owners_check_open(struct arena *a, const struct vars *v, const char *path,
    const struct stat *st, enum owners_use use, struct fault *fault)
{
	struct owners g = owners_in(a, v);
	struct node node = node_of(st);

	return check(&g, path, use, &node, fault);
}
