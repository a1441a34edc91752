#include "config.h"

#include "core/shell/pathlist.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* The first element of list that equals entry; NULL p if there is none. */
static struct str
pathlist_find(const char *list, const char *entry)
{
	struct str rest = str_from(list), element;

	while (str_cut(&rest, ':', &element))
		if (str_is(element, entry))
			return element;
	return (struct str){ NULL, 0 };
}

const char *
pathlist_add(struct arena *a, const char *list, const char *entry)
{
	if (list == NULL || list[0] == '\0')
		return arena_string(a, entry);
	return text_join(a, entry, ":", list, NULL);
}

const char *
pathlist_drop(struct arena *a, const char *list, const char *entry)
{
	struct str found = pathlist_find(list, entry);
	struct buf b = buf_in(a);
	const char *before, *after;

	if (found.p == NULL)
		return list;
	before = found.p;
	after = found.p + found.n;
	if (*after == ':')
		after++;
	else if (before > list)
		before--;
	buf_bytes(&b, list, (size_t)(before - list));
	buf_text(&b, after);
	return buf_string(&b);
}

bool
pathlist_has(const char *list, const char *entry)
{
	return list != NULL && pathlist_find(list, entry).p != NULL;
}

bool
pathlist_leads(const char *list, const char *entry)
{
	return list != NULL && pathlist_find(list, entry).p == list;
}
