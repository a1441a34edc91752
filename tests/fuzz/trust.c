/*
 * Any bytes as a file of grants, of either form.  What is understood is the
 * same when it is written and read again; a deny is found whatever else is
 * there; what is put is found; what is dropped is gone, and nothing else is.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/rule/trust.h"
#include "fuzz.h"

static char memory[1 << 24];

static bool
is(const struct identity *x, const struct identity *y)
{
	if (x->kind == IDENTITY_HANDLE)
		return y->kind == x->kind &&
		    strcmp(x->handle, y->handle) == 0;
	return x->kind == y->kind && x->ino == y->ino &&
	    x->seconds == y->seconds && x->nanoseconds == y->nanoseconds;
}

static bool
same(const struct grant *g, const struct grant *h)
{
	return g->kind == h->kind && is(&g->identity, &h->identity) &&
	    is(&g->project_identity, &h->project_identity) &&
	    strcmp(g->path, h->path) == 0 &&
	    (g->project == NULL) == (h->project == NULL) &&
	    (g->project == NULL || strcmp(g->project, h->project) == 0);
}

static void
comes_back(struct arena *a, const struct trust *t)
{
	struct buf b = buf_in(a);
	struct trust u;

	trust_print(&b, t);
	hold(trust_parse(a, buf_view(&b), &u));
	hold(u.n == t->n && u.generation == t->generation);
	for (size_t i = 0; i < t->n; i++)
		hold(same(&t->grants[i], &u.grants[i]));
}

/* By the words of the header, not by the functions that are asked. */
static bool
is_denied(const struct trust *t, const char *path, const char *project)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];
		size_t n = strlen(g->path);
		bool is = strcmp(g->path, path) == 0, below;

		while (n > 0 && g->path[n - 1] == '/')
			n--;
		below = strncmp(g->path, path, n) == 0 &&
		    (path[n] == '/' || path[n] == '\0');
		is = is && (g->project == NULL || (project != NULL &&
		    strcmp(g->project, project) == 0));
		if ((g->kind == GRANT_DENY && is) ||
		    (g->kind == GRANT_DENY_TREE && below))
			return true;
	}
	return false;
}

/* What a look at the directory that was recorded gives. */
static struct identity
seen(const struct identity *recorded)
{
	struct identity now = *recorded;

	if (now.kind == IDENTITY_BEFORE)
		now.kind = IDENTITY_BORN;
	return now;
}

static void
asked(const struct trust *t, const struct grant *g)
{
	struct identity now = seen(&g->identity);
	const struct grant *exact = trust_exact(t, g->path, &now);
	const struct grant *tree = trust_tree(t, GRANT_TREE, g->path);
	bool is_exact = (GRANT_BIT(g->kind) & GRANTS_EXACT) != 0;

	hold((trust_denied(t, g->path, NULL) != NULL) ==
	    is_denied(t, g->path, NULL));
	hold((trust_denied(t, "/else", g->path) != NULL) ==
	    (is_denied(t, "/else", g->path) || is_denied(t, g->path, NULL)));
	hold(!is_exact || now.kind == IDENTITY_NONE || exact != NULL);
	hold(exact == NULL || ((GRANT_BIT(exact->kind) & GRANTS_EXACT) != 0 &&
	    identity_same(&exact->identity, &now) &&
	    strcmp(exact->path, g->path) == 0));
	hold(tree == NULL || (tree->kind == GRANT_TREE &&
	    path_within(str_from(g->path), str_from(tree->path))));
	hold(g->kind != GRANT_TREE || (tree != NULL &&
	    strlen(tree->path) >= strlen(g->path)));
}

static void
changed(struct arena *a, struct trust *t)
{
	struct grant g = t->grants[t->n - 1];
	struct identity now = seen(&g.identity);
	size_t others = 0, n;

	g.kind = GRANT_DENY;
	g.project = NULL;
	g.project_identity = (struct identity){ .kind = IDENTITY_NONE };
	/* one without an identity has no number either */
	if (g.identity.kind != IDENTITY_NONE)
		g.identity.ino = g.identity.ino > 1 ? g.identity.ino - 1 : 2;
	trust_put(a, t, g);
	hold(same(trust_record(t, GRANT_DENY, g.path), &g));
	hold(trust_denied(t, g.path, NULL) != NULL);
	comes_back(a, t);
	for (size_t i = 0; i < t->n; i++)
		others += strcmp(t->grants[i].path, g.path) != 0;
	n = t->n;
	hold(trust_drop(t, GRANTS_ALL, g.path) == n - others);
	hold(t->n == others);
	for (int kind = 0; kind < NGRANT_KINDS; kind++)
		hold(trust_record(t, (enum grant_kind)kind, g.path) == NULL);
	hold(trust_exact(t, g.path, &now) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n };
	struct trust t;

	if (n > 8192)
		return 0;
	if (!trust_parse(&a, text, &t)) {
		hold(t.n == 0);
		return 0;
	}
	comes_back(&a, &t);
	for (size_t i = 0; i < t.n; i++) {
		hold(t.grants[i].path[0] == '/');
		asked(&t, &t.grants[i]);
	}
	if (t.n > 0)
		changed(&a, &t);
	return 0;
}
