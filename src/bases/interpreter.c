#include "config.h"

#include "bases/interpreter.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/python.h"
#include "core/python/pytext.h"
#include "core/python/pyvenv.h"
#include "bases/cache.h"
#include "sys/child.h"
#include "sys/file.h"
#include "bases/lookup.h"
#include "sys/node.h"
#include "bases/pyenv.h"
#include "sys/say.h"

enum { HOPS_MAX = 8, CFG_MAX = 65536, QUERY_SECONDS = 10 };

/* Where the search stands: one path, what it leads to, what went wrong. */
struct look {
	const struct lookup *h;
	struct arena *a;
	const char *path;
	const char *real;
	struct stat st;		/* of real */
	struct fault *fault;
};

static bool
look_fail(struct look *l, const char *reason, const char *hint)
{
	*l->fault = (struct fault){ l->path, reason, hint };
	return false;
}

/* NULL, or why what has this owner and these modes is not to be run. */
static const char *
stranger(struct arena *a, const struct stat *st)
{
	if (st->st_uid != 0 && st->st_uid != geteuid())
		return "belongs to another user";
	if ((st->st_mode & 0002) != 0 || ((st->st_mode & 0020) != 0 &&
	    st->st_gid != node_private_group(a)))
		return "can be written by others";
	return NULL;
}

/* Who can write a directory can change what a name in it means. */
static bool
look_directory(struct look *l, const char *path)
{
	struct str dir = path_dir(str_from(path));
	const char *name = str_copy(l->a, dir), *reason;
	struct stat st;

	if (stat(name, &st) != 0)
		return look_fail(l, say_errno(l->a), NULL);
	if ((st.st_mode & S_ISVTX) != 0)
		st.st_mode &= ~(mode_t)0022;
	reason = stranger(l->a, &st);
	return reason == NULL || look_fail(l, text_join(l->a,
	    "is not run, because its directory ", name, " ", reason, NULL),
	    NULL);
}

/* Fill real and st; may it be run? */
static bool
look_trust(struct look *l)
{
	struct stat link;
	const char *reason;

	if (lstat(l->path, &link) != 0 || stat(l->path, &l->st) != 0)
		return look_fail(l, say_errno(l->a), NULL);
	if (!S_ISREG(l->st.st_mode))
		return look_fail(l, "is no program", NULL);
	if ((l->real = node_real(l->a, l->path)) == NULL)
		return look_fail(l, say_errno(l->a), NULL);
	if (S_ISLNK(link.st_mode))
		link.st_mode &= ~(mode_t)0777;
	reason = stranger(l->a, &link);
	if (reason == NULL)
		reason = stranger(l->a, &l->st);
	if (reason != NULL)
		return look_fail(l, text_join(l->a, "is not run, because it ",
		    reason, NULL), NULL);
	return look_directory(l, l->path) &&
	    (strcmp(l->path, l->real) == 0 || look_directory(l, l->real));
}

/* The pyvenv.cfg that this python would read, beside it or one above. */
static bool
look_cfg(struct look *l, struct pyvenv *cfg)
{
	struct str bin = path_dir(str_from(l->path)), above = path_dir(bin);
	struct str dirs[] = { above, bin };

	for (int i = 0; i < 2; i++) {
		struct file f = file_read(l->a, AT_FDCWD, text_join(l->a,
		    arena_copy(l->a, dirs[i].p, dirs[i].n), "/pyvenv.cfg",
		    NULL), CFG_MAX, false);

		if (f.state != FILE_READ)
			continue;
		*cfg = pyvenv_parse(l->a, f.text);
		return true;
	}
	return false;
}

static const char *
first_runnable(struct arena *a, const char *dir, const char *const *names)
{
	for (int i = 0; names[i] != NULL; i++) {
		const char *path = text_join(a, dir, "/", names[i], NULL);

		if (lookup_runnable(path))
			return pytext_normal(a, path);
	}
	return NULL;
}

/*
 * The python that an env's python stands for.  CPython 3.11 takes where its
 * link leads; before, and where there is no link, it is the one of that name,
 * or the usual names, in `home`.
 */
