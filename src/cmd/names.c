#include "config.h"

#include "cmd/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "core/python/pyvenv.h"
#include "core/text/near.h"
#include "core/text/redirect.h"
#include "core/text/term.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/mount.h"
#include "sys/node.h"
#include "sys/tree.h"

/* A directory may hold any number; nobody reads through more than this. */
enum { NAMES_MAX = 1000 };

bool
names_fits(struct arena *a, const char *word)
{
	struct buf shown = buf_in(a);

	term_text(&shown, str_from(word));
	return word[0] != '\0' && word[0] != '.' && word[0] != '-' &&
	    strchr(word, '/') == NULL && strcmp(buf_string(&shown), word) == 0;
}

const char *
names_path(const struct run *run, const char *word)
{
	struct arena *a = run->arena;
	const char *home = dirs_workon(a, run->vars);

	if (home == NULL || !names_fits(a, word))
		return NULL;
	return path_clean(a, text_join(a, home, "/", word, NULL));
}

/* Is name an env that can be activated?  led: it may be a link, or a mount. */
static bool
is_env(struct arena *a, int dirfd, const char *name, bool led)
{
	return names_fits(a, name) && strchr(name, ':') == NULL &&
	    (led || (node_at(dirfd, name, false).kind == NODE_DIR &&
	    !mount_at(dirfd, name))) &&
	    node_there(dirfd, text_join(a, name, "/" PYVENV_CFG, NULL));
}

static const char **
names_at(struct arena *a, const char *dir, bool led, size_t *n)
{
	const char **list = arena_new(a, const char *, NAMES_MAX), *name;
	int dirfd = dir == NULL ? -1 : tree_open_followed(dir);
	struct names *all = dirfd < 0 ? NULL : tree_list(dirfd);

	*n = 0;
	while (all != NULL && *n < NAMES_MAX && (name = tree_next(all)))
		if (is_env(a, dirfd, name, led))
			list[(*n)++] = arena_string(a, name);
	if (dirfd >= 0) {
		tree_end(all);
		fd_drop(dirfd);
	}
	tree_sort(list, *n);
	return list;
}

const char **
names_list(const struct run *run, size_t *n)
{
	return names_at(run->arena, dirs_workon(run->arena, run->vars), true,
	    n);
}

const char **
names_below(const struct run *run, const char *dir, size_t *n)
{
	return names_at(run->arena, dir, false, n);
}

const char *
names_question(const struct run *run, const char *word)
{
	struct near near = near_to(word);
	const char **list;
	size_t n = 0;

	if (!names_fits(run->arena, word))
		return "";
	list = names_list(run, &n);
	for (size_t i = 0; i < n; i++)
		near_offer(&near, list[i]);
	return near_question(run->arena, &near);
}
