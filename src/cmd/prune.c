#include "config.h"

#include "cmd/prune.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/ask.h"
#include "cmd/listing.h"
#include "cmd/out.h"
#include "cmd/say.h"
#include "cmd/table.h"
#include "cmd/verdict.h"
#include "core/rule/trust.h"
#include "core/vars.h"
#include "look/absence.h"
#include "make/removal.h"
#include "sys/node.h"
#include "sys/signals.h"
#include "sys/stream.h"

enum { DAYS_MAX = 36500 };

static const char nothing[] = "nothing is to be deleted";

/* An env that goes, or that stays although there is a reason against it. */
struct pruned {
	const char *path, *why, *stays;	/* as in struct verdict */
	enum verdict_kind kind;
	struct identity identity;
	unsigned long long disk;	/* bytes */
	bool deleted;
};

struct prune {
	struct run *run;
	struct arena *arena;
	struct listing listing;
	struct wanted wanted;
	struct pruned *list;		/* sorted by path */
	size_t n, room;
	size_t going;			/* of these */
	unsigned long long bytes;	/* that they take */
	size_t deleted, records;
	bool failed;
};

/* --- one of them */

static bool
verdict_goes(const struct verdict *v)
{
	return v->kind != VERDICT_NONE && v->stays == NULL;
}

/*
 * Why prune leaves it alone, where remove would not, as that was told which env
 * is meant; or NULL.
 */
static const char *
prune_bars(struct arena *a, struct removal *removal)
{
	const char *strange = removal_strange(a, removal->fd);

	if (removal->mount)
		return "it is a mount; 'venvhook remove' empties it";
	if (removal->journal.there)
		return "what was begun there is not finished; "
		    "'venvhook recreate' or 'remove' takes it up";
	return strange == NULL ? NULL : text_join(a, "it holds ", strange,
	    ", which is of no environment", NULL);
}

/*
 * Judge it.  If it is to go, open it as remove would; and as another process
 * may have recreated it until it was locked, judge it again.  The removal is
 * open if the verdict is that it goes.
 */
static struct verdict
prune_judge(struct prune *p, struct arena *a, const char *path,
    struct listed *e, struct removal *removal, struct fault *f)
{
	const struct vars *v = p->run->vars;
	struct verdict verdict;

	listing_look(&p->listing, a, path, e);
	verdict = verdict_of(&p->listing, a, e, &p->wanted);
	if (!verdict_goes(&verdict))
		return verdict;
	if (!removal_may(a, v, &e->env, f) || !removal_open(removal, a, v,
	    &e->env, &p->listing.progress, f)) {
		verdict.stays = strcmp(f->subject, path) == 0 ? f->reason :
		    fault_text(a, f);
		return verdict;
	}
	listing_look(&p->listing, a, path, e);
	verdict = verdict_of(&p->listing, a, e, &p->wanted);
	if (verdict_goes(&verdict))
		verdict.stays = prune_bars(a, removal);
	if (!verdict_goes(&verdict))
		removal_close(removal);
	return verdict;
}

static struct identity
identity_lasting(struct arena *a, const struct identity *id)
{
	struct identity lasting = *id;

	if (id->handle != NULL)
		lasting.handle = arena_string(a, id->handle);
	return lasting;
}

static void
prune_add(struct prune *p, const struct listed *e, const struct verdict *v,
    unsigned long long disk)
{
	struct arena *a = p->arena;

	p->list = arena_more(a, p->list, p->n, &p->room, 64, sizeof(*p->list));
	p->list[p->n++] = (struct pruned){
		.path = e->path,
		.why = arena_string(a, v->why),
		.stays = v->stays == NULL ? NULL : arena_string(a, v->stays),
		.kind = v->kind,
		.identity = identity_lasting(a, &e->env.where.identity),
		.disk = disk,
	};
	p->going += v->stays == NULL;
	p->bytes += disk;
}

/* --- which go */

static bool
is_useless(const struct grant *g, void *context)
{
	struct prune *p = context;
	struct arena own = arena_over(p->listing.scratch, LISTING_SCRATCH,
	    p->arena->full);

	return absence_ends(&own, p->run->vars, g);
}

