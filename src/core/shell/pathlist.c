#include "config.h"

#include "core/shell/pathlist.h"

#include "base/arena.h"
#include "base/buf.h"

const char *
pathlist_entry(struct arena *a, const char *env)
{
	return text_join(a, env, "/bin", NULL);
}

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
pathlist_keep(struct arena *a, const char *list, const char *entry,
    size_t first, size_t last)
{
	size_t total = pathlist_count(list, entry), n = 0;
	struct str rest, element;
	struct buf b = buf_in(a);
	bool any = false;

	if (total <= first + last)
		return list;
	rest = str_from(list);
	while (str_cut(&rest, ':', &element)) {
		if (str_is(element, entry) && n++ >= first &&
		    n <= total - last)
			continue;
		if (any)
			buf_char(&b, ':');
		any = true;
		buf_str(&b, element);
	}
	return buf_string(&b);
}

size_t
pathlist_count(const char *list, const char *entry)
{
	struct str rest = str_from(list == NULL ? "" : list), element;
	size_t n = 0;

	while (str_cut(&rest, ':', &element))
		n += str_is(element, entry);
	return n;
}

bool
pathlist_has(const char *list, const char *entry)
{
	return list != NULL && pathlist_find(list, entry).p != NULL;
}

bool
pathlist_has_env(const char *list, const char *env)
{
	struct str rest = str_from(list == NULL ? "" : list), element;
	struct str dir = str_from(env);

	while (str_cut(&rest, ':', &element))
		if (str_starts(element, dir) &&
		    str_is(str_range(element.p + dir.n,
		    element.p + element.n), "/bin"))
			return true;
	return false;
}

bool
pathlist_leads(const char *list, const char *entry)
{
	return list != NULL && pathlist_find(list, entry).p == list;
}
