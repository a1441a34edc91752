#include "config.h"

#include "cmd/listing.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/where.h"
#include "core/manager/manager.h"
#include "core/python/pyvenv.h"
#include "core/rule/judge.h"
#include "core/rule/trust.h"
#include "core/vars.h"
#include "look/inspect.h"
#include "look/keepers.h"
#include "look/project.h"
#include "sys/climb.h"
#include "sys/node.h"
#include "sys/stamp.h"
#include "sys/stream.h"
#include "sys/subtree.h"

enum { DAY = 86400 };

static void
listing_records(struct listing *l)
{
	const struct trust *t = &l->store.trust;

	for (size_t i = 0; i < t->n; i++)
		if ((GRANT_BIT(t->grants[i].kind) & GRANTS_EXACT) != 0)
			known_add(&l->known, t->grants[i].path);
}

bool
listing_open(struct listing *l, struct run *run, const char *scan,
    struct fault *f)
{
	*l = (struct listing){ .run = run, .now = stamp_now(),
	    .progress = progress_begin(run->arena, stream_error),
	    .known = { .arena = run->arena, .vars = run->vars,
	    .progress = &l->progress } };
	if (!store_load(run->arena, run->vars, &l->store)) {
		*f = l->store.fault;
		return false;
	}
	progress_turn(&l->progress, "looking for environments");
	if (scan == NULL) {
		listing_records(l);
		known_stores(&l->known);
	} else if (!known_scan(&l->known, where_spelled(run, scan), f)) {
		progress_wipe(&l->progress);
		return false;
	}
	known_sort(&l->known);
	l->scratch = arena_alloc(run->arena, LISTING_SCRATCH, 1);
	return true;
}

struct arena
listing_turn(struct listing *l, size_t at, size_t of, const char *doing)
{
	struct arena own = arena_over(l->scratch, LISTING_SCRATCH,
	    l->run->arena->full);
	struct buf b = buf_in(&own);

	progress_turn(&l->progress, doing);
	/* about a hundred times in all, as a terminal is slow */
	if (at % (of / 100 + 1) == 0) {
		buf_number(&b, at + 1);
		buf_text(&b, " of ");
		buf_number(&b, of);
		progress_detail(&l->progress, buf_view(&b));
	}
	progress_tick(&l->progress);
	return own;
}

void
listing_end(struct listing *l)
{
	progress_detail(&l->progress, STR(""));
	progress_wipe(&l->progress);
}

/* --- one of them */

/* Fill in the project: what .project says, else its place, else its record. */
static void
listed_project(const struct listing *l, struct arena *a, struct listed *e)
{
	struct str path = str_from(e->path), name = path_base(path);
	const char *reason;

	e->project = project_said(a, e->path, &reason);
	e->said = e->project != NULL;
	if (!e->said && (str_is(name, ".venv") || str_is(name, "venv")))
		e->project = str_copy(a, path_dir(path));
	else if (!e->said && e->grant != NULL && e->grant->project != NULL &&
	    !path_within(path, str_from(e->grant->project)))
		e->project = e->grant->project;
	/* a file may name any path */
	e->asleep = e->said && climb_wakes(a, e->project, l->run->vars->home,
	    NULL);
	e->gone = e->project != NULL && !e->asleep &&
	    node_followed(e->project).kind != NODE_DIR;
}

/*
 * Fill in which manager keeps it, by the store that it stands in.  Two may
 * share one: then its name tells, if one of them puts a hash of the project's
 * path into that.
 */
static void
listed_stored(const struct known *k, struct arena *a, struct listed *e)
{
	for (size_t i = 0; i < k->nstores && !e->its; i++) {
		const struct known_store *s = &k->stores[i];
		const char *mark;

		if (!known_in_store(s, e->path))
			continue;
		e->stored = true;
		mark = e->project == NULL ? NULL :
		    manager_mark(a, s->row, e->project);
		e->its = mark != NULL &&
		    strstr(e->path + strlen(s->dir), mark) != NULL;
		if (e->its || e->manager == NULL || s->row->hashed == NULL)
			e->manager = s->row;
	}
	if (e->manager != NULL && e->manager->says)
		e->its = e->said;
}

static void
listed_kept(struct listing *l, struct arena *a, struct listed *e)
{
	const struct vars *v = l->run->vars;

	listed_stored(&l->known, a, e);
	if (e->manager == NULL && e->project != NULL && !e->asleep &&
	    !path_within(str_from(e->path), str_from(e->project)))
		e->manager = keepers_find(a, v, e->project, e->path);
}

void
listing_look(struct listing *l, struct arena *a, const char *path,
    struct listed *e)
{
	*e = (struct listed){ .path = path,
	    .grant = trust_recorded(&l->store.trust, path),
	    .there = node_followed(path).kind != NODE_ABSENT };
	if (!e->there)
		return;
	e->used = stamp_read(text_join(a, path, "/" PYVENV_CFG, NULL));
	inspect(a, l->run->vars, NULL, path, false, &e->env);
	e->form = judge_form(a, &e->env);
	listed_project(l, a, e);
	listed_kept(l, a, e);
}

const char *
listed_keeper(const struct listed *e)
{
	if (e->grant != NULL && e->grant->kind == GRANT_MADE)
		return "venvhook";
	return e->manager == NULL ? NULL : e->manager->name;
}

unsigned long long
listing_disk(struct arena *a, int fd)
{
	struct subtree_size size = { .disk = 0 };

	subtree_measure(a, fd, &size);
	return size.disk;
}

long long
listing_days(const struct listing *l, long long then)
{
	return (l->now - then) / DAY;
}
