#include "config.h"

#include "make/seed.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/python.h"
#include "core/python/shebang.h"
#include "core/text/sha256.h"
#include "core/vars.h"
#include "make/clone.h"
#include "make/recipe.h"
#include "sys/child.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/lock.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "sys/self.h"
#include "sys/signals.h"
#include "sys/stamp.h"
#include "sys/subtree.h"
#include "sys/tree.h"

enum { FORMAT = 2, MANIFEST_MAX = 256, SCRIPT_MAX = 64 << 10 };

static const char manifest_name[] = "venvhook-seed";

/*
 * Added to the process number in the name of a seed while it is made, so that
 * the name always has the same length.  The scripts have that name in them, and
 * their sizes are part of the manifest: so it does not differ from run to run.
 */
#define SEED_PROCESS 10000000ULL

/* The search for a seed, and if need be its making. */
struct seed_maker {
	struct arena *arena;
	const struct recipe *make;
	const struct python *python;
	struct progress *progress;
	const char *site;	/* "lib/python3.12/site-packages" */
	const char *dir;	/* .../venvhook/seeds */
	int dirfd;
	const char *base;	/* what all seeds of this base begin with */
	const char *name;	/* of the right one: BASE-HASH */
	int lock;		/* held by whoever makes one */
	const char *reason;	/* why there can be none */
};

static void
append_stat(struct buf *b, const char *path)
{
	struct stamp of = { .size = 0 };

	stamp_take(path, &of);
	buf_texts(b, path, " ", NULL);
	buf_number(b, of.node.dev);
	buf_char(b, ' ');
	buf_number(b, of.node.ino);
	buf_char(b, ' ');
	buf_number(b, of.size);
	buf_char(b, ' ');
	buf_number(b, (unsigned long long)of.node.seconds);
	buf_char(b, '.');
	buf_number(b, (unsigned long long)of.node.nanoseconds);
	buf_char(b, ' ');
	buf_number(b, (unsigned long long)of.changed_seconds);
	buf_char(b, '.');
	buf_number(b, (unsigned long long)of.changed_nanoseconds);
	buf_char(b, '\n');
}

/* Fill base and name, by hashes of all that decides what the seed is like. */
static void
seed_maker_names(struct seed_maker *s)
{
	struct arena *a = s->arena;
	struct buf key = buf_in(a), base = buf_in(a), name = buf_in(a);

	buf_number(&key, FORMAT);
	buf_texts(&key, "\n", s->python->real, "\n", NULL);
	buf_number(&key, tree_umask());
	buf_char(&key, '\n');
	buf_number(&key, s->make->vars->user);
	buf_char(&key, '\n');
	sha256_hex(&base, buf_view(&key), 16);
	for (int i = 0; i < 3; i++) {
		buf_number(&key, s->python->version[i]);
		buf_char(&key, '.');
	}
	append_stat(&key, s->python->real);
	append_stat(&key, text_join(a, s->python->stdlib,
	    "/ensurepip/__init__.py", NULL));
	append_stat(&key, text_join(a, s->python->stdlib,
	    "/ensurepip/_bundled", NULL));
	/* where Debian and Fedora have the wheels of all their Pythons */
	append_stat(&key, "/usr/share/python-wheels");
	buf_texts(&name, base.p, "-", NULL);
	sha256_hex(&name, buf_view(&key), 16);
	s->base = base.p;
	s->name = name.p;
}

static bool
seed_maker_enter(struct seed_maker *s, const struct vars *v)
{
	const char *cache = dirs_cache(s->arena, v);
	struct fault fault;

	s->reason = "there is no HOME to keep a cache in";
	if (cache == NULL)
		return false;
	s->dir = text_join(s->arena, cache, "/seeds", NULL);
	/* one that can only be read may have the seed already */
	s->dirfd = dirs_open(s->arena, v, s->dir, &fault);
	if (s->dirfd < 0 && fault.subject == NULL)
		s->dirfd = dirs_enter(s->arena, v, s->dir, &fault);
	s->reason = fault.reason;
	return s->dirfd >= 0;
}

/*
 * Does this pip write a blank line behind "#!exe"?  pip 18 does, but not behind
 * the three lines for sh, which are used where the path has a blank.
 */
static bool
is_blank(const struct seed_maker *s, int bin)
{
	struct file f = file_read(s->arena, bin, "pip3", SCRIPT_MAX, true);
	bool simple = true;
	struct str body = shebang_body(f.text, &simple);

	if (f.state != FILE_READ || !simple)
		return s->python->version[1] == 6;
	return str_starts(body, STR("\n"));
}

