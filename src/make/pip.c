#include "config.h"

#include "make/pip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/layout.h"
#include "core/python/python.h"
#include "core/python/pyvenv.h"
#include "make/clone.h"
#include "make/recipe.h"
#include "make/seed.h"
#include "make/target.h"
#include "sys/child.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/tree.h"

/* The minor version since which the directory of pyvenv.cfg is the env. */
enum { TOP_SINCE = 14 };

static const char *
env_python(const struct recipe *m, const struct layout *layout)
{
	return text_join(m->arena, m->env, "/bin/", layout->python, NULL);
}

/* Run the python of the env; what is the subject of a sentence about it. */
static bool
run_python(const struct recipe *m, const struct target *target,
    const char *const *args, const char *what)
{
	struct program_rules rules = recipe_rules(m);
	struct program python;
	struct child child = { .program = &python, .args = args,
	    .dir = m->env, .virtual_env = m->env, .progress = m->progress,
	    .tells = true,
	    .lock = target == NULL ? 0 : target->fd };
	struct child_end end;

	return program_of_env(&python, &rules, m->env, "python", m->fault) &&
	    (child_run(m->arena, &child, &end) ||
	    child_fault(m->arena, &end, m->env, what, m->fault));
}

/*
 * Say in the journal whether a pyvenv.cfg at the top means that the env is
 * whole; early: it does not.
 */
static bool
early_note(const struct recipe *m, const struct target *target, bool early)
{
	struct journal journal = target->journal;

	journal.other = early;
	return !target->fresh || journal_write(&journal, false, m->fault);
}

/*
 * Run the python before the env has its pyvenv.cfg, with one in bin meanwhile,
 * where Python looks as well.  From 3.14 on bin would be the env then, so it is
 * put where it belongs, and the journal says that it does not count yet.
 */
static bool
run_early(const struct recipe *m, const struct layout *layout,
    const struct target *target, bool system, const char *const *args,
    const char *what)
{
	struct str cfg = str_from(text_join(m->arena, "home = ", layout->home,
	    "\ninclude-system-site-packages = ", system ? "true" : "false",
	    "\n", NULL));
	static const char name[] = PYVENV_CFG;
	bool top = m->python->version[1] >= TOP_SINCE, made, done;
	int dir;

	if (top && node_there(target->fd, name))
		return run_python(m, target, args, what);
	if (top && !early_note(m, target, true))
		return false;
	dir = tree_enter(target->fd, top ? "." : "bin");
	made = dir >= 0 && (name_remove(dir, name) ||
	    error_last() == ERROR_ABSENT) && file_create(dir, name, 0666, cfg);
	done = (made || target_fail(target, name)) &&
	    run_python(m, target, args, what);
	if (made && !name_remove(dir, name) && done)
		done = target_fail(target, name);
	fd_close(dir);
	return done && (!top || early_note(m, target, false));
}

/* Run ensurepip, as venv does. */
static bool
pip_ensure(const struct recipe *m, const struct layout *layout,
    const struct target *target)
{
	static const char *const args[] = { "-I", "-m", "ensurepip",
	    "--upgrade", "--default-pip", NULL };

	return run_early(m, layout, target, false, args, "ensurepip");
}

/* Clone the pip of the seed; the fault is filled for CLONE_FAILED alone. */
static enum clone_state
pip_clone(const struct recipe *m, const struct layout *layout,
    const struct target *target, const struct seed *seed, int site)
{
	struct clone clone = {
		.arena = m->arena,
		.from_site = seed->site,
		.from_bin = seed->bin,
		.manifest = seed->manifest,
		.to_site = site,
		.to_bin = tree_enter(target->fd, "bin"),
		.python = env_python(m, layout),
		.darwin = strcmp(m->python->platform, "darwin") == 0,
		.blank = seed->blank,
		.hardlink = m->hardlink,
		.umask = tree_umask(),
		.progress = m->progress,
	};
	enum clone_state state;

	if (clone.to_bin < 0) {
		target_fail(target, "bin");
		return CLONE_FAILED;
	}
	error_set(ERROR_NONE);
	state = clone_pip(&clone);
	fd_drop(clone.to_bin);
	if (state == CLONE_FAILED)
		target_fail(target, layout->site);
	return state;
}

/*
 * Put pip in, unless the env has it; where it has a part of it, ensurepip sorts
 * that out.  CLONE_STALE: the seed is damaged.
 */
