#include "config.h"

#include "make/content.h"

#include <string.h>

#include "base/arena.h"
#include "make/aside.h"
#include "sys/error.h"
#include "sys/tree.h"

bool
content_read(struct arena *a, int fd, const struct journal *journal,
    struct content *c)
{
	struct names *list = tree_list(fd);
	const char *name;
	bool done;

	*c = (struct content){ .cfg = false };
	if (list == NULL)
		return false;
	while ((name = tree_next(list)) != NULL) {
		unsigned spared = aside_spared(fd, name);

		c->spared |= spared;
		if (strcmp(name, "pyvenv.cfg") == 0)
			c->cfg = true;
		else if (spared == 0 && !aside_apart(journal, name))
			c->other = arena_string(a, name);
	}
	done = error_last() == ERROR_NONE;
	tree_end(list);
	return done;
}
