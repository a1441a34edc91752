#include "config.h"

#include "core/python/moved.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/percent.h"

/* Cut off the last name if both have the same; false: they do not. */
static bool
moved_up(struct moved *m)
{
	struct moved up = { path_dir(m->from), path_dir(m->to) };

	if (!str_eq(path_base(m->from), path_base(m->to)) ||
	    up.from.n <= 1 || up.to.n <= 1)
		return false;
	*m = up;
	return true;
}

struct moved
moved_whole(struct moved env)
{
	while (moved_up(&env))
		;
	return env;
}

struct moved
moved_part(struct moved env)
{
	struct moved part = env;

	while (moved_up(&env) &&
	    str_eq(path_base(env.from), path_base(env.to)))
		part = env;
	return part;
}

/* Does a path end here, or go on below? */
static bool
is_border(struct str rest)
{
	return rest.n == 0 || strchr("/\"'`:;,) \t\r\n", rest.p[0]) != NULL;
}

static bool
is_begin(const char *begin, const char *at)
{
	return at == begin ||
	    strchr("\"'`:;,(=!@ \t\r\n/", at[-1]) != NULL;
}

struct str
moved_text(struct arena *a, struct str text, struct moved m)
{
	struct buf b = buf_in(a);
	const char *begin = text.p, *at;

	while ((at = str_find(text, m.from)) != NULL) {
		struct str rest = str_range(at + m.from.n, text.p + text.n);

		buf_str(&b, str_range(text.p, at));
		buf_str(&b, is_border(rest) && is_begin(begin, at) ?
		    m.to : m.from);
		text = rest;
	}
	buf_str(&b, text);
	return buf_view(&b);
}

static struct str
percent(struct arena *a, struct str path)
{
	struct buf b = buf_in(a);

	percent_put(&b, str_copy(a, path));
	return buf_view(&b);
}

struct moved
moved_url(struct arena *a, struct moved m)
{
	return (struct moved){ percent(a, m.from), percent(a, m.to) };
}
