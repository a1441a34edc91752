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
	[GRANT_FOREIGN_TREE] = "allow-foreign-tree",
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
identity_take(struct arena *a, struct str *rest, struct identity *id)
{
	struct str word;

	return str_cut(rest, ' ', &word) && identity_parse(a, word, id);
}

static bool
path_take(struct arena *a, struct str *rest, const char **path)
{
	struct str word;

	if (!str_cut(rest, ' ', &word))
		return false;
	*path = percent_take(a, word);
	return *path != NULL && (*path)[0] == '/';
}

/* "-", or a path and the identity of what it is. */
static bool
project_take(struct arena *a, struct str *rest, struct grant *g)
{
	if (str_is(*rest, "-")) {
		*rest = (struct str){ NULL, 0 };
		return g->project_identity.kind == IDENTITY_NONE;
	}
	return path_take(a, rest, &g->project);
}

static bool
kind_take(struct str *rest, enum grant_kind *kind)
{
	struct str word;

	if (!str_cut(rest, ' ', &word))
		return false;
	for (int i = 0; i < NGRANT_KINDS; i++) {
		if (str_is(word, grant_names[i])) {
			*kind = (enum grant_kind)i;
			return true;
		}
	}
	return false;
}

static bool
grant_parse(struct arena *a, struct str line, struct grant *g)
{
	return kind_take(&line, &g->kind) &&
	    identity_take(a, &line, &g->identity) &&
	    identity_take(a, &line, &g->project_identity) &&
	    path_take(a, &line, &g->path) &&
	    project_take(a, &line, g) && line.p == NULL;
}

/* A record of the first form; its device number means nothing (identity.h). */
static bool
grant_parse_first(struct arena *a, struct str line, struct grant *g)
{
	unsigned long long device;

	g->identity.kind = IDENTITY_BEFORE;
	return kind_take(&line, &g->kind) && g->kind != GRANT_FOREIGN_TREE &&
	    number_take(&line, &device) &&
	    number_take(&line, &g->identity.ino) &&
	    path_take(a, &line, &g->path) && line.p == NULL;
}

static bool
header_parse(struct str line, struct trust *t)
{
	static const struct str head = STR_INIT("venvhook grants ");
	struct str form;

	if (!str_starts(line, head))
		return false;
	line.p += head.n;
	line.n -= head.n;
	if (!str_cut(&line, ' ', &form))
		return false;
	t->first = str_is(form, "1");
	return (t->first || str_is(form, "2")) &&
	    str_number(line, ULLONG_MAX / 2, &t->generation);
}

static size_t
lines_count(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Is text the beginning of a record, left by a writer that was killed? */
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
	    !header_parse(line, &t))
		return false;
	t.grants = arena_new(a, struct grant, room);
	for (; t.n < room - 1 && str_line(&text, &line); t.n++)
		if (!(t.first ? grant_parse_first : grant_parse)(a, line,
		    &t.grants[t.n]))
			return false;
	if (!is_torn(text))
		return false;
	t.whole = text.n == 0 && !t.first;
	t.generation += t.n;
	*out = t;
	return true;
}

void
trust_date(struct trust *t, unsigned long long seconds,
    unsigned long nanoseconds)
{
	for (size_t i = 0; t->first && i < t->n; i++) {
		t->grants[i].identity.seconds = seconds;
		t->grants[i].identity.nanoseconds = nanoseconds;
	}
}

void
grant_print(struct buf *b, const struct grant *g)
{
	buf_texts(b, grant_names[g->kind], " ", NULL);
	identity_print(b, &g->identity);
	buf_char(b, ' ');
	identity_print(b, &g->project_identity);
	buf_char(b, ' ');
	percent_put(b, g->path);
	buf_char(b, ' ');
	percent_put(b, g->project == NULL ? "-" : g->project);
	buf_char(b, '\n');
}

void
trust_print(struct buf *b, const struct trust *t)
{
	buf_text(b, "venvhook grants 2 ");
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

/* A record with a project denies only what is kept for that project. */
static const struct grant *
deny_record(const struct trust *t, const char *path, const char *project)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if (g->kind == GRANT_DENY && strcmp(g->path, path) == 0 &&
		    (g->project == NULL || (project != NULL &&
		    strcmp(g->project, project) == 0)))
			return g;
	}
	return NULL;
}

