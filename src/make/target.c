#include "config.h"

#include "make/target.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/pyvenv.h"
#include "make/aside.h"
#include "make/holding.h"
#include "make/recipe.h"
#include "make/removal.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/identity.h"
#include "sys/lock.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/tree.h"

enum { CFG_MAX = 64 << 10 };

bool
target_fail(const struct target *p, const char *name)
{
	if (error_last() == ERROR_INTERRUPTED)
		return fault_set(p->fault, p->path, "cancelled", NULL);
	return fault_set(p->fault, name[0] == '\0' ? p->path :
	    text_join(p->arena, p->path, "/", name, NULL),
	    error_reason(p->arena), NULL);
}

/* mkdir -p; p->stood is how much of the path was there. */
static bool
target_mkdir(struct target *p)
{
	size_t n = strlen(p->path);

	p->stood = n;
	p->made = name_make_dir_path(p->path);
	if (p->made)
		p->stood = (size_t)path_dir(str_from(p->path)).n;
	if (p->made || error_last() != ERROR_ABSENT)
		return p->made || error_last() == ERROR_EXISTS;
	for (size_t i = 1; i <= n; i++) {
		if (p->path[i] != '/' && p->path[i] != '\0')
			continue;
		p->made = name_make_dir_path(arena_copy(p->arena, p->path, i));
		if (!p->made && error_last() != ERROR_EXISTS)
			return false;
		if (p->made && p->stood == n)
			p->stood = (size_t)path_dir(
			    (struct str){ p->path, i }).n;
	}
	return true;
}

static const char *
target_reason(const struct target *p)
{
	int saved = error_keep();
	enum node_kind kind = node_named(p->path).kind;

	if (kind == NODE_LINK)
		return "is a symbolic link, and an environment is made only "
		    "in a directory";
	if (kind == NODE_FILE || kind == NODE_OTHER)
		return "is not a directory";
	error_again(saved);
	return error_reason(p->arena);
}

/* Does the path still lead to what is open?  Else somebody replaced it. */
static bool
is_same(const struct target *p)
{
	struct node here = node_open(p->fd), there = node_named(p->path);

	return node_same(&here, &there);
}

/* On a file system without locks two runs at once are not kept apart. */
static bool
target_lock(struct target *p)
{
	const char *doing = progress_turn(p->progress, text_join(p->arena,
	    "waiting for another run that makes ",
	    path_base(str_from(p->path)).p, NULL));
	bool done = lock_wait(p->fd, p->progress) ||
	    error_last() != ERROR_INTERRUPTED;

	progress_turn(p->progress, doing);
	return done;
}

/* Remove the directories above it that were made, the deepest first. */
static void
target_rmdir(const struct target *p)
{
	struct str path = str_from(p->path);

	if (!p->made)
		path = path_dir(path);
	while (path.n > p->stood && path.n > 1 &&
	    (name_remove_dir_path(str_copy(p->arena, path)) ||
	    error_last() == ERROR_ABSENT))
		path = path_dir(path);
}

enum take { TAKE_DONE, TAKE_AGAIN, TAKE_FAILED };

/* Open and lock it; again, if it was replaced meanwhile. */
static enum take
target_take(struct target *p)
{
	if (!target_mkdir(p)) {
		fault_set(p->fault, p->path, target_reason(p), NULL);
		target_rmdir(p);
		return TAKE_FAILED;
	}
	p->fd = tree_open(p->path);
	if (p->fd < 0 && error_last() == ERROR_ABSENT)
		return TAKE_AGAIN;
	if (p->fd < 0) {
		fault_set(p->fault, p->path, target_reason(p), NULL);
	} else if (!target_lock(p)) {
		target_fail(p, "");
		fd_close(p->fd);
		p->fd = -1;
	} else if (is_same(p)) {
		return TAKE_DONE;
	} else {
		fd_close(p->fd);
		p->fd = -1;
		return TAKE_AGAIN;
	}
	target_rmdir(p);
	return TAKE_FAILED;
}

static struct aside
target_aside(struct target *p)
{
	return (struct aside){ .journal = &p->journal, .path = p->path,
	    .fd = p->fd, .fault = p->fault };
}

static bool
has_cfg(int fd)
{
	return node_there(fd, PYVENV_CFG);
}

/* Delete the temporary files that a killed run left. */
static void
target_unlink(struct target *p)
{
	const char *name = journal_beside(&p->journal);

	name_remove(p->fd, name);
	name_remove(p->fd, text_join(p->arena, "bin/", name, NULL));
	name_remove_dir(p->fd, text_join(p->arena, name, "-old", NULL));
}

