#include "config.h"

#include "cmd/grants.h"

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/table.h"
#include "core/manager/manager.h"
#include "core/rule/trust.h"
#include "look/absence.h"
#include "look/keepers.h"
#include "look/store.h"
#include "sys/node.h"

/* "(kept by poetry for /p)", "(not there)" */
static const char *
list_note(struct run *run, const struct grant *g)
{
	const struct manager *m = NULL;

	if (node_named(g->path).kind == NODE_ABSENT)
		return "(not there)";
	if (g->project != NULL && !path_within(str_from(g->path),
	    str_from(g->project)))
		m = keepers_find(run->arena, run->vars, g->project, g->path);
	return m == NULL ? "" : text_join(run->arena, "(kept by ", m->name,
	    " for ", cell_text(run->arena, g->project), ")", NULL);
}

/* What is gone for good is left out; prune takes it from the records. */
static void
grants_lines(struct run *run, struct buf *b, const struct trust *t)
{
	struct table table = table_in(run->arena, NULL, 3);

	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];

		if (absence_ends(run->arena, run->vars, g))
			continue;
		table_cell(&table, grant_names[g->kind], false);
		table_cell(&table, cell_text(run->arena, g->path), false);
		table_cell(&table, list_note(run, g), false);
	}
	table_print(&table, b, false);
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
