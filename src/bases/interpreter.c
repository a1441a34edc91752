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

/* The way from a path to its base, and the path that it has come to. */
struct trail {
	const struct lookup *h;
	struct arena *a;
	const char *path;
	const char *real;	/* without links */
	struct stamp stamp;	/* of real */
	struct program program;	/* once it may be run */
	struct fault *fault;
};

static bool
trail_fail(struct trail *t, const char *reason)
{
	return fault_set(t->fault, t->path, reason, NULL);
}

/* Fill real and stamp; false: nothing is there.  Nothing is said of trust. */
static bool
trail_there(struct trail *t)
{
	if (!stamp_take(t->path, &t->stamp) ||
	    (t->real = node_real(t->a, t->path)) == NULL)
		return trail_fail(t, error_reason(t->a));
	return true;
}

/* Add to a fault how the user can vouch for the Python; always false. */
static bool
trail_vouch(struct trail *t)
{
	if (t->fault->hint != NULL)
		return false;
	t->fault->hint = text_join(t->a, "if you trust it: 'venvhook create "
	    "--foreign --python ", text_typed(t->a, t->path), "'", NULL);
	return false;
}

/* May it be run? */
static bool
trail_trust(struct trail *t)
{
	struct program_rules rules = lookup_rules(t->h);

	return program_at(&t->program, &rules, t->path, t->fault) ||
	    trail_vouch(t);
}

/* Before it is run: could somebody else change where its modules must be? */
static bool
trail_libraries(struct trail *t)
{
	static const char *const dirs[] = { "/lib/", "/lib64/" };
	struct lookup_names *names =
	    arena_new(t->a, struct lookup_names, 1);
	struct str prefix = path_dir(path_dir(str_from(t->real)));

	for (int i = 0; i < 2; i++) {
		const char *lib = text_join(t->a, str_copy(t->a, prefix),
		    dirs[i], NULL);

		lookup_names(t->h, lib, names);
		for (unsigned n = 0; n < names->n; n++)
			if (str_starts(str_from(names->row[n]),
			    STR("python3.")) && !program_with(&t->program,
			    text_join(t->a, lib, names->row[n], NULL),
			    t->fault))
				return trail_vouch(t);
	}
	return true;
}

/* The same of the library directory that it names itself. */
static bool
trail_library(struct trail *t, const struct python *python)
{
	return program_with(&t->program, python->stdlib, t->fault) ||
	    trail_vouch(t);
}

/* The pyvenv.cfg that this python would read, beside it or one above. */
static bool
trail_cfg(struct trail *t, struct pyvenv *cfg)
{
	struct str bin = path_dir(str_from(t->path)), above = path_dir(bin);
	struct str dirs[] = { above, bin };

	for (int i = 0; i < 2; i++) {
		struct file f = file_named(t->a, text_join(t->a,
		    arena_copy(t->a, dirs[i].p, dirs[i].n), "/" PYVENV_CFG,
		    NULL), CFG_MAX, false);

		if (f.state != FILE_READ)
			continue;
		*cfg = pyvenv_parse(t->a, f.text);
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
trail_home(struct trail *t, const struct pyvenv *cfg)
{
	bool linked = strcmp(t->path, t->real) != 0, modern =
	    cfg->major > 3 || (cfg->major == 3 && cfg->minor >= 11);
	struct str own = path_base(str_from(t->path));
	struct buf minor = buf_in(t->a);
	const char *names[4] = { 0 }, *found = NULL;

	buf_text(&minor, "python3.");
	buf_number(&minor, cfg->minor);
	names[0] = str_copy(t->a, own);
	names[1] = "python3";
	names[2] = buf_string(&minor);
	if (modern && linked)
		return t->real;
	if (cfg->home.n > 0 && cfg->home.p[0] == '/')
		found = first_runnable(t->a, arena_copy(t->a, cfg->home.p,
		    cfg->home.n), names);
	return found == NULL && linked ? t->real : found;
}

/* Go on with another path; false with the reason if there is none. */
static bool
trail_on(struct trail *t, const char *path, const char *reason)
{
	if (path == NULL)
		return trail_fail(t, reason);
	t->path = path;
	return true;
}

/*
 * Run it to ask for its version and directories; from "/", because a wrapper
 * may choose by the working directory, which could be the project.
 */
static bool
trail_query(struct trail *t, struct python *python)
{
	const char *args[] = { "-I", "-S", "-B", "-c", python_script, NULL };
	struct child child = { .program = &t->program, .args = args,
	    .quiet = true, .seconds = QUERY_SECONDS,
	    .progress = t->h->progress };
	struct child_end end;

	if (!child_run(t->a, &child, &end)) {
		child_fault(t->a, &end, t->path,
		    "is not a working Python 3: it", t->fault);
		t->fault->said = NULL;
		return false;
	}
	return python_answer(t->a, end.output, python) ||
	    trail_fail(t, "is not a working Python 3");
}

/* Store the answer, unless the file has changed meanwhile. */
static void
trail_keep(struct trail *t, struct python *python)
{
	struct stamp now;

	python->real = t->real;
	if (!t->h->aloof && stamp_take(t->path, &now) &&
	    stamp_same(&now, &t->stamp))
		basecache_store(t->h, &t->stamp, python);
}

/* One step: done, or failed, or t->path is another one to look at. */
enum step { STEP_DONE, STEP_FAILED, STEP_ON };

static enum step
trail_step(struct trail *t, struct python *python)
{
	struct str name = path_base(str_from(t->path));
	struct pyvenv cfg;

	if (pyenv_is_shim(t->h, t->path))
		return trail_on(t, pyenv_resolve(t->h, name.p),
		    "pyenv has no such command in the versions in force") ?
		    STEP_ON : STEP_FAILED;
	if (!trail_there(t))
		return STEP_FAILED;
	if (trail_cfg(t, &cfg))
		return trail_on(t, trail_home(t, &cfg),
		    "belongs to an environment whose base is gone") ?
		    STEP_ON : STEP_FAILED;
	if (!trail_trust(t))
		return STEP_FAILED;
	if (basecache_load(t->h, t->path, t->real, &t->stamp, python))
		return trail_library(t, python) ? STEP_DONE : STEP_FAILED;
	if (!trail_libraries(t) || !trail_query(t, python))
		return STEP_FAILED;
	if (strcmp(python->executable, t->path) != 0) {
		t->path = pytext_normal(t->a, python->executable);
		return STEP_ON;
	}
	if (!trail_library(t, python))
		return STEP_FAILED;
	trail_keep(t, python);
	return STEP_DONE;
}

bool
interpreter_load(const struct lookup *h, const char *path,
    struct python *python, struct fault *fault)
{
	struct trail t = { .h = h, .a = h->arena, .path = path,
	    .fault = fault };
	enum step step = STEP_ON;

	for (int i = 0; i < HOPS_MAX && step == STEP_ON; i++)
		step = trail_step(&t, python);
	if (step == STEP_ON) {
		t.path = path;
		return trail_fail(&t, "is a python that leads to another "
		    "without end");
	}
	if (step == STEP_FAILED)
		return false;
	/* not recorded: another package may install or remove it */
	python->ensurepip = node_exists(text_join(h->arena, python->stdlib,
	    "/ensurepip/__init__.py", NULL));
	return true;
}