static const char *
look_home(struct look *l, const struct pyvenv *cfg)
{
	bool linked = strcmp(l->path, l->real) != 0, modern =
	    cfg->major > 3 || (cfg->major == 3 && cfg->minor >= 11);
	struct str own = path_base(str_from(l->path));
	struct buf minor = buf_in(l->a);
	const char *names[4] = { 0 }, *found = NULL;

	buf_text(&minor, "python3.");
	buf_number(&minor, cfg->minor);
	names[0] = str_copy(l->a, own);
	names[1] = "python3";
	names[2] = buf_string(&minor);
	if (modern && linked)
		return l->real;
	if (cfg->home.n > 0 && cfg->home.p[0] == '/')
		found = first_runnable(l->a, arena_copy(l->a, cfg->home.p,
		    cfg->home.n), names);
	return found == NULL && linked ? l->real : found;
}

/* Go on to another path. */
static bool
look_on(struct look *l, const char *path, const char *reason)
{
	if (path == NULL)
		return look_fail(l, reason, NULL);
	l->path = path;
	return true;
}

static const char *
query_failure(struct arena *a, int status)
{
	struct buf b = buf_in(a);

	if (status == CHILD_NOT_RUN)
		return say_errno(a);
	if (status == CHILD_CANCELLED)
		return "was interrupted";
	if (status == 128 + SIGALRM)
		return "did not tell within 10 seconds what Python it is";
	buf_text(&b, "is no Python 3 that works");
	if (status != 0) {
		buf_text(&b, " (status ");
		buf_number(&b, (unsigned long long)status);
		buf_char(&b, ')');
	}
	return buf_string(&b);
}

static bool
look_query(struct look *l, struct python *python)
{
	const char *argv[] = { l->path, "-I", "-S", "-B", "-c", python_script,
	    NULL };
	struct child child = { .argv = argv, .clean = true, .quiet = true,
	    .seconds = QUERY_SECONDS, .progress = l->h->progress };
	struct str output;
	int status = child_run(l->a, &child, &output);

	if (status == 0 && python_answer(l->a, output, python))
		return true;
	return look_fail(l, query_failure(l->a, status), NULL);
}

/* Only an answer about a file that has not changed meanwhile is kept. */
static void
look_keep(struct look *l, struct python *python)
{
	struct stat now;

	python->real = l->real;
	if (stat(l->path, &now) == 0 && now.st_dev == l->st.st_dev &&
	    now.st_ino == l->st.st_ino &&
	    now.st_ctim.tv_sec == l->st.st_ctim.tv_sec &&
	    now.st_ctim.tv_nsec == l->st.st_ctim.tv_nsec)
		basecache_store(l->h, &l->st, python);
}

/* One step: done, or failed, or l->path is another one to look at. */
enum step { STEP_DONE, STEP_FAILED, STEP_ON };

static enum step
look_step(struct look *l, struct python *python)
{
	struct str name = path_base(str_from(l->path));
	struct pyvenv cfg;

	if (pyenv_is_shim(l->h, l->path))
		return look_on(l, pyenv_resolve(l->h, name.p),
		    "pyenv has no such command in the versions in force") ?
		    STEP_ON : STEP_FAILED;
	if (!look_trust(l))
		return STEP_FAILED;
	if (look_cfg(l, &cfg))
		return look_on(l, look_home(l, &cfg),
		    "belongs to an environment whose base is gone") ?
		    STEP_ON : STEP_FAILED;
	if (basecache_load(l->h, l->path, l->real, &l->st, python))
		return STEP_DONE;
	if (!look_query(l, python))
		return STEP_FAILED;
	if (strcmp(python->executable, l->path) != 0) {
		l->path = pytext_normal(l->a, python->executable);
		return STEP_ON;
	}
	look_keep(l, python);
	return STEP_DONE;
}

bool
interpreter_load(const struct lookup *h, const char *path,
    struct python *python, struct fault *fault)
{
	struct look l = { .h = h, .a = h->arena, .path = path,
	    .fault = fault };
	enum step step = STEP_ON;
	struct stat st;

	for (int i = 0; i < HOPS_MAX && step == STEP_ON; i++)
		step = look_step(&l, python);
	if (step == STEP_ON) {
		l.path = path;
		return look_fail(&l, "leads on from one python to the next "
		    "without end", NULL);
	}
	if (step == STEP_FAILED)
		return false;
	/* another package may bring or take it, so no record can say */
	python->ensurepip = stat(text_join(h->arena, python->stdlib,
	    "/ensurepip/__init__.py", NULL), &st) == 0;
	return true;
}
