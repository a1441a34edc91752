#include "config.h"

#include "make/pip.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/layout.h"
#include "core/python/python.h"
#include "sys/child.h"
#include "make/clone.h"
#include "sys/file.h"
#include "make/make.h"
#include "make/target.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "make/seed.h"
#include "sys/tree.h"

enum { SETUPTOOLS_UNTIL = 12 };	/* minor: no longer a dependency of venv */

static const char *
env_python(const struct make *m, const struct layout *layout)
{
	return text_join(m->arena, m->env, "/bin/", layout->python, NULL);
}

/*
 * pip asks many settings where to install, and some would take it out of the
 * env without an error: target, prefix, root, user, python.  So it gets none
 * but those that say how an index is reached; of its files pip itself knows
 * best where they are and what they say, its variables child_run has sorted.
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
    "os.execv(sys.executable, pip + sys.argv[2:])\n";

static bool
run_python(const struct program_rules *rules, const char *env,
    const char *const *args, const char *what, struct progress *progress,
    struct fault *f)
{
	struct program python;
	struct child child = { .program = &python, .args = args, .dir = env,
	    .virtual_env = env, .progress = progress };
	struct child_end end;

	return program_of_env(&python, rules, env, "python", f) &&
	    (child_run(rules->arena, &child, &end) ||
	    child_fault(rules->arena, &end, env, what, f));
}

bool
pip_run(const struct program_rules *rules, const char *env,
    const char *const *args, const char *what, struct progress *progress,
    struct fault *f)
{
	const char *head[] = { "-I", "-c", pip_script,
	    child_settings(rules->arena, "PIP_") };
	enum { NHEAD = sizeof(head) / sizeof(head[0]) };
	const char **all;
	size_t n = 0;

	while (args[n] != NULL)
		n++;
	all = arena_new(rules->arena, const char *, NHEAD + n + 1);
	memcpy(all, head, sizeof(head));
	memcpy(all + NHEAD, args, n * sizeof(*args));
	return run_python(rules, env, all, what, progress, f);
}

/*
 * As venv does it.  The env has no pyvenv.cfg yet, or not the right one, and
 * Python also believes one that lies beside it, in bin.
 */
static bool
pip_ensure(const struct make *m, const struct layout *layout,
    const struct target *target)
{
	static const char *const args[] = { "-I", "-m", "ensurepip",
	    "--upgrade", "--default-pip", NULL };
	const char *cfg = text_join(m->arena, "home = ", layout->home,
	    "\ninclude-system-site-packages = false\n", NULL);
	struct program_rules rules = make_rules(m);
	int bin = tree_enter(target->fd, "bin");
	bool done;

	if (bin < 0)
		return target_fail(target, "bin");
	if (file_replace(m->arena, bin, "pyvenv.cfg", str_from(cfg)))
		done = run_python(&rules, m->env, args, "ensurepip",
		    m->progress, m->fault);
	else
		done = target_fail(target, "bin/pyvenv.cfg");
	if (!tree_remove(bin, "pyvenv.cfg") && done)
		done = target_fail(target, "bin/pyvenv.cfg");
	close(bin);
	return done;
}

/* Put the seed's pip in; CLONE_STALE is not told. */
static enum clone_state
pip_clone(const struct make *m, const struct layout *layout,
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
	int saved;

	if (clone.to_bin < 0) {
		target_fail(target, "bin");
		return CLONE_FAILED;
	}
	errno = 0;
	state = clone_pip(&clone);
	saved = errno;
	close(clone.to_bin);
	errno = saved;
	if (state == CLONE_FAILED)
		target_fail(target, layout->site);
	return state;
}

/* What the env lacks of the seed.  CLONE_STALE if the seed is damaged. */
static enum clone_state
pip_fill(const struct make *m, const struct layout *layout,
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
	close(lib);
	if (found == PLACE_MIXED)
		return pip_ensure(m, layout, target) ? CLONE_DONE :
		    CLONE_FAILED;
	return state;
}

/* Twice at most: what is damaged is made again, once. */
bool
pip_install(const struct make *m, const struct layout *layout,
    const struct target *target)
{
	enum clone_state state = CLONE_STALE;
	struct seed seed;
	const char *reason;

	if (!m->python->ensurepip)
		return seed_absent(m->arena, m->python, m->fault);
	for (int tries = 0; state == CLONE_STALE && tries < 2; tries++) {
		switch (seed_open(m, layout->site, &seed, &reason)) {
		case SEED_READY:
			break;
		case SEED_UNUSABLE:
			return pip_ensure(m, layout, target);
		case SEED_CANCELLED:
			return fault_set(m->fault, m->env, "cancelled", NULL);
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

bool
pip_upgrade(const struct make *m)
{
	const char *args[] = { "install", "--upgrade", "--", "pip",
	    m->python->version[1] < SETUPTOOLS_UNTIL ? "setuptools" : NULL,
	    NULL };
	struct program_rules rules = make_rules(m);

	progress_turn(m->progress, "upgrading pip");
	return pip_run(&rules, m->env, args, "the upgrade of pip",
	    m->progress, m->fault);
}
