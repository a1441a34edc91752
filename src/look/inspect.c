#include "config.h"

#include "look/inspect.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pyvenv.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "sys/climb.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/identity.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/tree.h"

enum { CFG_MAX = 64 << 10, ACTIVATE_MAX = 64 << 10, TAILS_MAX = 64,
	NEWER_MAX = 8 };

/*
 * The directory that a name in a redirect file means: here, else WORKON_HOME.
 */
static const char *
redirect_name(struct arena *a, const struct vars *v,
    const struct redirect *r)
{
	const char *home = dirs_workon(a, v);
	const char *cfg = text_join(a, r->path, "/" PYVENV_CFG, NULL);

	if (home == NULL || node_named(cfg).kind == NODE_FILE)
		return r->path;
	return text_join(a, home, "/", r->text, NULL);
}

/* Would looking up path, which the env names, wake an automounter? */
static bool
env_wakes(struct arena *a, const struct vars *v, const struct env *env,
    const char *path)
{
	return climb_wakes(a, path, v->home, env->where.project);
}

static void
target_file(struct arena *a, const struct vars *v, struct env *env)
{
	struct where *where = &env->where;
	struct file f = file_named(a, where->found, REDIRECT_MAX, true);
	struct redirect r = { .kind = REDIRECT_BAD };
	struct str dir = path_dir(str_from(where->found));

	if (f.state == FILE_READ)
		r = redirect_parse(a, f.text, str_copy(a, dir),
		    v->home);
	where->unreadable = f.state == FILE_UNREADABLE;
	where->named = r.text;
	where->entry = r.kind == REDIRECT_BAD ? ENTRY_BAD_FILE : ENTRY_FILE;
	if (r.kind == REDIRECT_PATH)
		where->path = r.path;
	else if (r.kind == REDIRECT_NAME)
		where->path = redirect_name(a, v, &r);
	if (where->entry == ENTRY_FILE && env_wakes(a, v, env, where->path)) {
		where->entry = ENTRY_LOST;
		where->path = where->found;
	}
}

static void
target_link(struct arena *a, const struct vars *v, struct env *env)
{
	struct where *where = &env->where;
	const char *real;

	where->entry = ENTRY_LINK;
	if (env_wakes(a, v, env, where->found)) {
		where->entry = ENTRY_LOST;
		where->named = node_text(a, where->found);
		return;
	}
	real = node_real(a, where->found);
	if (real == NULL) {
		where->entry = ENTRY_LOST;
		where->named = node_end(a, where->found);
		return;
	}
	/* The links on the way may be other people's: they are not used. */
	where->named = real;
	where->path = real;
}

static void
entry_find(struct arena *a, const struct vars *v, bool physical,
    struct env *env)
{
	struct where *where = &env->where;
	enum node_kind kind = node_named(where->found).kind;

	where->path = where->found;
	where->entry = ENTRY_DIR;
	if (kind == NODE_LINK)
		target_link(a, v, env);
	else if (kind == NODE_FILE && redirect_named(where->name))
		target_file(a, v, env);
	else if (kind == NODE_ABSENT || kind == NODE_UNREADABLE)
		where->entry = ENTRY_LOST;
	else if (kind != NODE_DIR)
		where->entry = ENTRY_OTHER;
	if (where->entry == ENTRY_LOST || where->entry == ENTRY_OTHER ||
	    where->entry == ENTRY_BAD_FILE)
		return;
	where->canonical = where->entry == ENTRY_DIR && physical ?
	    where->path : node_real(a, where->path);
	if (where->canonical == NULL)
		where->entry = ENTRY_LOST;
	else if (where->entry != ENTRY_DIR &&
	    node_named(where->canonical).kind != NODE_DIR)
		where->entry = ENTRY_OTHER;
}

/* Is path, which the env names, the env itself? */
static bool
names_itself(struct arena *a, const struct vars *v, const struct env *env,
    const char *path)
{
	const struct where *where = &env->where;
	struct node node;

	if (strcmp(path, where->path) == 0 ||
	    strcmp(path, where->canonical) == 0)
		return true;
	if (env_wakes(a, v, env, path))
		return false;
	node = node_followed(path);
	return node_same(&node, &env->contents.dir);
}

