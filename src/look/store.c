#include "config.h"

#include "look/store.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/identity.h"
#include "sys/lock.h"
#include "sys/name.h"
#include "sys/node.h"

enum { GRANTS_BYTES = 8 << 20 };

/* What to write: one more record (add), or what make turns them all into. */
struct rewrite {
	const struct grant *add;
	void (*make)(struct arena *, struct trust *, void *);
	void *context;
};

static const char *
generation_name(struct arena *a, unsigned long long number)
{
	return text_join(a, "generation.", text_number(a, number), NULL);
}

static bool
store_fail(struct store *s, const char *subject, const char *reason)
{
	return fault_set(&s->fault, subject, reason, NULL);
}

static bool
store_read(struct arena *a, int fd, struct store *s)
{
	struct file f = file_read(a, fd, "grants", GRANTS_BYTES, true);
	const char *name;

	s->trust = (struct trust){ .n = 0 };
	s->generation = NULL;
	if (f.state == FILE_ABSENT)
		return true;
	if (f.state != FILE_READ)
		return store_fail(s, s->grants, file_reason(a, &f));
	if (!file_is_own(&f))
		return store_fail(s, s->grants,
		    "not believed: others own it or can write it");
	if (!trust_parse(a, f.text, &s->trust))
		return store_fail(s, s->grants, "not a file of grants");
	trust_date(&s->trust, (unsigned long long)f.node.seconds,
	    (unsigned long)f.node.nanoseconds);
	name = generation_name(a, s->trust.generation);
	s->stamp = node_at(fd, name, false);
	if (s->stamp.kind == NODE_FILE)
		s->generation = text_join(a, s->dir, "/", name, NULL);
	return true;
}

static void
store_begin(struct arena *a, const struct vars *v, struct store *s)
{
	*s = (struct store){ .dir = dirs_state(a, v) };
	if (s->dir != NULL)
		s->grants = text_join(a, s->dir, "/grants", NULL);
}

static int
store_open(struct arena *a, const struct vars *v, struct store *s)
{
	struct fault fault;
	int fd;

	store_begin(a, v, s);
	if (s->dir == NULL)
		return -1;
	fd = dirs_open(a, v, s->dir, &fault);
	if (fault.subject != NULL)
		store_fail(s, s->dir, text_join(a, "not believed: ",
		    fault.reason, NULL));
	return fd;
}

bool
store_load(struct arena *a, const struct vars *v, struct store *s)
{
	int fd = store_open(a, v, s);
	bool read = fd < 0 ? s->fault.subject == NULL : store_read(a, fd, s);

	fd_close(fd);
	return read;
}

/* Rename old to name with the date of now; or make name if old is gone. */
static bool
generation_move(int fd, const char *old, const char *name)
{
	if (name_move(fd, old, fd, name) && name_touch(fd, name))
		return true;
	name_remove(fd, name);
	return file_create(fd, name, 0600, STR("")) &&
	    (name_remove(fd, old) || error_last() == ERROR_ABSENT);
}

/* If only a part gets written, readers see that it is no record. */
static bool
grants_append(struct arena *a, int fd, const struct grant *g)
{
	struct buf b = buf_in(a);

	grant_print(&b, g);
	return file_append(fd, "grants", buf_view(&b));
}

static bool
grants_write(struct arena *a, int fd, const struct trust *t)
{
	struct buf b = buf_in(a);

	trust_print(&b, t);
	return file_replace(a, fd, "grants", buf_view(&b));
}

/*
 * The name of the generation file that fits the records after a failed write.
 */
static const char *
generation_named(struct arena *a, int fd, const struct store *s,
    const char *old)
{
	struct store now = { .dir = s->dir };

	return store_read(a, fd, &now) ?
	    generation_name(a, now.trust.generation) : old;
}

/*
 * The generation file is renamed before the records are written.  If this is
 * killed in between, shells ask once more than needed; the other way round
 * they would go on with an old answer.
 */
