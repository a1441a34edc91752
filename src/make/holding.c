#include "config.h"

#include "make/holding.h"

#include <string.h>

#include "base/arena.h"
#include "core/python/pyvenv.h"
#include "make/aside.h"
#include "sys/error.h"
#include "sys/tree.h"

bool
holding_read(struct arena *a, int fd, const struct journal *journal,
    struct holding *h)
{
	struct names *list = tree_list(fd);
	const char *name;
	bool done;

	*h = (struct holding){ .cfg = false };
	if (list == NULL)
		return false;
	while ((name = tree_next(list)) != NULL) {
		unsigned spared = aside_spared(fd, name);

		h->spared |= spared;
		if (strcmp(name, PYVENV_CFG) == 0)
			h->cfg = true;
		else if (spared == 0 && !aside_apart(journal, name))
			h->other = arena_string(a, name);
	}
	done = error_last() == ERROR_NONE;
	tree_end(list);
	return done;
}
