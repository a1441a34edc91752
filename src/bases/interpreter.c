#include "config.h"

#include "bases/interpreter.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "bases/cache.h"
#include "bases/lookup.h"
#include "bases/pyenv.h"
#include "core/python/pytext.h"
#include "core/python/python.h"
#include "core/python/pyvenv.h"
#include "sys/child.h"
#include "sys/error.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/program.h"
#include "sys/stamp.h"

enum { HOPS_MAX = 8, CFG_MAX = 65536, QUERY_SECONDS = 10 };

/* The path that is being looked at, on the way to a base. */
struct look {
	const struct lookup *h;
	struct arena *a;
	const char *path;
	const char *real;	/* without links */
	struct stamp stamp;	/* of real */
	struct program program;	/* once it may be run */
	struct fault *fault;
};

static bool
look_fail(struct look *l, const char *reason, const char *hint)
{
	return fault_set(l->fault, l->path, reason, hint);
}

/* Fill real and stamp; false: nothing is there.  Nothing is said of trust. */
static bool
look_there(struct look *l)
{
	if (!stamp_take(l->path, &l->stamp) ||
	    (l->real = node_real(l->a, l->path)) == NULL)
		return look_fail(l, error_reason(l->a), NULL);
	return true;
}

/* Add to a fault how the user can vouch for the Python; always false. */
static bool
look_vouch(struct look *l)
{
	if (l->fault->hint != NULL)
		return false;
	l->fault->hint = text_join(l->a, "if you trust it: 'venvhook create "
	    "--foreign --python ", text_typed(l->a, l->path), "'", NULL);
	return false;
}

/* May it be run? */
static bool
look_trust(struct look *l)
{
	struct program_rules rules = lookup_rules(l->h);

	return program_at(&l->program, &rules, l->path, l->fault) ||
	    look_vouch(l);
}

/* Before it is run: could somebody else change where its modules must be? */
static bool
look_libraries(struct look *l)
{
	static const char *const dirs[] = { "/lib/", "/lib64/" };
	struct lookup_names *names =
	    arena_new(l->a, struct lookup_names, 1);
	struct str prefix = path_dir(path_dir(str_from(l->real)));

	for (int i = 0; i < 2; i++) {
		const char *lib = text_join(l->a, str_copy(l->a, prefix),
		    dirs[i], NULL);

		lookup_names(l->h, lib, names);
		for (unsigned n = 0; n < names->n; n++)
			if (str_starts(str_from(names->row[n]),
			    STR("python3.")) && !program_with(&l->program,
			    text_join(l->a, lib, names->row[n], NULL),
			    l->fault))
				return look_vouch(l);
	}
	return true;
}

/* The same of the library directory that it names itself. */
static bool
look_library(struct look *l, const struct python *python)
{
	return program_with(&l->program, python->stdlib, l->fault) ||
	    look_vouch(l);
}

/* The pyvenv.cfg that this python would read, beside it or one above. */
static bool
look_cfg(struct look *l, struct pyvenv *cfg)
{
	struct str bin = path_dir(str_from(l->path)), above = path_dir(bin);
	struct str dirs[] = { above, bin };

	for (int i = 0; i < 2; i++) {
		struct file f = file_named(l->a, text_join(l->a,
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
 * The base's python behind the python of an env.  Since CPython 3.11 it is
 * where its link leads; before, and for a copy, the file of the same name, or
 * of one of the usual names, in `home`.
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

/* Go on with another path; false with the reason if there is none. */
static bool
look_on(struct look *l, const char *path, const char *reason)
{
	if (path == NULL)
		return look_fail(l, reason, NULL);
	l->path = path;
	return true;
}

/*
 * Run it to ask for its version and directories; from "/", because a wrapper
 * may choose by the working directory, which could be the project.
 */
static bool
look_query(struct look *l, struct python *python)
{
	const char *args[] = { "-I", "-S", "-B", "-c", python_script, NULL };
	struct child child = { .program = &l->program, .args = args,
	    .quiet = true, .seconds = QUERY_SECONDS,
	    .progress = l->h->progress };
	struct child_end end;

	if (!child_run(l->a, &child, &end)) {
		child_fault(l->a, &end, l->path,
		    "is not a working Python 3: it", l->fault);
		l->fault->said = NULL;
		return false;
	}
	return python_answer(l->a, end.output, python) ||
	    look_fail(l, "is not a working Python 3", NULL);
}

/* Store the answer, unless the file has changed meanwhile. */
static void
look_keep(struct look *l, struct python *python)
{
	struct stamp now;

	python->real = l->real;
	if (!l->h->aloof && stamp_take(l->path, &now) &&
	    stamp_same(&now, &l->stamp))
		basecache_store(l->h, &l->stamp, python);
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
	if (!look_there(l))
		return STEP_FAILED;
	if (look_cfg(l, &cfg))
		return look_on(l, look_home(l, &cfg),
		    "belongs to an environment whose base is gone") ?
		    STEP_ON : STEP_FAILED;
	if (!look_trust(l))
		return STEP_FAILED;
	if (basecache_load(l->h, l->path, l->real, &l->stamp, python))
		return look_library(l, python) ? STEP_DONE : STEP_FAILED;
	if (!look_libraries(l) || !look_query(l, python))
		return STEP_FAILED;
	if (strcmp(python->executable, l->path) != 0) {
		l->path = pytext_normal(l->a, python->executable);
		return STEP_ON;
	}
	if (!look_library(l, python))
		return STEP_FAILED;
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

	for (int i = 0; i < HOPS_MAX && step == STEP_ON; i++)
		step = look_step(&l, python);
	if (step == STEP_ON) {
		l.path = path;
		return look_fail(&l, "is a python that leads to another "
		    "without end", NULL);
	}
	if (step == STEP_FAILED)
		return false;
	/* not recorded: another package may install or remove it */
	python->ensurepip = node_exists(text_join(h->arena, python->stdlib,
	    "/ensurepip/__init__.py", NULL));
	return true;
}
