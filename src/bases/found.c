#include "config.h"

#include "bases/found.h"

#include <string.h>

#include "base/arena.h"
#include "bases/candidates.h"
#include "bases/interpreter.h"
#include "bases/lookup.h"

static bool
is_listed(const struct python_found *list, size_t n,
    const struct python_found *it)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].usable && it->usable &&
		    strcmp(list[i].python.real, it->python.real) == 0)
			return true;
	return false;
}

size_t
found_list(const struct lookup *h, struct python_found **out)
{
	struct candidates *list = candidates_new(h);
	size_t n = 0;

	candidates_for(h, NULL, list);
	*out = arena_new(h->arena, struct python_found, list->n + 1);
	for (size_t i = 0; i < list->n; i++) {
		struct python_found *it = &(*out)[n];

		*it = (struct python_found){ .path = list->row[i].path,
		    .where = list->row[i].where };
		it->usable = interpreter_load(h, it->path, &it->python,
		    &it->fault);
		n += !is_listed(*out, n, it);
	}
	return n;
}