static bool
store_write(struct arena *a, int fd, struct store *s, const struct rewrite *r)
{
	const char *old = generation_name(a, s->trust.generation), *name;
	bool append = r->add != NULL && s->trust.whole &&
	    trust_record(&s->trust, r->add->kind, r->add->path) == NULL;

	if (r->add != NULL)
		trust_put(a, &s->trust, *r->add);
	else
		r->make(a, &s->trust, r->context);
	s->trust.generation += !append;
	name = generation_name(a, s->trust.generation);
	if (s->trust.n > GRANTS_MAX)
		return store_fail(s, s->grants, "too many records");
	if (!generation_move(fd, old, name))
		return store_fail(s, s->dir, error_reason(a));
	if (append ? !grants_append(a, fd, r->add) :
	    !grants_write(a, fd, &s->trust)) {
		store_fail(s, s->grants, error_reason(a));
		generation_move(fd, name, generation_named(a, fd, s,
		    old));
		return false;
	}
	s->stamp = node_at(fd, name, false);
	s->generation = text_join(a, s->dir, "/", name, NULL);
	return true;
}

/* Change the records in the state directory, which is open. */
static bool
store_edit_at(struct arena *a, int fd, struct store *s,
    const struct rewrite *r, bool wait)
{
	bool done = false;
	int lock;

	/* Nobody waits at a prompt for a lock. */
	lock = lock_file(fd, "lock", wait);
	if (lock < 0) {
		store_fail(s, s->dir, error_reason(a));
	} else {
		done = store_read(a, fd, s) && store_write(a, fd, s, r);
		fd_close(lock);
	}
	return done;
}

static bool
store_edit(struct arena *a, const struct vars *v, struct store *s,
    const struct rewrite *r, bool wait)
{
	int fd = store_open(a, v, s);
	struct fault fault;
	bool done;

	if (s->dir == NULL)
		return store_fail(s, "HOME", dirs_homeless(v));
	if (s->fault.subject != NULL)
		return false;
	if (fd < 0)
		fd = dirs_enter(a, v, s->dir, &fault);
	if (fd < 0)
		return store_fail(s, fault.subject, fault.reason);
	done = store_edit_at(a, fd, s, r, wait);
	fd_close(fd);
	return done;
}

bool
store_change(struct arena *a, const struct vars *v, struct store *s,
    void (*edit)(struct arena *, struct trust *, void *), void *context)
{
	struct rewrite whole = { .make = edit, .context = context };

	return store_edit(a, v, s, &whole, true);
}

bool
store_made(struct arena *a, const struct vars *v, struct store *s,
    int state, enum grant_kind kind, const char *env, const char *project,
    const struct identity *made)
{
	struct grant g = { .kind = kind, .path = node_real(a, env) };
	struct rewrite one = { .add = &g };

	if (g.path == NULL)
		return store_fail(s, env, error_reason(a));
	g.identity = identity_named(a, g.path, NULL);
	if (!identity_same(made, &g.identity))
		return store_fail(s, env, "is not what was made: somebody put "
		    "another directory there meanwhile");
	g.project = project == NULL ? NULL : node_real(a, project);
	if (g.project == NULL)
		g.project = str_copy(a, path_dir(str_from(g.path)));
	g.project_identity = identity_named(a, g.project, NULL);
	if (state < 0)
		return store_edit(a, v, s, &one, true);
	store_begin(a, v, s);
	return store_edit_at(a, state, s, &one, true);
}

static void
rewrite_nothing(struct arena *a, struct trust *trust, void *context)
{
	(void)a;
	(void)trust;
	(void)context;
}

/* Write if nobody holds the lock; else *s stays as it was. */
static bool
store_try(struct arena *a, const struct vars *v, struct store *s,
    const struct rewrite *r)
{
	struct store written;

	if (!store_edit(a, v, &written, r, false))
		return false;
	*s = written;
	return true;
}

bool
store_renew(struct arena *a, const struct vars *v, struct store *s)
{
	struct rewrite nothing = { .make = rewrite_nothing };

	return store_try(a, v, s, &nothing);
}

static void
rewrite_one(struct arena *a, struct trust *trust, void *context)
{
	(void)a;
	trust_renew(trust, context);
}

bool
store_refresh(struct arena *a, const struct vars *v, struct store *s,
    const struct grant *g)
{
	struct grant known = *g;
	struct rewrite one = { .make = rewrite_one, .context = &known };

	return store_try(a, v, s, &one);
}
