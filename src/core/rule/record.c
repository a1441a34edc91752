#include "config.h"

#include "core/rule/record.h"

#include <stddef.h>
#include <string.h>

#include "core/facts.h"
#include "core/rule/trust.h"

/* For an env that a manager keeps: is the record for the same project? */
static bool
is_for(const struct grant *g, const struct where *where)
{
	return where->manager == NULL || (g->project != NULL &&
	    where->canonical_project != NULL &&
	    strcmp(g->project, where->canonical_project) == 0);
}

/* Is it the same directory, and with one that is kept, the same project? */
static bool
is_same(const struct grant *g, const struct where *where)
{
	return identity_same(&g->identity, &where->identity) &&
	    (where->manager == NULL ||
	    identity_same(&g->project_identity, &where->project_identity));
}

static const struct grant *
record_find(const struct trust *t, unsigned kinds, const struct where *where,
    bool same)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if ((GRANT_BIT(g->kind) & kinds) != 0 &&
		    strcmp(g->path, where->canonical) == 0 &&
		    is_for(g, where) && (!same || is_same(g, where)))
			return g;
	}
	return NULL;
}

const struct grant *
record_denies(const struct trust *t, const struct where *where)
{
	return trust_denied(t, where->canonical == NULL ? where->path :
	    where->canonical, where->canonical_project);
}

const struct grant *
record_exact(const struct trust *t, const struct where *where)
{
	return record_find(t, GRANTS_EXACT, where, true);
}

const struct grant *
record_earlier(const struct trust *t, const struct where *where)
{
	return record_find(t, GRANTS_EXACT, where, false);
}

bool
record_foreign(const struct trust *t, const struct where *where)
{
	const struct grant *g;

	if (record_find(t, GRANT_BIT(GRANT_FOREIGN), where, true) != NULL)
		return true;
	g = trust_tree(t, GRANT_FOREIGN_TREE, where->canonical);
	return g != NULL && identity_same(&g->identity, &where->tree);
}

bool
record_beside(const struct trust *t, const struct where *where)
{
	const char *own = where->canonical_project;
	struct str parent;

	if (own == NULL)
		return false;
	parent = path_dir(str_from(own));
	for (size_t i = 0; i < t->n; i++) {
		const char *other = t->grants[i].project;

		if (t->grants[i].kind == GRANT_ALLOW && other != NULL &&
		    strcmp(other, own) != 0 &&
		    str_eq(path_dir(str_from(other)), parent))
			return true;
	}
	return false;
}

const struct grant *
record_any(const struct trust *t, const struct where *where)
{
	const struct grant *g = record_denies(t, where);

	if (where->canonical == NULL)
		return g;
	if (g == NULL)
		g = record_exact(t, where);
	if (g == NULL)
		g = record_earlier(t, where);
	if (g == NULL)
		g = trust_tree(t, GRANT_FOREIGN_TREE, where->canonical);
	if (g == NULL)
		g = trust_tree(t, GRANT_TREE, where->canonical);
	return g;
}
