#include "config.h"

#include "sys/climb.h"

#if defined(__linux__)
#include <sys/vfs.h>
#else
#include <sys/param.h>
#include <sys/mount.h>
#endif

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "core/rule/settings.h"
#include "core/text/redirect.h"
#include "sys/cwd.h"
#include "sys/node.h"

enum { LEVELS_MAX = 100 };

#if defined(__linux__)
static bool
is_automounter(const struct statfs *fs)
{
	return fs->f_type == 0x0187;	/* AUTOFS_SUPER_MAGIC */
}
#else
static bool
is_automounter(const struct statfs *fs)
{
	return strcmp(fs->f_fstypename, "autofs") == 0;
}
#endif

/* Is path an automounter's?  Asking mounts it: only for what is mounted. */
static bool
dir_automounted(const char *path)
{
	struct statfs fs;

	return statfs(path, &fs) == 0 && is_automounter(&fs);
}

struct climb
climb_from(struct arena *a, const char *dir, const char *home)
{
	return (struct climb){
		.arena = a,
		.home = home == NULL || home[0] != '/' ? NULL : home,
		.dir = dir,
		.at = str_from(dir),
		.ups = buf_in(a),
		.here = { .kind = NODE_ABSENT },
		.stop = STOP_NOWHERE,
	};
}

/*
 * Where no link is in the path of the working directory, ".." is the level
 * above, and a lookup from here costs the kernel a third of one from the root.
 */
const char *
climb_path(struct climb *c, const char *name)
{
	if (!c->near)
		return text_join(c->arena, c->dir, "/", name, NULL);
	c->ups.n = strlen("../") * (size_t)c->level;
	buf_text(&c->ups, name);
	return buf_string(&c->ups);
}

static bool
is_ceiling(const struct climb *c)
{
	for (size_t i = 0; c->ceiling != NULL && i < c->ceiling->n; i++)
		if (strcmp(c->ceiling->p[i], c->dir) == 0)
			return true;
	return false;
}

/* Is the level an automounter's?  Only where a file system begins. */
static bool
is_asleep(struct climb *c)
{
	unsigned long long dev = c->here.dev;

	if (c->level == 0)
		return !c->searched && dir_automounted(climb_path(c, "."));
	if (!c->mounts)
		return false;
	c->here = node_at(AT_FDCWD, climb_path(c, "."), true);
	return c->here.dev != dev && dir_automounted(climb_path(c, "."));
}

bool
climb_here(struct climb *c)
{
	c->stop = STOP_ROOT;
	if (c->at.n <= 1)
		return false;
	c->stop = STOP_CEILING;
	if (is_ceiling(c))
		return false;
	c->stop = STOP_AUTOMOUNT;
	return !is_asleep(c);
}

/*
 * Find out what matters only above the first level; false: that level cannot be
 * read.  If the path begins with home, home is known by its name; else by its
 * inode, as a link may have led below it.  If home and the first level are on
 * one file system, no mount is expected between them.
 */
static bool
climb_far(struct climb *c)
{
	const char *home;

	c->far = c->mounts = true;
	if (c->here.kind == NODE_ABSENT)
		c->here = node_at(AT_FDCWD, climb_path(c, "."), true);
	if (c->home == NULL)
		return c->here.kind == NODE_DIR;
	home = path_clean(c->arena, c->home);
	if (home != c->home || c->home_node.kind == NODE_ABSENT)
		c->home_node = node_at(AT_FDCWD, home, true);
	c->home = home;
	c->below = path_within(c->at, str_from(c->home));
	c->mounts = !c->below || c->home_node.kind != NODE_DIR ||
	    c->home_node.dev != c->here.dev;
	return c->here.kind == NODE_DIR;
}

static bool
is_home(const struct climb *c)
{
	return c->below ? strcmp(c->dir, c->home) == 0 :
	    node_same(&c->here, &c->home_node);
}

bool
climb_up(struct climb *c)
{
	c->stop = STOP_NOWHERE;
	if (!c->far && !climb_far(c))
		return false;
	c->stop = STOP_HOME;
	if (is_home(c))
		return false;
	c->stop = STOP_LONG;
	if (++c->level >= LEVELS_MAX && !c->endless)
		return false;
	c->at = path_dir(c->at);
	c->dir = str_copy(c->arena, c->at);
	c->ups.n = strlen("../") * (size_t)(c->level - 1);
	buf_text(&c->ups, "../");
	return climb_here(c);
}

/* Is path an automounter's?  Opening it with O_PATH mounts nothing. */
static bool
part_automounted(const char *path)
{
#if defined(O_PATH)
	int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	struct statfs fs;
	bool is;

	if (fd < 0)
		return false;
	is = fstatfs(fd, &fs) == 0 && is_automounter(&fs);
	close(fd);
	return is;
#else
	return dir_automounted(path);
#endif
}

/* Where part, a link, leads, with the rest of the path behind that. */
static const char *
path_behind(struct arena *a, const char *part, struct str rest)
{
	const char *target = node_link(a, part);

	return target == NULL ? NULL : path_clean(a, text_join(a, target,
	    "/", str_copy(a, rest), NULL));
}

/* The first n bytes of path and the next name: "/a" of "/a/b/c" is "/a/b". */
static struct str
part_next(struct str path, size_t n)
{
	for (n++; n < path.n && path.p[n] != '/'; n++)
		continue;
	return (struct str){ path.p, n < path.n ? n : path.n };
}

/* Is part on the way to one that is known?  That is mounted already. */
static bool
is_mounted(struct str part, const char *const known[2])
{
	for (int i = 0; i < 2; i++)
		if (known[i] != NULL && path_within(str_from(known[i]), part))
			return true;
	return false;
}

bool
climb_barred(struct arena *a, const char *dir, struct str below,
    const char *home)
{
	const char *known[2] = { home, NULL };

	if (!part_automounted(dir))
		return false;
	known[1] = cwd_path(a);
	return !is_mounted(below, known);
}

bool
climb_wakes(struct arena *a, const char *path, const char *home,
    const char *from)
{
	const char *const known[2] = { home, from };
	struct str whole = str_from(path), part = { whole.p, 0 };

	for (int links = 0; part.n < whole.n; ) {
		const char *name;
		struct node node;

		part = part_next(whole, part.n);
		name = str_copy(a, part);
		node = node_named(name);
		if (node.kind == NODE_LINK) {
			path = ++links > LINKS_MAX ? NULL : path_behind(a,
			    name, str_range(whole.p + part.n,
			    whole.p + whole.n));
			if (path == NULL)
				return false;
			whole = str_from(path);
			part = (struct str){ whole.p, 0 };
		} else if (node.kind != NODE_DIR) {
			return false;
		} else if (part.n < whole.n && part_automounted(name) &&
		    !is_mounted(part_next(whole, part.n), known)) {
			return true;
		}
	}
	return false;
}