/*
 * Where it was made; NULL: here, or it is not known.  *certain: `command` of
 * pyvenv.cfg, which is there since 3.11, tells.  The path is at its end; as it
 * may hold blanks, each tail that begins with " /" is tried.
 */
static const char *
made_by_command(struct arena *a, const struct vars *v, const struct env *env,
    bool *certain)
{
	struct str command = env->contents.pyvenv.command;
	size_t skip = command.n > PATH_MAX ? command.n - PATH_MAX : 0;
	const char *at, *other = NULL;

	*certain = str_ends(command, str_from(
	    text_join(a, " ", env->where.path, NULL)));
	if (*certain || command.n == 0)
		return NULL;
	at = arena_copy(a, command.p + skip, command.n - skip);
	for (int i = 0; i < TAILS_MAX && (at = strstr(at, " /")) != NULL; i++) {
		other = ++at;
		if (names_itself(a, v, env, at)) {
			*certain = true;
			return NULL;
		}
	}
	*certain = other != NULL;
	return other;
}

/* The path in a line VIRTUAL_ENV=..., which makers quote in several ways. */
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
	/* What a shell would expand is not known here. */
	for (size_t i = 0; i < line.n; i++)
		if (strchr("$`\"'\\", line.p[i]) != NULL)
			return NULL;
	return line.n > 0 && line.p[0] == '/' ?
	    str_copy(a, line) : NULL;
}

/* The same by bin/activate, for an older env. */
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
env_part(struct owners_list *g, const struct env *env, const char *name)
{
	return text_join(g->arena, env->where.canonical, "/", name, NULL);
}

/*
 * Is there a Python in dir: "python3", or one up to NEWER_MAX versions newer
 * than the env's?  The env named dir, so links are not followed.
 */
static bool
has_python(struct arena *a, const char *dir, const struct pyvenv *cfg)
{
	struct buf b = buf_in(a);
	size_t n;

	buf_texts(&b, dir, "/python3", NULL);
	n = b.n;
	for (unsigned i = 0; i <= NEWER_MAX; i++) {
		if (node_named(buf_string(&b)).kind != NODE_ABSENT)
			return true;
		b.n = n;
		buf_char(&b, '.');
		buf_number(&b, cfg->minor + i + 1);
	}
	return false;
}

/* Note what a missing Python leaves, if its way ended outside of the env. */
static void
inspect_trace(struct arena *a, struct env *env, const struct led *led)
{
	struct contents *in = &env->contents;
	struct str dir = path_dir(str_from(led->real));

	if (led->node.kind != NODE_ABSENT || path_within(dir,
	    str_from(env->where.canonical)))
		return;
	in->trace = (struct trace){
		.absent = led->real,
		.others = has_python(a, str_copy(a, dir), &in->pyvenv),
		.major = in->pyvenv.major, .minor = in->pyvenv.minor,
	};
}

/* If its python is a copy, only `home` tells whether its base exists. */
static void
inspect_home(struct owners_list *g, struct env *env)
{
	struct contents *in = &env->contents;
	struct str home = in->pyvenv.home;
	struct led led;

	if (!in->pyvenv.has_home || home.n == 0 || home.p[0] != '/')
		return;
	led = owners_way(g, str_copy(g->arena, home), OWNERS_PROGRAM);
	in->home_there = led.node.kind == NODE_DIR;
	in->unseen = in->unseen || led.node.kind == NODE_UNREADABLE;
	inspect_trace(g->arena, env, &led);
}

static void
inspect_python(struct owners_list *g, int dirfd, struct env *env)
{
	struct contents *in = &env->contents;
	const char *path = env_part(g, env, "bin/python");
	struct led led;

	in->python = node_at(dirfd, "bin/python", false);
	if (in->python.kind == NODE_ABSENT)
		return;
	owners_add(g, path, in->python);
	led = owners_way(g, path, OWNERS_PROGRAM);
	if (led.node.kind == NODE_ABSENT || led.node.kind == NODE_LINK) {
		in->missing = led.named;
		inspect_trace(g->arena, env, &led);
		return;
	}
	in->interpreter = led.named;
	in->unseen = led.node.kind == NODE_UNREADABLE;
	in->executable = led.node.kind == NODE_FILE && node_runs(led.named);
	inspect_home(g, env);
}