static bool
prune_gather(struct prune *p, struct fault *f)
{
	struct listing *l = &p->listing;

	if (!listing_open(l, p->run, NULL, f))
		return false;
	for (size_t i = 0; i < l->known.n && !signals_waiting(); i++) {
		struct arena own = listing_turn(l, i, l->known.n,
		    "looking at environments");
		unsigned long long disk = 0;
		struct removal removal;
		struct fault fault;
		struct listed e;
		struct verdict v = prune_judge(p, &own, l->known.paths[i], &e,
		    &removal, &fault);

		if (verdict_goes(&v)) {
			disk = listing_disk(&own, removal.fd);
			removal_close(&removal);
		}
		if (v.kind != VERDICT_NONE)
			prune_add(p, &e, &v, disk);
	}
	listing_end(l);
	for (size_t i = 0; i < l->store.trust.n; i++)
		p->records += is_useless(&l->store.trust.grants[i], p);
	return true;
}

/* --- what is told */

/* "3 environments", "1 record" */
static void
words_count(struct buf *b, size_t n, const char *thing)
{
	buf_number(b, n);
	buf_texts(b, " ", thing, n == 1 ? "" : "s", NULL);
}

/* "3 environments, about 120 MB", with the records " and 2 records of ..." */
static const char *
prune_words(const struct prune *p, size_t n)
{
	struct buf b = buf_in(p->arena);

	if (n > 0 || p->records == 0) {
		words_count(&b, n, "environment");
		buf_texts(&b, " (", cell_size(p->arena, p->bytes), ")", NULL);
	}
	if (n > 0 && p->records > 0)
		buf_text(&b, " and ");
	if (p->records > 0) {
		words_count(&b, p->records, "record");
		buf_text(&b, " of what is gone");
	}
	return buf_string(&b);
}

/* Those that go, or those that stay; nothing where there are none. */
static void
prune_table(const struct prune *p, struct buf *b, bool going, bool person)
{
	static const char *const heads[][3] = { { "stays", "though", "as" },
		{ "to be deleted", "size", "why" } };
	struct arena *a = p->arena;
	struct table t = table_in(a, heads[going], 3);
	bool any = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct pruned *e = &p->list[i];

		if ((e->stays == NULL) != going)
			continue;
		any = true;
		table_cell(&t, cell_path(a, p->run->vars, e->path), false);
		table_cell(&t, going ? cell_size(a, e->disk) :
		    cell_text(a, e->why), false);
		table_cell(&t, cell_text(a, going ? e->why : e->stays), false);
	}
	if (any)
		table_print(&t, b, person);
}

static int
prune_tell(struct prune *p)
{
	struct buf b = buf_in(p->arena);

	prune_table(p, &b, true, stream_shown());
	prune_table(p, &b, false, stream_shown());
	buf_text(&b, "venvhook: ");
	if (p->going == 0 && p->records == 0)
		buf_text(&b, nothing);
	else
		buf_texts(&b, "to be deleted: ", prune_words(p, p->going),
		    NULL);
	buf_char(&b, '\n');
	return out_write(p->arena, buf_view(&b));
}

/* --- deleting */

static void
prune_show(const void *context)
{
	const struct prune *p = context;
	struct buf b = buf_in(p->arena);

	prune_table(p, &b, true, true);
	stream_error(buf_view(&b));
	if (p->n > p->going)
		say_hint(p->arena, "of others it is not certain; --dry-run "
		    "tells which");
}

static int
prune_asked(struct prune *p)
{
	const char *words = prune_words(p, p->going);
	struct question q = {
		.text = text_join(p->arena, "delete ", words, NULL),
		.mute = { .subject = words, .reason = "not deleted: nobody to "
		    "ask; --yes answers for you, --dry-run shows them" },
		.no = { .subject = words, .reason = "not deleted" },
		.show = prune_show,
		.context = p,
	};

	return p->going == 0 ? EXIT_DONE : ask(p->run, &q);
}

static void
prune_delete(struct prune *p, struct arena *a, struct pruned *pruned)
{
	struct removal removal;
	struct listed e;
	struct fault fault;
	struct verdict v = prune_judge(p, a, pruned->path, &e, &removal,
	    &fault);
	bool goes = verdict_goes(&v), done = false;

	if (goes && v.kind == pruned->kind &&
	    identity_same(&pruned->identity, &e.env.where.identity)) {
		done = removal_run(&removal);
		pruned->deleted = node_named(pruned->path).kind == NODE_ABSENT;
	} else {
		fault_set(&fault, pruned->path, text_join(a, "not deleted: ",
		    v.stays != NULL ? v.stays : "it has changed meanwhile",
		    NULL), NULL);
	}
	if (goes)
		removal_close(&removal);
	if (done)
		return;
	progress_wipe(&p->listing.progress);
	fail_fault(p->arena, &fault);
	p->failed = true;
}