/* Open the seed of this name; false, and nothing open, if it is not whole. */
static bool
seed_maker_open(struct seed_maker *s, const char *name, struct seed *seed)
{
	int fd = tree_enter(s->dirfd, name);
	struct file f = { .state = FILE_ABSENT };

	*seed = (struct seed){ .site = -1, .bin = -1, .lock = fd };
	seed->path = text_join(s->arena, s->dir, "/", name, NULL);
	if (fd >= 0 && lock_try_shared(fd))
		f = file_read(s->arena, fd, manifest_name, MANIFEST_MAX, true);
	if (f.state == FILE_READ) {
		seed->manifest = f.text.p;
		seed->site = tree_follow(fd, s->site);
		seed->bin = tree_enter(fd, "bin");
	}
	if (seed->site >= 0 && seed->bin >= 0) {
		seed->blank = is_blank(s, seed->bin);
		return true;
	}
	seed_close(seed);
	return false;
}

void
seed_close(struct seed *seed)
{
	fd_close(seed->site);
	fd_close(seed->bin);
	fd_close(seed->lock);
	*seed = (struct seed){ .site = -1, .bin = -1, .lock = -1 };
}

/* Delete what killed runs left, and older seeds of this base. */
static void
seed_maker_clean(const struct seed_maker *s, const char *keep)
{
	struct names *list = tree_list(s->dirfd);
	const char *name;

	while (list != NULL && (name = tree_next(list)) != NULL) {
		int fd;

		if (!str_starts(str_from(name), str_from(s->base)) ||
		    str_ends(str_from(name), STR(".lock")) ||
		    (keep != NULL && strcmp(name, keep) == 0))
			continue;
		/* a process that clones from it has it locked */
		if ((fd = tree_enter(s->dirfd, name)) >= 0 &&
		    lock_try(fd))
			subtree_remove(s->arena, s->dirfd, name, NULL);
		if (fd >= 0)
			fd_close(fd);
	}
	tree_end(list);
}

static enum seed_state
seed_maker_child(struct seed_maker *s, const struct child *child,
    const char *what)
{
	struct child_end end;

	if (child_run(s->arena, child, &end))
		return SEED_READY;
	child_fault(s->arena, &end, end.how == CHILD_CANCELLED ?
	    s->make->env : "pip", text_join(s->arena, what, " of ",
	    s->python->executable, " in ", s->dir, NULL), s->make->fault);
	if (end.how == CHILD_CANCELLED)
		return SEED_CANCELLED;
	s->make->fault->hint = "with --without-pip there is nothing to "
	    "install";
	return SEED_FAILED;
}

/* Have the base make an env in the cache. */
static enum seed_state
seed_maker_venv(struct seed_maker *s, const char *path)
{
	const char *args[] = { "-I", "-m", "venv", "--without-pip", "--",
	    path, NULL };
	struct program_rules rules = recipe_rules(s->make);
	struct program base;
	struct child child = { .program = &base, .args = args,
	    .lock = s->lock, .progress = s->progress };

	if (!program_at(&base, &rules, s->python->executable,
	    s->make->fault))
		return SEED_FAILED;
	return seed_maker_child(s, &child, "venv");
}

static enum seed_state
seed_maker_pip(struct seed_maker *s, const char *path)
{
	static const char *const args[] = { "-I", "-m", "ensurepip",
	    "--upgrade", "--default-pip", NULL };
	struct program_rules rules = recipe_rules(s->make);
	struct program python;
	struct child child = { .program = &python, .args = args,
	    .dir = path, .virtual_env = path, .lock = s->lock,
	    .progress = s->progress };

	if (!program_of_env(&python, &rules, path, "python3",
	    s->make->fault))
		return SEED_FAILED;
	return seed_maker_child(s, &child, "ensurepip");
}

/*
 * Make an env and then pip in it.  In two steps, because the venv module does
 * not pass on what its ensurepip prints.
 */
static enum seed_state
seed_maker_run(struct seed_maker *s, const char *beside)
{
	const char *path = text_join(s->arena, s->dir, "/", beside, NULL);
	enum seed_state state = seed_maker_venv(s, path);

	return state == SEED_READY ? seed_maker_pip(s, path) : state;
}

/* Write the manifest, and then give the seed its name. */
static bool
seed_maker_seal(struct seed_maker *s, const char *beside)
{
	int fd = tree_enter(s->dirfd, beside);
	int site = fd < 0 ? -1 : tree_follow(fd, s->site);
	int bin = fd < 0 ? -1 : tree_enter(fd, "bin");
	const char *text = site < 0 || bin < 0 ? NULL :
	    clone_manifest(s->arena, site, bin);
	bool done = text != NULL &&
	    file_replace(s->arena, fd, manifest_name, str_from(text));

	fd_close(site);
	fd_close(bin);
	fd_close(fd);
	return done && subtree_remove(s->arena, s->dirfd, s->name, NULL) &&
	    name_move(s->dirfd, beside, s->dirfd, s->name);
}

