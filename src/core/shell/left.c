#include "config.h"

#include "core/shell/left.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/shell/pathlist.h"
#include "core/text/percent.h"

#define MARK "~"

enum { LEFT_MAX = 32, COPIES_MAX = 64 << 10 };

static const struct str now = STR_INIT(LEFT_NOW);

/* The next pair; false at the end, and at what no program of ours wrote. */
static bool
left_next(struct str *rest, struct str *entry, size_t *copies)
{
	struct str number;
	unsigned long long n;

	if (!str_cut(rest, ':', &number) || !str_cut(rest, ':', entry) ||
	    !str_number(number, COPIES_MAX, &n))
		return false;
	*copies = (size_t)n;
	return true;
}

static struct str
left_list(const char *left, bool *is_now)
{
	struct str rest = str_from(left == NULL ? "" : left);

	*is_now = str_starts(rest, now);
	if (*is_now)
		rest = str_range(rest.p + now.n, rest.p + rest.n);
	return rest;
}

const char *
left_plain(const char *left)
{
	bool is_now;

	return left_list(left, &is_now).p;
}

const char *
left_sweep(struct arena *a, const char *left, const char *path,
    const char *entry)
{
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	size_t copies, n = 0;

	if (!is_now || path == NULL)
		return path;
	while (n++ < LEFT_MAX && left_next(&rest, &each, &copies))
		if (each.p[0] == '/' && (entry == NULL || !str_is(each, entry)))
			path = pathlist_keep(a, path, str_copy(a, each), 0,
			    copies);
	return path;
}

bool
left_is_now(const char *left)
{
	bool is_now;

	left_list(left, &is_now);
	return is_now;
}

bool
left_has(const char *left, const char *entry)
{
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	size_t copies, n = 0;

	while (is_now && n++ < LEFT_MAX && left_next(&rest, &each, &copies))
		if (str_is(each, entry))
			return true;
	return false;
}

static void
left_put(struct buf *b, struct str entry, size_t copies)
{
	if (b->n > 0)
		buf_char(b, ':');
	buf_number(b, copies);
	buf_char(b, ':');
	buf_str(b, entry);
}

const char *
left_keep(struct arena *a, const char *left, const char *path,
    const char *env)
{
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	struct buf b = buf_in(a);
	size_t copies, n = 0;

	if (is_now || left == NULL || path == NULL)
		return left;
	while (n++ < LEFT_MAX && left_next(&rest, &each, &copies))
		if (pathlist_count(path, str_copy(a, each)) <= copies &&
		    (env == NULL || !str_is(each, pathlist_entry(a, env))))
			left_put(&b, each, copies);
	return str_is(buf_view(&b), left) ? left : buf_string(&b);
}

const char *
left_add(struct arena *a, const char *left, const char *entry, size_t copies)
{
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	struct buf b = buf_in(a);
	size_t n = 1;

	left_put(&b, str_from(entry), copies);
	while (n++ < LEFT_MAX && left_next(&rest, &each, &copies))
		if (!str_is(each, entry))
			left_put(&b, each, copies);
	return buf_string(&b);
}

static const char *
left_word(struct arena *a, const char *name)
{
	struct buf b = buf_in(a);

	buf_char(&b, '=');
	percent_put(&b, name);
	return buf_string(&b);
}

bool
left_named(struct arena *a, const char *left, const char *name)
{
	const char *word = left_word(a, name);
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	size_t copies, n = 0;

	while (n++ < LEFT_MAX && left_next(&rest, &each, &copies))
		if (str_is(each, word))
			return true;
	return false;
}

const char *
left_name(struct arena *a, const char *next, const char *left,
    const char *name)
{
	if (next != NULL)
		left = next;
	return left_named(a, left, name) ? next :
	    left_add(a, left, left_word(a, name), 0);
}

unsigned
left_mark(const char *kept)
{
	return 1 + (unsigned)(text_hash(0, kept) % COPIES_MAX);
}

static unsigned
left_marked(const char *left)
{
	bool is_now;
	struct str rest = left_list(left, &is_now), each;
	size_t mark, n = 0;

	while (n++ < LEFT_MAX && left_next(&rest, &each, &mark))
		if (str_is(each, MARK))
			return (unsigned)mark;
	return 0;
}

const char *
left_compare(struct arena *a, const char *left, unsigned mark)
{
	return left_marked(left) == mark ? left :
	    text_join(a, LEFT_NOW, left_plain(left), NULL);
}

const char *
left_remark(struct arena *a, const char *next, const char *left,
    unsigned mark)
{
	if (next != NULL)
		left = next;
	return left_marked(left) == mark ? next :
	    left_add(a, left, MARK, mark);
}
