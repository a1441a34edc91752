#include "config.h"

#include "look/absence.h"

#include <string.h>

#include "base/buf.h"
#include "core/rule/trust.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "sys/climb.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/tree.h"

/* What is missing in one of these may be a volume, or a home, not mounted. */
static const char *const mounts[] = {
	"/", "/home", "/media", "/mnt", "/net", "/run/media", "/Users",
	"/Volumes",
};

/* /media/NAME and /run/media/NAME hold the volumes of a user. */
static bool
is_for_mounts(const char *dir)
{
	struct str above = path_dir(str_from(dir));

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++)
		if (strcmp(dir, mounts[i]) == 0)
			return true;
	return str_is(above, "/media") || str_is(above, "/run/media");
}

static bool
holds_anything(const char *dir)
{
	int fd = tree_open_followed(dir);
	struct names *names = fd < 0 ? NULL : tree_list(fd);
	bool any = names != NULL && tree_next(names) != NULL;

	tree_end(names);
	if (fd >= 0)
		fd_drop(fd);
	return any;
}

/* Why path may not be gone for good, by the nearest directory above it. */
static const char *
volume_doubt(struct arena *a, const char *path)
{
	const char *dir = path;
	enum node_kind kind;

	do {
		dir = str_copy(a, path_dir(str_from(dir)));
		kind = node_followed(dir).kind;
	} while (kind == NODE_ABSENT && dir[1] != '\0');
	if (kind != NODE_DIR)
		return text_join(a, dir, " is no directory that can be read",
		    NULL);
	if (is_for_mounts(dir) || !holds_anything(dir))
		return text_join(a, "perhaps a volume is not mounted at or "
		    "below ", dir, NULL);
	return NULL;
}

struct absence
absence_of(struct arena *a, const struct vars *v, const char *path)
{
	const char *clean = path_clean(a, path);
	struct absence there = { false, NULL };
	enum node_kind kind;

	if (climb_wakes(a, path, v->home, NULL) ||
	    climb_wakes(a, clean, v->home, NULL))
		return there;
	kind = node_named(path).kind;
	/* "/gone/../there" may be meant as /there */
	if (kind == NODE_ABSENT) {
		path = clean;
		kind = node_named(path).kind;
	}
	if (kind == NODE_LINK && node_followed(path).kind == NODE_ABSENT)
		return (struct absence){ true,
		    "a link is there that leads nowhere" };
	if (kind != NODE_ABSENT)
		return there;
	return (struct absence){ true, volume_doubt(a, path) };
}

static bool
is_gone(struct arena *a, const struct vars *v, const char *path)
{
	struct absence absence = absence_of(a, v, path);

	return absence.gone && absence.doubt == NULL;
}

bool
absence_ends(struct arena *a, const struct vars *v, const struct grant *g)
{
	return (GRANT_BIT(g->kind) & GRANTS_EXACT) != 0 &&
	    is_gone(a, v, g->path) &&
	    (g->project == NULL || is_gone(a, v, g->project));
}