static enum seed_state
seed_maker_make(struct seed_maker *s)
{
	struct buf beside = buf_in(s->arena);
	enum seed_state state;

	seed_maker_clean(s, NULL);
	buf_texts(&beside, s->base, ".making.", NULL);
	buf_number(&beside, SEED_PROCESS + self_number());
	if (!subtree_remove(s->arena, s->dirfd, beside.p, NULL)) {
		s->reason = error_reason(s->arena);
		return SEED_UNUSABLE;
	}
	state = seed_maker_run(s, beside.p);
	if (state == SEED_READY && !seed_maker_seal(s, beside.p)) {
		s->reason = error_reason(s->arena);
		state = SEED_UNUSABLE;
	}
	if (state != SEED_READY)
		subtree_remove(s->arena, s->dirfd, beside.p, NULL);
	return state;
}

/*
 * One process makes it; the others wait for the lock and then find it.  If this
 * one is killed, its children keep the lock until they end.
 */
static enum seed_state
seed_maker_alone(struct seed_maker *s, struct seed *seed)
{
	enum seed_state state = SEED_READY;

	s->lock = lock_open(s->dirfd, text_join(s->arena, s->base, ".lock",
	    NULL));
	s->reason = error_reason(s->arena);
	if (s->lock < 0)
		return SEED_UNUSABLE;
	if (!lock_wait(s->lock, s->progress)) {
		s->reason = error_reason(s->arena);
		state = signals_waiting() ? SEED_CANCELLED : SEED_UNUSABLE;
	} else if (!seed_maker_open(s, s->name, seed)) {
		state = seed_maker_make(s);
		if (state == SEED_READY && !seed_maker_open(s, s->name, seed)) {
			s->reason = "what was made is gone";
			state = SEED_UNUSABLE;
		}
	}
	fd_close(s->lock);
	return state;
}

bool
seed_absent(struct arena *a, const struct python *python, struct fault *f)
{
	struct buf b = buf_in(a);

	buf_text(&b, "run ");
	if (node_exists("/etc/debian_version")) {
		buf_text(&b, "'apt install python3.");
		buf_number(&b, python->version[1]);
		buf_text(&b, "-venv' first, or ");
	}
	buf_text(&b, "'venvhook create --without-pip' to do without");
	return fault_set(f, python->executable, "this Python has no ensurepip "
	    "module, so no pip can be installed", buf_string(&b));
}

bool
seed_known(const struct recipe *m)
{
	struct seed_maker s = { .arena = m->arena, .make = m,
	    .python = m->python };
	const char *cache = dirs_cache(m->arena, m->vars);

	seed_maker_names(&s);
	return cache != NULL && node_exists(text_join(m->arena, cache,
	    "/seeds/", s.name, NULL));
}

enum seed_state
seed_open(const struct recipe *m, const char *site, struct seed *seed,
    const char **reason)
{
	struct seed_maker s = { .arena = m->arena, .make = m,
	    .python = m->python, .progress = m->progress, .site = site,
	    .dirfd = -1 };
	enum seed_state state = SEED_UNUSABLE;
	const char *doing;

	*seed = (struct seed){ .site = -1, .bin = -1, .lock = -1 };
	if (seed_maker_enter(&s, m->vars)) {
		seed_maker_names(&s);
		doing = progress_turn(s.progress, text_join(s.arena,
		    "preparing pip for ", python_name(s.arena, s.python),
		    " (only this once)", NULL));
		state = seed_maker_open(&s, s.name, seed) ? SEED_READY :
		    seed_maker_alone(&s, seed);
		progress_turn(s.progress, doing);
	}
	*reason = s.reason;
	fd_close(s.dirfd);
	return state;
}

void
seed_drop(struct arena *a, const struct vars *v, struct seed *seed)
{
	struct seed_maker s = { .arena = a, .dirfd = -1 };
	const char *name = path_base(str_from(seed->path)).p;
	struct node was, is;

	/* another process may have rebuilt it meanwhile */
	if (seed_maker_enter(&s, v)) {
		was = node_open(seed->lock);
		is = node_at(s.dirfd, name, false);
		if (node_same(&was, &is))
			subtree_remove(a, s.dirfd, name, NULL);
	}
	fd_close(s.dirfd);
	seed_close(seed);
}