static enum clone_state
pip_fill(const struct recipe *m, const struct layout *layout,
    const struct target *target, const struct seed *seed)
{
	int lib = tree_make(target->fd, layout->site);
	enum clone_place found = PLACE_FREE;
	enum clone_state state = CLONE_DONE;

	if (lib < 0) {
		target_fail(target, layout->site);
		return CLONE_FAILED;
	}
	if (!target->fresh)
		found = clone_place(seed->site, lib);
	if (found == PLACE_FREE)
		state = pip_clone(m, layout, target, seed, lib);
	fd_close(lib);
	if (found == PLACE_MIXED)
		return pip_ensure(m, layout, target) ? CLONE_DONE :
		    CLONE_FAILED;
	return state;
}

static enum seed_state
pip_seed(const struct recipe *m, const struct layout *layout,
    struct seed *seed)
{
	const char *reason;
	enum seed_state state = seed_open(m, layout->site, seed, &reason);

	if (state == SEED_CANCELLED)
		fault_set(m->fault, m->env, "cancelled", NULL);
	return state;
}

bool
pip_prepare(const struct recipe *m, const struct layout *layout)
{
	enum seed_state state;
	struct seed seed;

	if (!m->python->ensurepip)
		return seed_absent(m->arena, m->python, m->fault);
	state = pip_seed(m, layout, &seed);
	if (state == SEED_READY)
		seed_close(&seed);
	return state == SEED_READY || state == SEED_UNUSABLE;
}

/* A damaged seed is made again, once. */
bool
pip_install(const struct recipe *m, const struct layout *layout,
    const struct target *target)
{
	enum clone_state state = CLONE_STALE;
	struct seed seed;

	if (!m->python->ensurepip)
		return seed_absent(m->arena, m->python, m->fault);
	for (int tries = 0; state == CLONE_STALE && tries < 2; tries++) {
		switch (pip_seed(m, layout, &seed)) {
		case SEED_READY:
			break;
		case SEED_UNUSABLE:
			return pip_ensure(m, layout, target);
		case SEED_CANCELLED:
		case SEED_FAILED:
			return false;
		}
		state = pip_fill(m, layout, target, &seed);
		if (state == CLONE_STALE)
			seed_drop(m->arena, m->vars, &seed);
		else
			seed_close(&seed);
	}
	return state == CLONE_DONE ||
	    (state == CLONE_STALE && pip_ensure(m, layout, target));
}

/*
 * Run with the names of variables that may be set, a directory or "", and the
 * words for pip.
 *
 * Some settings would have pip install outside of the env, without an error:
 * target, prefix, root, user, python.  So it gets only those for reaching an
 * index.  Of the variables child_run takes the others away.  For the files this
 * script asks pip itself what they say, sets those for an index as variables,
 * and then becomes a pip that reads no file, in that directory.
 */
static const char pip_script[] =
    "import ast, os, subprocess, sys\n"
    "pip = [sys.executable, '-I', '-m', 'pip']\n"
    "p = subprocess.Popen(pip + ['config', 'list'],\n"
    "    stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
    "out, err = p.communicate()\n"
    "if p.returncode != 0 and b'unknown command' not in err:\n"
    "    sys.stdout.buffer.write(err)\n"
    "    sys.exit(p.returncode)\n"
    "said = {}\n"
    "for line in out.decode('utf-8', 'replace').splitlines():\n"
    "    key, equals, value = line.partition('=')\n"
    "    section, dot, name = key.strip().partition('.')\n"
    "    name = 'PIP_' + name.upper().replace('-', '_')\n"
    "    if section in ('global', 'install') and \\\n"
    "            name + '=' in sys.argv[1].split():\n"
    "        said.setdefault(section, {})[name] = ast.literal_eval(value)\n"
    "for section in 'install', 'global':\n"
    "    for name, value in said.get(section, {}).items():\n"
    "        os.environ.setdefault(name, value)\n"
    "os.environ['PIP_CONFIG_FILE'] = os.devnull\n"
    "if sys.argv[2]:\n"
    "    os.chdir(sys.argv[2])\n"
    "    os.environ['PWD'] = sys.argv[2]\n"
    "os.execv(sys.executable, pip + sys.argv[3:])\n";

/* What pip is to install, and how. */
struct pip_order {
	const char *dir;	/* where it runs; NULL: in the env */
	const char *const *options;	/* NULL at the end */
	const char *each;	/* before each word: "--requirement"; NULL: */
				/* the words are names of packages */
	const char *const *words;
	size_t n;
	bool system;		/* what the base has counts as installed */
};

