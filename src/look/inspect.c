#include "config.h"

#include "look/inspect.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "core/text/redirect.h"
#include "sys/climb.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/identity.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/tree.h"

enum { CFG_MAX = 64 << 10, ACTIVATE_MAX = 64 << 10, TAILS_MAX = 64 };

/* The directory that a name in a redirect file means. */
static const char *
redirect_name(struct arena *a, const struct vars *v,
    const struct redirect *r)
{
	const char *home = dirs_workon(a, v);
	const char *cfg = text_join(a, r->path, "/pyvenv.cfg", NULL);

	if (home == NULL || node_named(cfg).kind == NODE_FILE)
		return r->path;
	return text_join(a, home, "/", r->text, NULL);
}

/* What the tree names is not looked up where that wakes an automounter. */
static bool
env_wakes(struct arena *a, const struct vars *v, const struct env *env,
    const char *path)
{
	return climb_wakes(a, path, v->home, env->project);
}

static void
target_file(struct arena *a, const struct vars *v, struct env *env)
{
	struct file f = file_named(a, env->found, REDIRECT_MAX, true);
	struct redirect r = { .kind = REDIRECT_BAD };
	struct str dir = path_dir(str_from(env->found));

	if (f.state == FILE_READ)
		r = redirect_parse(a, f.text, str_copy(a, dir),
		    v->home);
	env->unreadable = f.state == FILE_UNREADABLE;
	env->named = r.text;
	env->entry = r.kind == REDIRECT_BAD ? ENTRY_BAD_FILE : ENTRY_FILE;
	if (r.kind == REDIRECT_PATH)
		env->path = r.path;
	else if (r.kind == REDIRECT_NAME)
		env->path = redirect_name(a, v, &r);
	if (env->entry == ENTRY_FILE && env_wakes(a, v, env, env->path)) {
		env->entry = ENTRY_LOST;
		env->path = env->found;
	}
}

static void
target_link(struct arena *a, const struct vars *v, struct env *env)
{
	const char *real;

	env->entry = ENTRY_LINK;
	if (env_wakes(a, v, env, env->found)) {
		env->entry = ENTRY_LOST;
		env->named = node_text(a, env->found);
		return;
	}
	real = node_real(a, env->found);
	if (real == NULL) {
		env->entry = ENTRY_LOST;
		env->named = node_end(a, env->found);
		return;
	}
	/* The links on the way may be other people's: they are not used. */
	env->named = real;
	env->path = real;
}

static void
entry_find(struct arena *a, const struct vars *v, bool physical,
    struct env *env)
{
	enum node_kind kind = node_named(env->found).kind;

	env->path = env->found;
	env->entry = ENTRY_DIR;
	if (kind == NODE_LINK)
		target_link(a, v, env);
	else if (kind == NODE_FILE && redirect_named(env->name))
		target_file(a, v, env);
	else if (kind == NODE_ABSENT || kind == NODE_UNREADABLE)
		env->entry = ENTRY_LOST;
	else if (kind != NODE_DIR)
		env->entry = ENTRY_OTHER;
	if (env->entry == ENTRY_LOST || env->entry == ENTRY_OTHER ||
	    env->entry == ENTRY_BAD_FILE)
		return;
	env->canonical = env->entry == ENTRY_DIR && physical ?
	    env->path : node_real(a, env->path);
	if (env->canonical == NULL)
		env->entry = ENTRY_LOST;
	else if (env->entry != ENTRY_DIR &&
	    node_named(env->canonical).kind != NODE_DIR)
		env->entry = ENTRY_OTHER;
}

/* Is path, which the env names, the env itself? */
static bool
names_itself(struct arena *a, const struct vars *v, const struct env *env,
    const char *path)
{
	struct node node;

	if (strcmp(path, env->path) == 0 || strcmp(path, env->canonical) == 0)
		return true;
	if (env_wakes(a, v, env, path))
		return false;
	node = node_followed(path);
	return node_same(&node, &env->dir);
}

