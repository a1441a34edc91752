#include "config.h"

#include "cmd/list.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/facts.h"
#include "core/rule/judge.h"
#include "core/rule/trust.h"
#include "core/text/json.h"
#include "core/text/term.h"
#include "core/vars.h"
#include "look/inspect.h"
#include "look/known.h"
#include "look/project.h"
#include "look/store.h"
#include "sys/child.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/stamp.h"
#include "sys/stream.h"
#include "sys/tree.h"
#include "sys/vars.h"

enum { DAY = 86400, COLUMNS = 5, WIDTH_MAX = 60, SCRATCH = 2 << 20 };

#define OK "ok"
#define GONE "not there"

/* What there is to say of one env; texts are of the arena of the run. */
struct listed {
	const char *path, *project, *python, *health;
	bool gone;			/* its project is no directory */
	const char *grant;		/* "allow", "made"; NULL: none */
	unsigned long long disk;	/* bytes */
	long long used;			/* seconds since 1970; 0: not known */
};

struct list {
	struct run *run;
	struct progress progress;
	struct store store;
	struct known known;
	void *scratch;			/* memory for one env at a time */
	struct listed *envs;
	size_t n;
	long long now;
};

/* The project of an env: what its .project says, else where it stands. */
static const char *
project_of(struct arena *a, const char *path)
{
	struct str name = path_base(str_from(path));
	const char *reason, *said = project_said(a, path, &reason);

	if (said == NULL && (str_is(name, ".venv") || str_is(name, "venv")))
		return str_copy(a, path_dir(str_from(path)));
	return said;
}

static const char *
grant_of(const struct trust *t, const char *path)
{
	for (size_t i = 0; i < t->n; i++)
		if ((GRANT_BIT(t->grants[i].kind) & GRANTS_EXACT) != 0 &&
		    strcmp(t->grants[i].path, path) == 0)
			return grant_names[t->grants[i].kind];
	return NULL;
}

static unsigned long long
disk_of(struct arena *a, const char *path)
{
	struct tree_size size = { .disk = 0 };
	int fd = tree_open(path);

	if (fd < 0)
		return 0;
	tree_measure(a, fd, &size);
	fd_drop(fd);
	return size.disk;
}

static const char *
health_of(struct arena *a, const char *path, struct env *env)
{
	struct decision d;

	if (node_followed(path).kind == NODE_ABSENT)
		return GONE;
	d = judge_form(a, env);
	return d.env != NULL ? OK : d.reason;
}

/* What is said of an env stays, all else that was read for it does not. */
static void
list_look(struct list *l, const char *path, struct listed *e)
{
	struct arena *a = l->run->arena;
	struct arena own = arena_over(l->scratch, SCRATCH, a->full);
	struct env env;
	const char *project = project_of(&own, path), *health;

	*e = (struct listed){ .path = path,
	    .grant = grant_of(&l->store.trust, path),
	    .used = stamp_read(text_join(&own, path, "/pyvenv.cfg", NULL)) };
	inspect(&own, l->run->vars, NULL, path, false, &env);
	health = health_of(&own, path, &env);
	e->health = strcmp(health, OK) == 0 ? OK : arena_string(a, health);
	if (project != NULL) {
		e->gone = node_followed(project).kind != NODE_DIR;
		e->project = arena_string(a, project);
	}
	e->python = str_copy(a, env.contents.pyvenv.version);
	e->disk = disk_of(&own, path);
}

static void
list_records(struct list *l)
{
	const struct trust *t = &l->store.trust;

	for (size_t i = 0; i < t->n; i++)
		if ((GRANT_BIT(t->grants[i].kind) & GRANTS_EXACT) != 0)
			known_add(&l->known, t->grants[i].path);
}

/* "looking at environment 12 of 300" */
static void
list_progress(struct list *l, size_t at)
{
	struct arena mark = *l->run->arena;
	struct buf b = buf_in(l->run->arena);

	buf_text(&b, "looking at environment ");
	buf_number(&b, at + 1);
	buf_text(&b, " of ");
	buf_number(&b, l->known.n);
	progress_turn(&l->progress, buf_string(&b));
	progress_tick(&l->progress);
	progress_turn(&l->progress, "looking");
	*l->run->arena = mark;
}

/* Which there are, and what there is to say of each. */
static bool
list_gather(struct list *l, struct fault *f)
{
	struct run *run = l->run;
	const char *dir = run_option(run, "--scan");

	l->known = (struct known){ .arena = run->arena, .vars = run->vars,
	    .progress = &l->progress };
	progress_turn(&l->progress, "looking for environments");
	if (dir != NULL) {
		if (!known_scan(&l->known, where_spelled(run, dir), f))
			return false;
	} else {
		list_records(l);
		known_stores(&l->known);
	}
	known_sort(&l->known);
	l->envs = arena_new(run->arena, struct listed, l->known.n + 1);
	l->scratch = arena_alloc(run->arena, SCRATCH, 1);
	for (size_t i = 0; i < l->known.n; i++) {
		list_progress(l, i);
		list_look(l, l->known.paths[i], &l->envs[l->n]);
		/* a record alone is no env: `allow --list` has it */
		l->n += strcmp(l->envs[l->n].health, GONE) != 0;
	}
	progress_wipe(&l->progress);
	return true;
}

/* --- told to a person */

