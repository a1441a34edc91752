/*
 * Any bytes as what a manager's row reads: the first byte chooses the row,
 * the next which variables are set, and pieces between NULs answer what it
 * asks for, in turn.  It never asks twice for the same, reads in the project
 * only what its row says, and every path is absolute and clean.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "core/manager/manager.h"
#include "core/text/redirect.h"
#include "fuzz.h"

enum { INPUT_MAX = 1024, FACTS_MAX = 2048, ROUNDS_MAX = 64 };

static char memory[1 << 26];
static struct manager_fact facts[FACTS_MAX];

static void
is_clean(struct arena *a, const char *path)
{
	hold(path != NULL && path[0] == '/');
	hold(strcmp(path_clean(a, path), path) == 0);
}

static bool
is_known(const struct manager_case *c, const struct manager_fact *f)
{
	for (size_t i = 0; i < c->n_facts; i++)
		if (c->facts[i].ask == f->ask &&
		    strcmp(c->facts[i].path, f->path) == 0 &&
		    strcmp(c->facts[i].prefix, f->prefix) == 0)
			return true;
	return false;
}

static bool
is_listed(const struct manager *m, const char *path)
{
	struct str dir = path_dir(str_from(path));
	/* a store may be in the project, if a file there can say so */
	bool listed = m->named || !str_is(dir, "/p/q");

	for (size_t i = 0; i < MANAGER_FILES_MAX && m->files[i] != NULL; i++)
		listed |= str_is(path_base(str_from(path)), m->files[i]);
	return listed;
}

/* False: it has asked for more than anybody would read. */
static bool
tell(struct arena *a, const struct manager *m, struct manager_case *c,
    struct manager_fact f, struct str *rest)
{
	is_clean(a, f.path);
	hold(!is_known(c, &f) && is_listed(m, f.path));
	if (c->n_facts == FACTS_MAX)
		return false;
	f.there = str_cut(rest, '\0', &f.text);
	facts[c->n_facts++] = f;
	return true;
}

static void
judge(struct arena *a, const struct manager_answer *out)
{
	hold((out->says == MANAGER_ENVS) == (out->n_envs > 0));
	hold((out->says == MANAGER_UNSURE) == (out->reason != NULL));
	is_clean(a, out->project);
	for (size_t i = 0; i < out->n_envs; i++)
		is_clean(a, out->envs[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const plain[] = { "/h", "/v", "v", "1" };
	struct arena a = arena_over(memory, sizeof(memory), abort);
	const char *values[MANAGER_VARS_MAX] = { "/h" };
	struct manager_case c = { .project = "/p/q", .values = values,
	    .facts = facts };
	struct manager_answer out;
	const struct manager *m;
	struct str rest;

	if (n < 2 || n > INPUT_MAX)
		return 0;
	m = managers[bytes[0] % 9];
	for (size_t i = 1; i < MANAGER_VARS_MAX; i++)
		if (bytes[1] >> i % 8 & 1)
			values[i] = plain[(i + bytes[1]) % 4];
	rest = (struct str){ (const char *)bytes + 2, n - 2 };
	for (int i = 0; i < ROUNDS_MAX; i++) {
		if (manager_ask(&a, m, &c, &out) != MANAGER_ASKS) {
			judge(&a, &out);
			return 0;
		}
		for (size_t k = 0; k < out.n_asked; k++)
			if (!tell(&a, m, &c, out.asked[k], &rest))
				return 0;
	}
	abort();
}