/*
 * The directory a 3.11+ pyvenv.cfg ends its `command` with, if it is another
 * one: each tail that begins with " /" may be it, a path may hold blanks.
 */
static const char *
made_by_command(struct arena *a, const struct vars *v, const struct env *env,
    bool *told)
{
	struct str command = env->pyvenv.command;
	size_t skip = command.n > PATH_MAX ? command.n - PATH_MAX : 0;
	const char *at, *other = NULL;

	*told = str_ends(command, str_from(
	    text_join(a, " ", env->path, NULL)));
	if (*told || command.n == 0)
		return NULL;
	at = arena_copy(a, command.p + skip, command.n - skip);
	for (int i = 0; i < TAILS_MAX && (at = strstr(at, " /")) != NULL; i++) {
		other = ++at;
		if (names_itself(a, v, env, at)) {
			*told = true;
			return NULL;
		}
	}
	*told = other != NULL;
	return other;
}

/* The value of a line VIRTUAL_ENV=..., whose quotes differ by maker. */
static const char *
activate_value(struct arena *a, struct str line)
{
	static const struct str name = STR_INIT("VIRTUAL_ENV=");

	line = str_trim(line);
	if (str_starts(line, STR("export ")))
		line = str_trim((struct str){ line.p + 7, line.n - 7 });
	if (!str_starts(line, name))
		return NULL;
	line.p += name.n;
	line.n -= name.n;
	if (line.n >= 2 && (line.p[0] == '"' || line.p[0] == '\'') &&
	    line.p[line.n - 1] == line.p[0]) {
		line.p++;
		line.n -= 2;
	}
	/* Anything that a shell would still have to work out is no answer. */
	for (size_t i = 0; i < line.n; i++)
		if (strchr("$`\"'\\", line.p[i]) != NULL)
			return NULL;
	return line.n > 0 && line.p[0] == '/' ?
	    str_copy(a, line) : NULL;
}

static const char *
made_by_activate(struct arena *a, const struct vars *v, int dirfd,
    const struct env *env)
{
	struct file f = file_read(a, dirfd, "bin/activate", ACTIVATE_MAX, true);
	struct str text = f.text, line;

	while (f.state == FILE_READ && str_line(&text, &line)) {
		const char *path = activate_value(a, line);

		if (path != NULL)
			return names_itself(a, v, env, path) ? NULL : path;
	}
	return NULL;
}

static const char *
env_part(struct owners *g, const struct env *env, const char *name)
{
	return text_join(g->arena, env->canonical, "/", name, NULL);
}

/* A copy, unlike a link, does not tell whether its base is there. */
static void
inspect_home(struct owners *g, struct env *env)
{
	struct str home = env->pyvenv.home;

	if (env->pyvenv.has_home && home.n > 0 && home.p[0] == '/')
		env->home_there = owners_way(g, str_copy(g->arena, home),
		    OWNERS_PROGRAM).node.kind == NODE_DIR;
}

static void
inspect_python(struct owners *g, int dirfd, struct env *env)
{
	const char *path = env_part(g, env, "bin/python");
	struct led led;

	env->python = node_at(dirfd, "bin/python", false);
	if (env->python.kind == NODE_ABSENT)
		return;
	owners_add(g, path, env->python, OWNERS_OWN);
	led = owners_way(g, path, OWNERS_PROGRAM);
	if (led.node.kind == NODE_ABSENT || led.node.kind == NODE_LINK) {
		env->missing = led.named;
		return;
	}
	env->interpreter = led.named;
	env->executable = led.node.kind == NODE_FILE &&
	    node_runs(led.named);
	inspect_home(g, env);
}

