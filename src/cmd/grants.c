#include "config.h"

#include "cmd/grants.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "core/manager/manager.h"
#include "core/rule/trust.h"
#include "core/text/term.h"
#include "look/keepers.h"
#include "look/store.h"
#include "sys/node.h"

static bool
is_gone(const char *path)
{
	return node_named(path).kind == NODE_ABSENT;
}

/*
 * Is the record useless, because neither the env nor its project exists?  While
 * the project does, the record holds for an env that is recreated in it.
 */
static bool
is_dead(const struct grant *g)
{
	return (GRANT_BIT(g->kind) & GRANTS_EXACT) != 0 && is_gone(g->path) &&
	    (g->project == NULL || is_gone(g->project));
}

/* How many tab stops the name of the grant is long. */
static size_t
stops(const struct grant *g)
{
	return strlen(grant_names[g->kind]) / 8;
}

/* " (kept by poetry for /p)" */
static void
put_keeper(struct run *run, struct buf *b, const struct grant *g)
{
	const struct manager *m;

	if (g->project == NULL || path_within(str_from(g->path),
	    str_from(g->project)))
		return;
	m = keepers_find(run->arena, run->vars, g->project, g->path);
	if (m == NULL)
		return;
	buf_texts(b, " (kept by ", m->name, " for ", NULL);
	term_text(b, str_from(g->project));
	buf_char(b, ')');
}

static void
grants_lines(struct run *run, struct buf *b, const struct trust *t)
{
	size_t most = 0;

	for (size_t i = 0; i < t->n; i++)
		if (!is_dead(&t->grants[i]) && stops(&t->grants[i]) > most)
			most = stops(&t->grants[i]);
	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if (is_dead(g))
			continue;
		buf_text(b, grant_names[g->kind]);
		for (size_t n = stops(g); n <= most; n++)
			buf_char(b, '\t');
		term_text(b, str_from(g->path));
		put_keeper(run, b, g);
		buf_text(b, is_gone(g->path) ? " (not there)\n" : "\n");
	}
}

int
grants_list(struct run *run)
{
	struct buf b = buf_in(run->arena);
	struct store store;

	if (run_alone(run, "--list") != EXIT_DONE)
		return EXIT_USAGE;
	if (!store_load(run->arena, run->vars, &store))
		return fail_fault(run->arena, &store.fault);
	grants_lines(run, &b, &store.trust);
	return out_write(run->arena, buf_view(&b));
}