/*
 * An old env was put aside.  If both it and the place have a pyvenv.cfg, the
 * new env is whole: *new, and the old one is deleted.  Else the old one is put
 * back; also where another program makes it, as that may write the file first.
 */
static bool
rescue_aside(struct target *p, bool *new)
{
	struct aside aside = target_aside(p);
	int fd = aside_enter(&aside);

	*new = p->journal.drop || (p->journal.made.kind != IDENTITY_NONE &&
	    fd >= 0 && has_cfg(fd) && has_cfg(p->fd) && !p->journal.other);
	fd_close(fd);
	return *new ? aside_drop(&aside) : aside_restore(&aside);
}

/*
 * Finish what a killed run began; the place is locked by now.  If the directory
 * is not the one that the journal names, that one is gone.
 */
static bool
target_settle(struct target *p)
{
	struct journal *j = &p->journal;
	struct identity here = identity_open(p->arena, p->fd, NULL);
	struct aside aside = target_aside(p);
	bool made = identity_same(&j->made, &here);

	if (!j->there || j->token == NULL)
		return true;
	if (removal_begun(j))
		return removal_wait(j, p->progress, p->fault);
	if (aside_there(&aside)) {
		if (!made)
			j->made.kind = IDENTITY_NONE;
		if (!rescue_aside(p, &p->whole))
			return false;
	} else if (made && has_cfg(p->fd) && !j->other) {
		p->whole = true;
	} else if (made) {
		if (!aside_wipe(&aside))
			return false;
	} else {
		target_unlink(p);
		p->again = identity_same(&j->over, &here);
	}
	journal_end(j);
	return true;
}

/*
 * May --clear empty it?  Only an env, as the path may be wrong, and only the
 * one that the user was asked about.
 */
static bool
target_clears(const struct target *p, const struct recipe *m,
    const struct holding *h)
{
	struct node here = node_open(p->fd);

	if (m->was != NULL && !node_same(m->was, &here))
		return fault_set(p->fault, p->path, "has changed meanwhile",
		    NULL);
	return h->cfg || fault_set(p->fault, p->path, "is not an environment: "
	    "it has no pyvenv.cfg, and --clear would delete all that is in it",
	    NULL);
}

/* Is the env that is there allowed, or ours?  It is locked by now. */
static bool
target_granted(const struct target *p, const struct recipe *m)
{
	struct identity here = identity_open(p->arena, p->fd, NULL);

	return p->whole || p->again ||
	    (m->granted != NULL && m->granted(m, &here));
}

static bool
target_refuse(const struct target *p, const struct holding *h)
{
	if (!h->cfg)
		return fault_set(p->fault, p->path, text_join(p->arena,
		    "is not an environment, and not empty: it holds ", h->other,
		    NULL), "an environment is made in a new directory, or in "
		    "an empty one");
	return fault_set(p->fault, p->path, "is an environment that was not "
	    "made here, and is not allowed", "if you know where it comes "
	    "from, run 'venvhook allow' for it; --clear deletes what is in "
	    "it and makes a new one");
}

/* May an env be made there, with --clear once what is there has gone? */
static bool
target_judge(struct target *p, const struct recipe *m, struct holding *h)
{
	if (!holding_read(p->arena, p->fd, &p->journal, h))
		return target_fail(p, "");
	p->fresh = !h->cfg && h->other == NULL;
	if (!p->fresh && m->clear)
		return target_clears(p, m, h);
	if (!p->fresh && !target_granted(p, m))
		return target_refuse(p, h);
	return p->made || node_fills(p->arena, p->path) || target_fail(p, "");
}

static bool
target_prepare(struct target *p, const struct recipe *m)
{
	struct aside aside = target_aside(p);
	struct identity here;
	struct holding h;

	if (!target_judge(p, m, &h))
		return false;
	p->journal.kept = p->fresh ? h.spared : 0;
	if (!p->fresh && m->clear) {
		if (!aside_take(&aside))
			return false;
		p->fresh = true;
		p->whole = false;
	}
	here = identity_open(p->arena, p->fd, NULL);
	if (p->fresh || p->whole)
		p->journal.made = here;
	else
		p->journal.over = here;
	p->journal.other = p->fresh && m->other;
	return journal_write(&p->journal, false, p->fault);
}

static void
target_close(struct target *p)
{
	journal_close(&p->journal);
	fd_close(p->fd);
	p->fd = -1;
}

static struct target
target_of(const struct recipe *m)
{
	return (struct target){ .arena = m->arena, .path = m->env,
	    .progress = m->progress, .fault = m->fault, .fd = -1,
	    .journal = { .dir = -1 } };
}