static void
inspect_cfg(struct arena *a, const struct vars *v, int dirfd, struct env *env)
{
	struct file f = file_read(a, dirfd, "pyvenv.cfg", CFG_MAX, true);
	bool told = false;

	env->cfg_read = f.state == FILE_READ;
	env->cfg = env->cfg_read ? f.node :
	    node_at(dirfd, "pyvenv.cfg", false);
	if (!env->cfg_read)
		return;
	env->pyvenv = pyvenv_parse(a, f.text);
	if (env->pyvenv.relocatable)
		return;
	env->made_at = made_by_command(a, v, env, &told);
	if (!told)
		env->made_at = made_by_activate(a, v, dirfd, env);
}

/* Where its packages are, as far as that is there. */
static const char *
env_site(struct owners *g, const struct env *env)
{
	struct buf b = buf_in(g->arena);

	buf_texts(&b, env->canonical, "/lib", NULL);
	if (env->pyvenv.major == 0)
		return buf_string(&b);
	buf_text(&b, "/python");
	buf_number(&b, env->pyvenv.major);
	buf_char(&b, '.');
	buf_number(&b, env->pyvenv.minor);
	buf_text(&b, "/site-packages");
	return buf_string(&b);
}

/* What has been looked at is added, so that it is not looked at again. */
static void
inspect_owners(struct owners *g, int dirfd, struct env *env)
{
	if (env->project != NULL)
		owners_way(g, env->project, OWNERS_OWN);
	env->bin = node_at(dirfd, "bin", false);
	owners_add(g, env->canonical, env->dir, OWNERS_OWN);
	owners_add(g, env_part(g, env, "bin"), env->bin, OWNERS_OWN);
	owners_add(g, env_part(g, env, "pyvenv.cfg"), env->cfg, OWNERS_OWN);
	owners_way(g, env->found, OWNERS_OWN);
	if (env->entry == ENTRY_FILE)
		owners_way(g, env->path, OWNERS_OWN);
	owners_way(g, env_site(g, env), OWNERS_OWN);
}

void
inspect(struct arena *a, const struct vars *v, const char *project,
    const char *place, bool physical, struct env *env)
{
	struct owners g = owners_in(a, v);
	struct str name = path_base(str_from(place));
	int fd;

	*env = (struct env){ .found = place, .project = project };
	env->canonical_project = project == NULL || physical ? project :
	    node_real(a, project);
	env->name = str_copy(a, name);
	/* Nearly always a directory: then opening it is all. */
	if ((fd = physical ? tree_open(place) : -1) >= 0) {
		env->path = env->canonical = place;
		env->entry = ENTRY_DIR;
	} else {
		entry_find(a, v, physical, env);
		if (env->canonical == NULL || env->entry == ENTRY_OTHER)
			return;
		fd = tree_open(env->canonical);
	}
	if (fd >= 0)
		env->identity = identity_open(a, fd, &env->dir);
	if (fd < 0 || env->dir.kind != NODE_DIR) {
		env->cfg.kind = NODE_UNREADABLE;
		fd_close(fd);
		return;
	}
	inspect_cfg(a, v, fd, env);
	inspect_owners(&g, fd, env);
	inspect_python(&g, fd, env);
	env->owned = g.list;
	env->nowned = g.n;
	fd_close(fd);
}

bool
inspect_files(struct arena *a, const struct vars *v, const struct env *env,
    struct fault *fault)
{
	struct owners g = owners_in(a, v);

	if (env->canonical == NULL)
		return true;
	owners_names(&g, env_part(&g, env, "bin"));
	return owners_judge(&g, env->found, fault);
}

bool
inspect_project(struct arena *a, const struct vars *v, const char *path,
    const char *marker, struct project *p)
{
	struct owners g = owners_in(a, v);

	*p = (struct project){ .path = path, .marker = marker };
	if ((p->canonical = node_real(a, path)) == NULL)
		return false;
	owners_way(&g, path, OWNERS_OWN);
	p->owned = g.list;
	p->nowned = g.n;
	return true;
}
