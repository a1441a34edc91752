#include "config.h"

#include "core/shell/watch.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "core/text/term.h"

void
watch_add(struct arena *a, struct watch *g, enum watch_kind kind,
    const char *path)
{
	g->tests = arena_more(a, g->tests, g->n, &g->room, 32,
	    sizeof(*g->tests));
	g->tests[g->n++] = (struct watch_test){ .kind = kind, .path = path };
}

void
watch_add_same(struct arena *a, struct watch *g, const char *path,
    const char *other)
{
	watch_add(a, g, WATCH_SAME, path);
	g->tests[g->n - 1].other = other;
}

static bool
is_implied(const struct watch *g, const struct watch_test *w)
{
	struct str dir = str_from(w->path), path;

	if (w->kind != WATCH_THERE)
		return false;
	for (size_t i = 0; i < g->n; i++) {
		path = str_from(g->tests[i].path);
		if (g->tests[i].kind == WATCH_THERE && path.n > dir.n &&
		    path_within(path, dir))
			return true;
	}
	return false;
}

/*
 * While it goes through the list some are dropped already; but what such a one
 * implied is implied by the test that implied it.
 */
void
watch_thin(struct watch *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++)
		if (!is_implied(g, &g->tests[i]))
			g->tests[kept++] = g->tests[i];
	g->n = kept;
}

void
watch_utf8(struct watch *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct watch_test *w = &g->tests[i];

		if (utf8_valid(str_from(w->path)) && (w->other == NULL ||
		    utf8_valid(str_from(w->other))))
			g->tests[kept++] = *w;
	}
	g->n = kept;
}

/* How far both go the same way, up to a "/" or the end of both. */
static size_t
shared_length(const char *a, const char *b)
{
	size_t n = 0;

	for (size_t i = 0; ; i++) {
		bool ends = a[i] == '\0' || b[i] == '\0';

		if ((a[i] == '/' || a[i] == '\0') &&
		    (b[i] == '/' || b[i] == '\0'))
			n = i;
		if (ends || a[i] != b[i])
			return n;
	}
}

const char *
watch_short(struct arena *a, const struct watch *g, const char *path)
{
	struct buf b = buf_in(a);
	size_t n = g->here == NULL ? 0 : shared_length(g->here, path);

	if (n == 0 || n < g->top.n)
		return path;
	for (const char *p = g->here + n; *p != '\0'; p++)
		if (*p == '/')
			buf_text(&b, "../");
	path += n;
	buf_text(&b, *path == '/' ? path + 1 : ".");
	return buf_string(&b);
}
