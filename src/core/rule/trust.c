#include "config.h"

#include "core/rule/trust.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/percent.h"

const char *const grant_names[NGRANT_KINDS] = {
	[GRANT_ALLOW] = "allow",
	[GRANT_FOREIGN] = "allow-foreign",
	[GRANT_MADE] = "made",
	[GRANT_TREE] = "allow-tree",
	[GRANT_DENY] = "deny",
	[GRANT_DENY_TREE] = "deny-tree",
	[GRANT_CREATE] = "create",
	[GRANT_CREATE_TREE] = "create-tree",
};

static bool
number_take(struct str *rest, unsigned long long *out)
{
	struct str word;

	return str_cut(rest, ' ', &word) && str_number(word, ULLONG_MAX, out);
}

static bool
grant_parse(struct arena *a, struct str line, struct grant *g)
{
	struct str word;
	int kind = 0;

	if (!str_cut(&line, ' ', &word))
		return false;
	while (kind < NGRANT_KINDS && !str_is(word, grant_names[kind]))
		kind++;
	if (kind == NGRANT_KINDS)
		return false;
	g->kind = (enum grant_kind)kind;
	if (!number_take(&line, &g->dev) || !number_take(&line, &g->ino))
		return false;
	g->path = percent_take(a, line);
	return g->path != NULL && g->path[0] == '/';
}

static bool
header_parse(struct str line, unsigned long long *generation)
{
	static const struct str head = STR_INIT("venvhook grants 1 ");

	if (!str_starts(line, head))
		return false;
	line.p += head.n;
	line.n -= head.n;
	return str_number(line, ULLONG_MAX / 2, generation);
}

static size_t
lines_count(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* "made 65024 12": what is left when its writer died. */
static bool
is_torn(struct str text)
{
	static const struct str begin = STR_INIT("made ");

	return str_starts(text, begin) || str_starts(begin, text);
}

bool
trust_parse(struct arena *a, struct str text, struct trust *out)
{
	struct str line;
	struct trust t = { .n = 0 };
	size_t room = lines_count(text);

	*out = t;
	if (room == 0 || room > GRANTS_MAX + 1 || !str_line(&text, &line) ||
	    !header_parse(line, &t.generation))
		return false;
	t.grants = arena_new(a, struct grant, room);
	while (t.n < room - 1 && str_line(&text, &line))
		if (!grant_parse(a, line, &t.grants[t.n++]))
			return false;
	if (!is_torn(text))
		return false;
	t.whole = text.n == 0;
	t.generation += t.n;
	*out = t;
	return true;
}

void
grant_print(struct buf *b, const struct grant *g)
{
	buf_texts(b, grant_names[g->kind], " ", NULL);
	buf_number(b, g->dev);
	buf_char(b, ' ');
	buf_number(b, g->ino);
	buf_char(b, ' ');
	percent_put(b, g->path);
	buf_char(b, '\n');
}

void
trust_print(struct buf *b, const struct trust *t)
{
	buf_text(b, "venvhook grants 1 ");
	buf_number(b, t->generation - t->n);
	buf_char(b, '\n');
	for (size_t i = 0; i < t->n; i++)
		grant_print(b, &t->grants[i]);
}

const struct grant *
trust_record(const struct trust *t, enum grant_kind kind, const char *path)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->grants[i].kind == kind &&
		    strcmp(t->grants[i].path, path) == 0)
			return &t->grants[i];
	return NULL;
}

const struct grant *
trust_tree(const struct trust *t, enum grant_kind kind, const char *path)
{
	const struct grant *deepest = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if (g->kind != kind ||
		    !path_within(str_from(path), str_from(g->path)))
			continue;
		if (deepest == NULL || strlen(g->path) > strlen(deepest->path))
			deepest = g;
	}
	return deepest;
}

const struct grant *
trust_denied(const struct trust *t, const char *path, const char *project)
{
	const struct grant *g = trust_record(t, GRANT_DENY, path);

	if (g == NULL && project != NULL)
		g = trust_record(t, GRANT_DENY, project);
	if (g == NULL)
		g = trust_tree(t, GRANT_DENY_TREE, path);
	if (g == NULL && project != NULL)
		g = trust_tree(t, GRANT_DENY_TREE, project);
	return g;
}

const struct grant *
trust_exact(const struct trust *t, const char *path,
    unsigned long long dev, unsigned long long ino)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if ((GRANT_BIT(g->kind) & GRANTS_EXACT) != 0 &&
		    g->dev == dev && g->ino == ino &&
		    strcmp(g->path, path) == 0)
			return g;
	}
	return NULL;
}

const struct grant *
trust_earlier(const struct trust *t, const char *path)
{
	for (int kind = 0; kind < NGRANT_KINDS; kind++) {
		const struct grant *g =
		    trust_record(t, (enum grant_kind)kind, path);

		if (g != NULL && (GRANT_BIT(kind) & GRANTS_EXACT) != 0)
			return g;
	}
	return NULL;
}

const struct grant *
trust_create(const struct trust *t, const char *project)
{
	const struct grant *g = trust_record(t, GRANT_CREATE, project);

	return g != NULL ? g : trust_tree(t, GRANT_CREATE_TREE, project);
}

void
trust_put(struct arena *a, struct trust *t, struct grant g)
{
	struct grant *grants;

	trust_drop(t, GRANT_BIT(g.kind), g.path);
	grants = arena_new(a, struct grant, t->n + 1);
	if (t->n > 0)
		memcpy(grants, t->grants, t->n * sizeof(*grants));
	grants[t->n++] = g;
	t->generation++;
	t->grants = grants;
}

size_t
trust_drop(struct trust *t, unsigned kinds, const char *path)
{
	size_t kept = 0, n = t->n;

	for (size_t i = 0; i < n; i++) {
		if ((GRANT_BIT(t->grants[i].kind) & kinds) != 0 &&
		    strcmp(t->grants[i].path, path) == 0)
			continue;
		t->grants[kept++] = t->grants[i];
	}
	t->n = kept;
	return n - kept;
}