static bool
target_enter(struct target *p, const struct recipe *m)
{
	enum take take;

	*p = target_of(m);
	while ((take = target_take(p)) == TAKE_AGAIN)
		continue;
	if (take == TAKE_FAILED)
		return false;
	if (journal_open(&p->journal, p->arena, m->vars, p->path, p->fault) &&
	    target_settle(p))
		return true;
	target_rmdir(p);
	target_close(p);
	return false;
}

bool
target_open(struct target *p, const struct recipe *m)
{
	if (!target_enter(p, m))
		return false;
	if (target_prepare(p, m))
		return true;
	if (p->journal.there && p->journal.aside != NULL) {
		target_undo(p);
		return false;
	}
	target_rmdir(p);
	target_close(p);
	return false;
}

/* There is no such directory: could it be made? */
static bool
target_absent(struct target *p)
{
	struct str dir = path_dir(str_from(p->path));
	const char *path = str_copy(p->arena, dir);

	if (error_last() != ERROR_ABSENT)
		return fault_set(p->fault, p->path, target_reason(p), NULL);
	while (dir.n > 1 && node_named(path).kind == NODE_ABSENT) {
		dir = path_dir(dir);
		path = str_copy(p->arena, dir);
	}
	p->fresh = node_fills(p->arena, path);
	return p->fresh || fault_set(p->fault, p->path,
	    error_reason(p->arena), NULL);
}

static bool
target_there(struct target *p, const struct recipe *m)
{
	struct aside aside = target_aside(p);
	struct holding h;

	if (!journal_look(&p->journal, p->arena, m->vars, p->path, p->fault))
		return false;
	if (p->journal.there)
		return true;
	return target_judge(p, m, &h) &&
	    (p->fresh || !m->clear || aside_look(&aside));
}

bool
target_look(struct target *p, const struct recipe *m)
{
	bool done;

	*p = target_of(m);
	p->fd = tree_open(p->path);
	if (p->fd < 0)
		return target_absent(p);
	done = target_there(p, m);
	target_close(p);
	return done;
}

bool
target_rescue(const struct recipe *m, const char *place)
{
	struct recipe at = *m;
	struct target target;
	bool there;

	at.env = place;
	if (!journal_open(&target.journal, m->arena, m->vars, place, m->fault))
		return false;
	there = target.journal.there;
	journal_close(&target.journal);
	if (!there || !target_enter(&target, &at))
		return false;
	target_rmdir(&target);
	target_close(&target);
	return true;
}

bool
target_begin(struct target *p, struct str cfg)
{
	struct file f;

	if (p->fresh)
		return true;
	f = file_read(p->arena, p->fd, PYVENV_CFG, CFG_MAX, true);
	p->same = f.state == FILE_READ && str_eq(f.text, cfg);
	if (p->same || f.state == FILE_ABSENT ||
	    name_remove(p->fd, PYVENV_CFG))
		return true;
	return target_fail(p, PYVENV_CFG);
}

bool
target_finish(struct target *p, struct str cfg)
{
	const char *name = journal_beside(&p->journal);

	return p->same || (file_create(p->fd, name, 0666, cfg) &&
	    name_move(p->fd, name, p->fd, PYVENV_CFG)) ||
	    target_fail(p, PYVENV_CFG);
}

bool
target_settled(struct target *p)
{
	p->journal.other = false;
	return journal_write(&p->journal, false, p->fault);
}

bool
target_keep(struct target *p, bool recorded)
{
	struct aside aside = target_aside(p);
	bool done = true;

	if (p->journal.aside != NULL) {
		p->journal.drop = true;
		done = journal_write(&p->journal, true, p->fault) &&
		    aside_drop(&aside);
	}
	if (done && recorded) {
		journal_end(&p->journal);
	} else if (done) {
		p->journal.aside = NULL;
		done = p->journal.dir < 0 ||
		    journal_write(&p->journal, true, p->fault);
	}
	target_close(p);
	return done;
}

/* The fault stays that for which it is undone, unless undoing it fails. */
void
target_undo(struct target *p)
{
	struct aside aside = target_aside(p);
	struct fault why = *p->fault;
	bool done = true;

	target_unlink(p);
	if (p->journal.aside != NULL)
		done = aside_restore(&aside);
	else if (p->fresh)
		done = aside_wipe(&aside);
	if (done && p->journal.aside != NULL && why.hint == NULL)
		why.hint = text_join(p->arena, p->path, " is as it was before",
		    NULL);
	if (done)
		*p->fault = why;
	/* if it lost its pyvenv.cfg, the journal still has to know it */
	if (done && (p->fresh || has_cfg(p->fd)))
		journal_end(&p->journal);
	target_rmdir(p);
	target_close(p);
}