static const char *
text_path(struct list *l, const char *path)
{
	const char *home = l->run->vars->home;
	struct buf b = buf_in(l->run->arena);

	if (home != NULL && home[0] == '/' && home[1] != '\0' &&
	    path_within(str_from(path), str_from(home))) {
		buf_char(&b, '~');
		path += strlen(home);
	}
	term_text(&b, str_from(path));
	return buf_string(&b);
}

/* "812 KB", "45 MB", "1.2 GB" */
static const char *
text_size(struct arena *a, unsigned long long bytes)
{
	static const char *const units[] = { " KB", " MB", " GB", " TB" };
	unsigned long long tenths = bytes * 10 / 1024;
	struct buf b = buf_in(a);
	size_t unit = 0;

	while (tenths >= 10240 && unit < 3) {
		tenths /= 1024;
		unit++;
	}
	buf_number(&b, tenths / 10);
	if (unit > 0 && tenths < 100) {
		buf_char(&b, '.');
		buf_number(&b, tenths % 10);
	}
	buf_text(&b, units[unit]);
	return buf_string(&b);
}

static const char *
text_used(struct list *l, long long used)
{
	long long days = (l->now - used) / DAY;
	struct buf b = buf_in(l->run->arena);

	if (used == 0)
		return "?";
	if (days <= 0)
		return "today";
	buf_number(&b, (unsigned long long)days);
	buf_text(&b, days == 1 ? " day" : " days");
	return buf_string(&b);
}

static const char *
text_state(struct list *l, const struct listed *e)
{
	struct arena *a = l->run->arena;
	struct buf b = buf_in(a);

	term_text(&b, str_from(e->health));
	if (e->gone)
		buf_texts(&b, ", its project is gone", NULL);
	if (e->grant == NULL)
		buf_text(&b, ", not allowed");
	return buf_string(&b);
}

/*
 * The columns, each as wide as its longest that is not out of all measure,
 * two blanks between.
 */
static void
list_table(struct list *l, struct buf *b, bool colour)
{
	struct arena *a = l->run->arena;
	static const char *const head[COLUMNS] = { "environment", "python",
		"size", "used", "state" };
	const char **cells = arena_new(a, const char *, (l->n + 1) * COLUMNS);
	size_t width[COLUMNS] = { 0 };

	memcpy(cells, head, sizeof(head));
	for (size_t i = 0; i < l->n; i++) {
		const struct listed *e = &l->envs[i];
		const char **row = cells + (i + 1) * COLUMNS;
		struct buf version = buf_in(a);

		term_text(&version, str_from(e->python));
		row[0] = text_path(l, e->path);
		row[1] = buf_string(&version);
		row[2] = text_size(a, e->disk);
		row[3] = text_used(l, e->used);
		row[4] = text_state(l, e);
	}
	for (size_t i = 0; i < (l->n + 1) * COLUMNS; i++)
		if (strlen(cells[i]) > width[i % COLUMNS] &&
		    strlen(cells[i]) <= WIDTH_MAX)
			width[i % COLUMNS] = strlen(cells[i]);
	for (size_t i = 0; i < (l->n + 1) * COLUMNS; i++) {
		size_t c = i % COLUMNS;
		bool bad = i >= COLUMNS && c == COLUMNS - 1 &&
		    !str_starts(str_from(cells[i]), STR(OK));

		buf_texts(b, colour && bad ? "\33[31m" : "", cells[i],
		    colour && bad ? "\33[m" : "", NULL);
		for (size_t n = strlen(cells[i]), k = 0; c < COLUMNS - 1 &&
		    (n < width[c] + 2 || k < 2); n++, k++)
			buf_char(b, ' ');
		if (c == COLUMNS - 1)
			buf_char(b, '\n');
	}
}

/* --- and to a program */

static void
list_json(struct list *l, struct buf *b)
{
	struct json j = json_in(b);

	json_open(&j, NULL, '[');
	for (size_t i = 0; i < l->n; i++) {
		const struct listed *e = &l->envs[i];

		json_open(&j, NULL, '{');
		json_text(&j, "env", e->path);
		json_text(&j, "project", e->project);
		json_bool(&j, "project_there", e->project != NULL && !e->gone);
		json_text(&j, "python", e->python);
		json_number(&j, "size", e->disk);
		json_number(&j, "used", (unsigned long long)e->used);
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
		buf_bytes(b, l->envs[i].path, strlen(l->envs[i].path) + 1);
}

static int
list_print(struct list *l)
{
	struct buf b = buf_in(l->run->arena);
	const char *plain = vars_named("NO_COLOR");

	if (run_has(l->run, "--json"))
		list_json(l, &b);
	else if (run_has(l->run, "--null"))
		list_null(l, &b);
	else if (l->n > 0)
		list_table(l, &b, stream_shown() &&
		    (plain == NULL || plain[0] == '\0'));
	return out_write(l->run->arena, buf_view(&b));
}

static int
list_run(struct run *run)
{
	struct list l = { .run = run,
	    .progress = progress_begin(run->arena, stream_error),
	    .now = stamp_now() };
	struct fault fault;
	unsigned before;
	bool done;

	if (run_either(run, "--json", "--null") != EXIT_DONE)
		return EXIT_USAGE;
	if (!store_load(run->arena, run->vars, &l.store))
		return fail_fault(run->arena, &l.store.fault);
	before = signals_hold();
	done = list_gather(&l, &fault);
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
