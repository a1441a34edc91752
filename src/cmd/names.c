#include "config.h"

#include "cmd/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/where.h"
#include "core/text/near.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/tree.h"

/* A directory may hold any number; nobody reads through more than this. */
enum { NAMES_MAX = 1000 };

static const char **
names_at(struct arena *a, int dirfd, size_t *n)
{
	const char **list = arena_new(a, const char *, NAMES_MAX), *name;
	struct names *all = tree_list(dirfd);

	/* with a colon in its name it cannot stand on PATH */
	while (all != NULL && *n < NAMES_MAX && (name = tree_next(all)))
		if (where_is_name(a, name) && strchr(name, ':') == NULL &&
		    node_there(dirfd,
		    text_join(a, name, "/pyvenv.cfg", NULL)))
			list[(*n)++] = arena_string(a, name);
	tree_end(all);
	tree_sort(list, *n);
	return list;
}

const char **
names_list(const struct run *run, size_t *n)
{
	const char *home = dirs_workon(run->arena, run->vars), **list = NULL;
	int dirfd = home == NULL ? -1 : tree_open_followed(home);

	*n = 0;
	if (dirfd >= 0) {
		list = names_at(run->arena, dirfd, n);
		fd_drop(dirfd);
	}
	return list;
}

const char *
names_question(const struct run *run, const char *word)
{
	struct near near = near_to(word);
	const char **list;
	size_t n = 0;

	if (!where_is_name(run->arena, word))
		return "";
	list = names_list(run, &n);
	for (size_t i = 0; i < n; i++)
		near_offer(&near, list[i]);
	return near_question(run->arena, &near);
}