/* "pip install OPTION... -- NAME..." */
static const char **
pip_args(const struct recipe *m, const struct pip_order *order)
{
	const char *head[] = { "-I", "-c", pip_script,
	    child_settings(m->arena, "PIP_"),
	    order->dir == NULL ? "" : order->dir, "install" };
	enum { NHEAD = sizeof(head) / sizeof(head[0]), NOPTIONS = 5 };
	const char **args = arena_new(m->arena, const char *,
	    NHEAD + NOPTIONS + 2 * order->n + 1);
	size_t at = NHEAD;

	memcpy(args, head, sizeof(head));
	for (size_t i = 0; order->options[i] != NULL; i++)
		args[at++] = order->options[i];
	if (order->each == NULL)
		args[at++] = "--";
	for (size_t i = 0; i < order->n; i++) {
		if (order->each != NULL)
			args[at++] = order->each;
		args[at++] = order->words[i];
	}
	return args;
}

static bool
run_pip(const struct recipe *m, const struct layout *layout,
    const struct target *target, const struct pip_order *order,
    const char *what)
{
	const char **args = pip_args(m, order);

	return layout == NULL ? run_python(m, target, args, what) :
	    run_early(m, layout, target, order->system, args, what);
}

bool
pip_add(const struct recipe *m, const struct layout *layout,
    const struct target *target, const char *const *names, size_t n)
{
	static const char *const options[] = {
	    "--disable-pip-version-check", "--no-deps", "--quiet", NULL };
	struct pip_order order = { .options = options, .words = names,
	    .n = n };

	return run_pip(m, layout, target, &order,
	    "pip, which was to install the packages it had,");
}

static bool
pip_renew(const struct recipe *m, const struct layout *layout,
    const struct target *target)
{
	static const char *const options[] = { "--upgrade", NULL };
	static const char *const names[] = { "pip", "setuptools" };
	struct pip_order order = { .options = options, .words = names,
	    .n = python_setuptools(m->python) ? 2 : 1 };

	progress_turn(m->progress, "upgrading pip");
	return run_pip(m, layout, target, &order, "the upgrade of pip");
}

bool
pip_upgrade(const struct recipe *m)
{
	return pip_renew(m, NULL, NULL);
}

/* --- files of requirements */

/* Only pip reads it, so no file is too large. */
bool
pip_readable(struct arena *a, const struct vars *v, const char *path,
    struct fault *f)
{
	struct file file = file_named(a, path, 0, false);

	if (file.state != FILE_READ && file.state != FILE_TOO_LARGE)
		return fault_set(f, path, file_reason(a, &file), NULL);
	if (owners_check_open(a, v, path, &file.node, f))
		return true;
	f->hint = "what it names is installed and run: if you know it, make "
	    "a copy that is yours";
	return false;
}

/* "/p/requirements.txt and /p/dev.txt"; shortly: without the directories. */
static const char *
required_names(const struct recipe *m, bool shortly)
{
	struct buf b = buf_in(m->arena);

	for (size_t i = 0; i < m->nrequirements; i++)
		buf_texts(&b, i > 0 ? " and " : "", shortly ?
		    path_base(str_from(m->requirements[i])).p :
		    m->requirements[i], NULL);
	return buf_string(&b);
}

/* What to do after that failed; fresh: the new env will be undone. */
static const char *
required_hint(const struct recipe *m, bool fresh)
{
	if (fresh)
		return "nothing was made; without --requirements there "
		    "would be the environment, and its pip to try by hand";
	return text_join(m->arena, "the environment stays; '", m->env,
	    "/bin/pip install -r ", m->requirements[0], "' tries again",
	    NULL);
}

bool
pip_require(const struct recipe *m, const struct layout *layout,
    const struct target *target, bool upgrade)
{
	static const char *const options[] = { "--no-input",
	    "--disable-pip-version-check", "--progress-bar=off", NULL };
	struct pip_order order = { .dir = m->options.cwd, .options = options,
	    .each = "--requirement", .words = m->requirements,
	    .n = m->nrequirements,
	    .system = m->options.system_site_packages };

	if (upgrade && !pip_renew(m, layout, target))
		return false;
	progress_turn(m->progress, text_join(m->arena, "installing ",
	    required_names(m, true), NULL));
	if (run_pip(m, layout, target, &order, text_join(m->arena,
	    "pip, which was to install ", required_names(m, false), ",",
	    NULL)))
		return true;
	if (!signals_waiting() &&
	    (target == NULL || target->journal.aside == NULL))
		m->fault->hint = required_hint(m, target != NULL);
	return false;
}