const struct grant *
trust_denied(const struct trust *t, const char *path, const char *project)
{
	const struct grant *g = deny_record(t, path, project);

	if (g == NULL && project != NULL)
		g = deny_record(t, project, NULL);
	if (g == NULL)
		g = trust_tree(t, GRANT_DENY_TREE, path);
	if (g == NULL && project != NULL)
		g = trust_tree(t, GRANT_DENY_TREE, project);
	return g;
}

static bool
is_exact(const struct grant *g, unsigned kinds, const char *path)
{
	return (GRANT_BIT(g->kind) & kinds) != 0 && strcmp(g->path, path) == 0;
}

const struct grant *
trust_exact(const struct trust *t, const char *path, const struct identity *id)
{
	for (size_t i = 0; i < t->n; i++)
		if (is_exact(&t->grants[i], GRANTS_EXACT, path) &&
		    identity_same(&t->grants[i].identity, id))
			return &t->grants[i];
	return NULL;
}

const struct grant *
trust_recorded(const struct trust *t, const char *path)
{
	for (size_t i = 0; i < t->n; i++)
		if (is_exact(&t->grants[i], GRANTS_EXACT, path))
			return &t->grants[i];
	return NULL;
}

const struct grant *
trust_project(const struct trust *t, const char *path, const char *project,
    const struct identity *id)
{
	static const unsigned kinds = GRANT_BIT(GRANT_ALLOW) |
	    GRANT_BIT(GRANT_MADE);

	for (size_t i = 0; project != NULL && i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if (is_exact(g, kinds, path) && g->project != NULL &&
		    strcmp(g->project, project) == 0 &&
		    identity_same(&g->project_identity, id))
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

	trust_drop_for(t, GRANT_BIT(g.kind), g.path, g.project);
	grants = arena_new(a, struct grant, t->n + 1);
	if (t->n > 0)
		memcpy(grants, t->grants, t->n * sizeof(*grants));
	grants[t->n++] = g;
	t->generation++;
	t->grants = grants;
}

/*
 * Is the record about path, and meant for project (NULL: any)?  It is if it
 * names none, or if its env is inside the project that it names.
 */
static bool
is_of(const struct grant *g, const char *path, const char *project)
{
	return strcmp(g->path, path) == 0 && (project == NULL ||
	    g->project == NULL || strcmp(g->project, project) == 0 ||
	    path_within(str_from(path), str_from(g->project)));
}

static bool
is_renewed(const struct grant *g, const struct grant *new)
{
	return identity_renews(&g->identity, &new->identity) ||
	    identity_renews(&g->project_identity, &new->project_identity);
}

bool
trust_renew(struct trust *t, const struct grant *new)
{
	for (size_t i = 0; i < t->n; i++) {
		struct grant *g = &t->grants[i];

		if (g->kind == new->kind && is_of(g, new->path, new->project) &&
		    identity_same(&g->identity, &new->identity) &&
		    is_renewed(g, new)) {
			*g = *new;
			return true;
		}
	}
	return false;
}

size_t
trust_sift(struct trust *t, bool (*useless)(const struct grant *, void *),
    void *context)
{
	size_t kept = 0, n = t->n;

	for (size_t i = 0; i < n; i++)
		if (!useless(&t->grants[i], context))
			t->grants[kept++] = t->grants[i];
	t->n = kept;
	return n - kept;
}

/* What is said of a path, of those kinds, for a project or for any. */
struct said {
	unsigned kinds;
	const char *path, *project;
};

static bool
is_said(const struct grant *g, void *context)
{
	const struct said *s = context;

	return (GRANT_BIT(g->kind) & s->kinds) != 0 &&
	    is_of(g, s->path, s->project);
}

size_t
trust_drop_for(struct trust *t, unsigned kinds, const char *path,
    const char *project)
{
	struct said said = { kinds, path, project };

	return trust_sift(t, is_said, &said);
}

size_t
trust_drop(struct trust *t, unsigned kinds, const char *path)
{
	return trust_drop_for(t, kinds, path, NULL);
}