/* The records of what was deleted, and of what is gone anyway. */
static bool
is_dropped(const struct grant *g, void *context)
{
	struct prune *p = context;
	size_t from = 0, to = p->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcmp(g->path, p->list[middle].path);

		if (order == 0)
			return p->list[middle].deleted &&
			    (GRANT_BIT(g->kind) & GRANTS_EXACT) != 0;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	if (!is_useless(g, p))
		return false;
	p->records++;
	return true;
}

static void
prune_records(struct arena *a, struct trust *trust, void *context)
{
	(void)a;
	trust_sift(trust, is_dropped, context);
}

static void
prune_all(struct prune *p)
{
	struct store *store = &p->listing.store;
	unsigned long long bytes = 0;
	size_t at = 0;

	for (size_t i = 0; i < p->n && !signals_waiting(); i++) {
		struct arena own;

		if (p->list[i].stays != NULL)
			continue;
		own = listing_turn(&p->listing, at++, p->going,
		    "deleting environments");
		prune_delete(p, &own, &p->list[i]);
		p->deleted += p->list[i].deleted;
		bytes += p->list[i].deleted ? p->list[i].disk : 0;
	}
	listing_end(&p->listing);
	p->bytes = bytes;
	if (p->deleted == 0 && p->records == 0)
		return;
	p->records = 0;
	if (!store_change(p->arena, p->run->vars, store, prune_records, p)) {
		fail_fault(p->arena, &store->fault);
		p->failed = true;
	}
}

/* Gather, or delete.  Signals are held: a Ctrl-C stops it between two envs. */
static bool
prune_held(struct prune *p, struct fault *f, bool delete)
{
	unsigned before = signals_hold();
	bool done = true;

	if (delete)
		done = store_load(p->arena, p->run->vars, &p->listing.store);
	if (!done)
		*f = p->listing.store.fault;
	else if (delete)
		prune_all(p);
	else
		done = prune_gather(p, f);
	signals_release(before);
	return done;
}

static int
prune_options(struct prune *p)
{
	struct run *run = p->run;
	const char *days = run_option(run, "--unused");
	unsigned long long n = 0;
	bool *kinds = p->wanted.kinds;

	if (run_either(run, "--dry-run", "--yes") != EXIT_DONE)
		return EXIT_USAGE;
	if (days != NULL && (!str_number(str_from(days), DAYS_MAX, &n) ||
	    n == 0))
		return run_usage(run, days, text_join(run->arena,
		    "is no number of days from 1 to ",
		    text_number(run->arena, DAYS_MAX), NULL));
	p->wanted.days = (long long)n;
	kinds[VERDICT_ORPHANED] = run_has(run, "--orphaned");
	kinds[VERDICT_BROKEN] = run_has(run, "--broken");
	kinds[VERDICT_UNUSED] = days != NULL;
	if (!kinds[VERDICT_ORPHANED] && !kinds[VERDICT_BROKEN] && days == NULL)
		kinds[VERDICT_ORPHANED] = kinds[VERDICT_BROKEN] = true;
	return EXIT_DONE;
}

static int
prune_run(struct run *run)
{
	struct prune p = { .run = run, .arena = run->arena };
	struct fault fault;

	if (prune_options(&p) != EXIT_DONE)
		return EXIT_USAGE;
	if (!prune_held(&p, &fault, false))
		return fail_fault(run->arena, &fault);
	if (run_has(run, "--dry-run"))
		return prune_tell(&p);
	if (p.going == 0 && p.records == 0)
		return out_done(run->arena, nothing,
		    p.n == 0 ? "" : "; of some it is not certain, and "
		    "--dry-run tells which");
	if (prune_asked(&p) != EXIT_DONE)
		return EXIT_REFUSED;
	if (!prune_held(&p, &fault, true))
		return fail_fault(run->arena, &fault);
	removal_sweep(run->arena, run->vars);
	return p.failed ? EXIT_REFUSED : out_done(run->arena, "deleted ",
	    prune_words(&p, p.deleted));
}

static const struct option prune_options_table[] = {
	{ .name = "--orphaned", .help = "those whose project is gone" },
	{ .name = "--broken", .help = "those without their Python" },
	{ .name = "--unused", .arg = "DAYS", .help = "those in which no Python "
	    "was started for so long" },
	{ .name = "--dry-run", .help = "show which, and which stay and why" },
	{ .name = "--yes", .letter = "-y", .help = "do not ask" },
	{ .name = NULL },
};

const struct command prune_command = {
	.name = "prune",
	.args = "",
	.help = "delete environments that are orphaned, broken or unused",
	.options = prune_options_table,
	.run = prune_run,
};