static void
inspect_cfg(struct arena *a, const struct vars *v, int dirfd, struct env *env)
{
	struct contents *in = &env->contents;
	struct file f = file_read(a, dirfd, PYVENV_CFG, CFG_MAX, true);
	bool certain = false;

	in->cfg_read = f.state == FILE_READ;
	in->cfg = in->cfg_read ? f.node : node_at(dirfd, PYVENV_CFG, false);
	in->conda = in->cfg.kind == NODE_ABSENT &&
	    node_at(dirfd, "conda-meta", false).kind == NODE_DIR;
	if (!in->cfg_read)
		return;
	in->pyvenv = pyvenv_parse(a, f.text);
	if (in->pyvenv.relocatable)
		return;
	in->made_at = made_by_command(a, v, env, &certain);
	if (!certain)
		in->made_at = made_by_activate(a, v, dirfd, env);
}

/* What is known comes first, so that its way is not looked up again. */
static void
inspect_owners(struct owners_list *g, int dirfd, struct env *env)
{
	const struct where *where = &env->where;
	struct contents *in = &env->contents;
	struct led site;

	if (where->project != NULL)
		owners_way(g, where->project, OWNERS_OWN);
	in->bin = node_at(dirfd, "bin", false);
	owners_add(g, where->canonical, in->dir);
	owners_add(g, env_part(g, env, "bin"), in->bin);
	if (in->conda)
		owners_way(g, env_part(g, env, "conda-meta"), OWNERS_OWN);
	else
		owners_add(g, env_part(g, env, PYVENV_CFG), in->cfg);
	owners_way(g, where->found, OWNERS_OWN);
	if (where->entry == ENTRY_FILE)
		owners_way(g, where->path, OWNERS_OWN);
	site = owners_way(g, pyvenv_site(g->arena, &in->pyvenv,
	    where->canonical), OWNERS_OWN);
	in->site_there = in->pyvenv.major != 0 && site.node.kind == NODE_DIR;
}

/* Find out where the env is, and open it; -1 if that fails.  Is one there? */
static bool
inspect_open(struct arena *a, const struct vars *v, bool physical,
    struct env *env, int *fd)
{
	struct where *where = &env->where;

	/* nearly always it is a directory, and opening it was all */
	if (physical && (*fd = tree_open(where->found)) >= 0) {
		where->path = where->canonical = where->found;
		where->entry = ENTRY_DIR;
		return true;
	}
	entry_find(a, v, physical, env);
	if (where->canonical == NULL || where->entry == ENTRY_OTHER)
		return false;
	*fd = tree_open(where->canonical);
	return true;
}

void
inspect(struct arena *a, const struct vars *v, const char *project,
    const char *place, bool physical, struct env *env)
{
	struct where *where = &env->where;
	struct owners_list g = owners_in(a, v);
	struct str name = path_base(str_from(place));
	int fd;

	*env = (struct env){
		.where = { .found = place, .project = project },
	};
	where->canonical_project = project == NULL || physical ? project :
	    node_real(a, project);
	where->name = str_copy(a, name);
	if (!inspect_open(a, v, physical, env, &fd))
		return;
	if (fd >= 0)
		where->identity = identity_open(a, fd, &env->contents.dir);
	if (fd < 0 || env->contents.dir.kind != NODE_DIR) {
		env->contents.cfg.kind = NODE_UNREADABLE;
		fd_close(fd);
		return;
	}
	g.open = str_from(where->canonical);
	g.fd = fd;
	inspect_cfg(a, v, fd, env);
	inspect_owners(&g, fd, env);
	inspect_python(&g, fd, env);
	env->owners = owners_all(&g);
	fd_close(fd);
}

bool
inspect_files(struct arena *a, const struct vars *v, const struct env *env,
    struct fault *fault)
{
	struct owners_list g = owners_in(a, v);

	if (env->where.canonical == NULL)
		return true;
	owners_names(&g, env_part(&g, env, "bin"));
	return owners_judge(&g, env->where.found, fault);
}

bool
inspect_project(struct arena *a, const struct vars *v, const char *path,
    struct project *p)
{
	struct owners_list g = owners_in(a, v);

	*p = (struct project){ .path = path };
	if ((p->canonical = node_real(a, path)) == NULL)
		return false;
	owners_way(&g, path, OWNERS_OWN);
	p->owners = owners_all(&g);
	return true;
}
