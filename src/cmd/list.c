#include "config.h"

#include "cmd/list.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "cmd/listing.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/table.h"
#include "core/rule/trust.h"
#include "core/text/json.h"
#include "sys/fd.h"
#include "sys/signals.h"
#include "sys/stream.h"
#include "sys/tree.h"

#define OK "ok"

/* What stays of an env once all that was read for it is given back. */
struct row {
	const char *path, *project, *python, *health, *keeper;
	bool gone;			/* its project is no directory */
	const char *grant;		/* "allow", "made"; NULL: none */
	unsigned long long disk;	/* bytes */
	long long used;			/* seconds since 1970; 0: not known */
};

struct list {
	struct listing listing;
	struct arena *arena;
	struct row *rows;
	size_t n;
};

static void
list_add(struct list *l, struct arena *own, const struct listed *e)
{
	struct arena *a = l->arena;
	int fd = tree_open(e->path);

	l->rows[l->n++] = (struct row){
		.path = e->path,
		.project = e->project == NULL ? NULL :
		    arena_string(a, e->project),
		.python = str_copy(a, e->env.contents.pyvenv.version),
		.health = e->form.env != NULL ? OK :
		    arena_string(a, e->form.reason),
		.keeper = listed_keeper(e),
		.gone = e->gone,
		.grant = e->grant == NULL ? NULL : grant_names[e->grant->kind],
		.disk = fd < 0 ? 0 : listing_disk(own, fd),
		.used = e->used,
	};
	fd_close(fd);
}

static bool
list_gather(struct list *l, struct run *run, struct fault *f)
{
	struct listing *all = &l->listing;
	struct listed e;

	l->arena = run->arena;
	if (!listing_open(all, run, run_option(run, "--scan"), f))
		return false;
	l->rows = arena_new(run->arena, struct row, all->known.n + 1);
	for (size_t i = 0; i < all->known.n && !signals_waiting(); i++) {
		struct arena own = listing_turn(all, i, all->known.n,
		    "looking at environments");

		listing_look(all, &own, all->known.paths[i], &e);
		/* a record alone is no env: `allow --list` has it */
		if (e.there)
			list_add(l, &own, &e);
	}
	listing_end(all);
	return true;
}

/* --- told to a person */

static const char *
text_used(struct list *l, long long used)
{
	long long days = listing_days(&l->listing, used);
	struct buf b = buf_in(l->arena);

	if (used == 0)
		return "?";
	if (days <= 0)
		return "today";
	buf_number(&b, (unsigned long long)days);
	buf_text(&b, days == 1 ? " day" : " days");
	return buf_string(&b);
}

static const char *
text_keeper(const struct row *e)
{
	if (e->keeper != NULL)
		return e->keeper;
	return e->grant == NULL ? "-" : "you";
}

static const char *
text_state(struct list *l, const struct row *e)
{
	return text_join(l->arena, cell_text(l->arena, e->health),
	    e->gone ? ", its project is gone" : "",
	    e->grant == NULL ? ", not allowed" : "", NULL);
}

static void
list_table(struct list *l, struct buf *b)
{
	static const char *const head[] = { "environment", "python", "size",
		"used", "kept by", "state" };
	struct arena *a = l->arena;
	struct table t = table_in(a, head, sizeof(head) / sizeof(head[0]));

	for (size_t i = 0; i < l->n; i++) {
		const struct row *e = &l->rows[i];

		table_cell(&t, cell_path(a, l->listing.run->vars, e->path),
		    false);
		table_cell(&t, cell_text(a, e->python), false);
		table_cell(&t, cell_size(a, e->disk), false);
		table_cell(&t, text_used(l, e->used), false);
		table_cell(&t, text_keeper(e), false);
		table_cell(&t, text_state(l, e), strcmp(e->health, OK) != 0);
	}
	table_print(&t, b, stream_shown());
}

/* --- and to a program */

static void
list_json(struct list *l, struct buf *b)
{
	struct json j = json_in(b);

	json_open(&j, NULL, '[');
	for (size_t i = 0; i < l->n; i++) {
		const struct row *e = &l->rows[i];

		json_open(&j, NULL, '{');
		json_text(&j, "env", e->path);
		json_text(&j, "project", e->project);
		json_bool(&j, "project_there", e->project != NULL && !e->gone);
		json_text(&j, "python", e->python);
		json_number(&j, "size", e->disk);
		json_number(&j, "used", (unsigned long long)e->used);
		json_text(&j, "kept_by", e->keeper);
		json_text(&j, "health", e->health);
		json_text(&j, "grant", e->grant);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	buf_char(b, '\n');
}

static void
list_null(struct list *l, struct buf *b)
{
	for (size_t i = 0; i < l->n; i++)
		buf_bytes(b, l->rows[i].path,
		    strlen(l->rows[i].path) + 1);
}

static int
list_print(struct list *l)
{
	struct run *run = l->listing.run;
	struct buf b = buf_in(l->arena);

	if (run_has(run, "--json"))
		list_json(l, &b);
	else if (run_has(run, "--null"))
		list_null(l, &b);
	else if (l->n > 0)
		list_table(l, &b);
	return out_write(l->arena, buf_view(&b));
}

static int
list_run(struct run *run)
{
	struct list l = { .n = 0 };
	struct fault fault;
	unsigned before;
	bool done;

	if (run_either(run, "--json", "--null") != EXIT_DONE)
		return EXIT_USAGE;
	before = signals_hold();
	done = list_gather(&l, run, &fault);
	signals_release(before);
	return done ? list_print(&l) : fail_fault(run->arena, &fault);
}

static const struct option list_options[] = {
	{ .name = "--scan", .arg = "DIR",
	    .help = "those below this directory instead" },
	{ .name = "--json", .help = "as a JSON array" },
	{ .name = "--null", .help = "the paths alone, each ended by a NUL" },
	{ .name = NULL },
};

const struct command list_command = {
	.name = "list",
	.args = "",
	.help = "show the environments known on this machine",
	.options = list_options,
	.run = list_run,
};
