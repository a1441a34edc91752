#include "config.h"

#include "cmd/checkup.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/rcfile.h"
#include "core/doctor/which.h"
#include "core/rule/judge.h"
#include "core/rule/trust.h"
#include "core/shell/pathlist.h"
#include "core/shell/rc.h"
#include "core/shell/session.h"
#include "core/shell/shell.h"
#include "core/vars.h"
#include "look/absence.h"
#include "look/inspect.h"
#include "look/known.h"
#include "sys/child.h"
#include "sys/clock.h"
#include "sys/dirs.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/program.h"
#include "sys/self.h"
#include "sys/vars.h"

enum { RC_MAX = 4 << 20, SCRATCH = 2 << 20, RUNS = 7, SECONDS = 10,
    EXPORT_SLOW = 150000 };

/* --- the hook */

/* Where in the rc file the line is, and whether there are two. */
static const char *
checkup_line(struct checkup *c, const char *path, struct rc_place *place)
{
	struct arena *a = c->run->arena;
	struct file f = file_named(a, path, RC_MAX, false);
	struct rc_place second;
	const char *at;

	*place = (struct rc_place){ .line = 0 };
	if (f.state != FILE_READ)
		return path;
	*place = rc_find(f.text, c->shell);
	if (place->line == 0)
		return path;
	at = text_join(a, path, ":", text_number(a, place->line), NULL);
	f.text = str_range(f.text.p + place->to, f.text.p + f.text.n);
	second = rc_find(f.text, c->shell);
	if (second.line > 0 && str_eq(second.shell, place->shell))
		found(&c->findings, FOUND_RC_TWICE, text_join(a, path, ":",
		    text_number(a, place->line + second.line), NULL), NULL);
	return at;
}

static void
checkup_rc(struct checkup *c)
{
	struct arena *a = c->run->arena;
	struct findings *f = &c->findings;
	const char *path = c->shell == NULL ? NULL :
	    rcfile_path(c->run, c->shell), *at;
	const struct shell *named;
	struct rc_place place = { .line = 0 };

	if (path != NULL && c->shell->rc.line != NULL) {
		at = checkup_line(c, path, &place);
		named = place.line == 0 ? NULL :
		    shell_find(str_copy(a, place.shell));
		if (named != NULL && named != c->shell)
			found(f, FOUND_RC_SHELL, at, rcfile_line(c->run,
			    c->shell));
		else if (place.line > 0 && !c->hooked)
			found(f, FOUND_NOT_READ, at, c->shell->name);
	}
	if (place.line == 0 && !c->hooked)
		found(f, FOUND_NO_HOOK, NULL, NULL);
	c->seen.rc = path == NULL ? "the file that your shell reads at its "
	    "start" : path;
}

static void
checkup_program(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const char *other = self_path(a, c->run->vars, "venvhook"), *path;
	struct str said;

	if (seen_first(&c->seen, "program", &said) && said.n > 0) {
		path = str_copy(a, said);
		if (!node_exists(path))
			found(&c->findings, FOUND_PROGRAM_GONE, path,
			    c->shell->name);
	}
	if (other != NULL && c->program != NULL &&
	    !node_meet(other, c->program))
		found(&c->findings, FOUND_PROGRAM_OTHER, other, NULL);
}

void
checkup_hook(struct checkup *c)
{
	checkup_rc(c);
	checkup_program(c);
	if (c->hooked && (c->version == NULL ||
	    strcmp(c->version, PACKAGE_VERSION) != 0))
		found_todo(&c->findings, FOUND_HOOK_VERSION,
		    c->version == NULL ? "an older version" :
		    text_join(c->run->arena, "version ", c->version, NULL),
		    text_fill(c->run->arena, c->shell->rc.line == NULL ?
		    "'venvhook setup @' writes it again" :
		    found_rows[FOUND_HOOK_VERSION].todo, c->shell->name));
	seen_examine(&c->seen, &c->findings);
}

/* --- what is ours */

static void
checkup_dir(struct checkup *c, const char *path)
{
	struct arena *a = c->run->arena;
	struct fault fault;
	int fd;

	if (path == NULL)
		return;
	fd = dirs_open(a, c->run->vars, path, &fault);
	if (fd >= 0)
		fd_drop(fd);
	else if (fault.subject != NULL)
		found(&c->findings, FOUND_STATE_UNSAFE, fault_text(a, &fault),
		    fault.hint != NULL ? fault.hint : "make it a directory of "
		    "your own that nobody else can write, or remove it");
}

void
checkup_own(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const struct vars *v = c->run->vars;
	const struct world *w = &c->world;
	struct findings *f = &c->findings;
	const char *homeless = world_homeless(a, w);

	if (homeless != NULL)
		found(f, FOUND_HOME, homeless, NULL);
	if (w->facts.settings == NULL)
		found(f, FOUND_SETTINGS, fault_text(a, &w->files.fault),
		    w->files.fault.hint != NULL ? w->files.fault.hint :
		    "correct that; 'venvhook config' shows the settings in "
		    "force");
	if (w->facts.trust == NULL && w->store.fault.subject != NULL)
		found(f, FOUND_RECORDS, fault_text(a, &w->store.fault),
		    w->store.fault.hint != NULL ? w->store.fault.hint :
		    "make it yours alone, or remove it and allow again");
	else
		checkup_dir(c, dirs_state(a, v));
	checkup_dir(c, dirs_cache(a, v));
}

/* --- here */

/* The verdict on the env for here, as a finding; NFOUND: it is fine. */
static enum found
checkup_verdict(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const struct decision *d = &c->world.decision;
	enum found kind;

	if (d->why >= WHY_BAD_FILE && d->why <= WHY_MOVED)
		kind = FOUND_ENV_BROKEN;
	else if (d->why >= WHY_OTHERS_OWN && d->why <= WHY_UNREADABLE)
		kind = FOUND_ENV_UNSAFE;
	else if (whys[d->why].notice && d->why >= WHY_REPLACED)
		kind = FOUND_ENV_ASKS;
	else
		return NFOUND;
	found(&c->findings, kind, d->subject == NULL ? d->reason :
	    text_join(a, d->subject, ": ", d->reason, NULL), d->hint);
	return kind;
}

static void
checkup_files(struct checkup *c, struct arena *a, const struct env *env)
{
	struct arena *own = c->run->arena;
	struct fault fault;

	if (inspect_files(a, c->run->vars, env, &fault))
		return;
	found(&c->findings, FOUND_BIN_UNSAFE, fault_text(own, &fault),
	    text_typed(own, pathlist_entry(own, env->where.canonical)));
}

/* The environment that is on by somebody else, while another is for here. */
static const char *
env_of_others(const struct facts *facts)
{
	const char *on = facts->vars->virtual_env;

	if (on == NULL || on[0] == '\0' || session_holds(facts) ||
	    !node_exists(on) || facts->env == NULL ||
	    facts->vars->manager != NULL || facts->env->where.path == NULL ||
	    node_meet(on, facts->env->where.path))
		return NULL;
	return on;
}

static void
checkup_which(struct checkup *c)
{
	struct arena *a = c->run->arena;
	const struct facts *facts = &c->world.facts;
	const char *on = facts->vars->virtual_env;
	struct which r = {
		.vars = facts->vars,
		.gone = on != NULL && on[0] != '\0' && !node_exists(on) ?
		    on : NULL,
		.env = c->seen.env,
		.other = env_of_others(facts),
		.kept_path = seen_has(&c->seen, "variable",
		    "_OLD_VIRTUAL_PATH"),
		.value = vars_named,
	};

	for (size_t i = 0; i < WHICHES; i++) {
		r.first[i] = self_path(a, facts->vars, which_names[i]);
		r.in_env[i] = r.env != NULL && node_runs(text_join(a, r.env,
		    "/bin/", which_names[i], NULL));
	}
	which_examine(&r, &c->findings);
}

/* How long `export` takes: the median of some runs, started as by a shell. */
static void
checkup_time(struct checkup *c)
{
	struct arena *a = c->run->arena;
	struct program_rules rules = { .arena = a, .vars = c->run->vars };
	const char *args[] = { "export", c->shell == NULL ? "sh" :
	    c->shell->name, NULL };
	struct program program;
	struct child child = { .program = &program, .args = args,
	    .dir = c->world.search.start, .quiet = true, .seconds = SECONDS,
	    .virtual_env = c->run->vars->virtual_env };
	struct child_end end;
	struct fault fault;
	struct str said = str_from(text_or_empty(c->program));
	long long times[RUNS], begun;

	seen_first(&c->seen, "program", &said);
	if (said.n == 0 || !program_at(&program, &rules, str_copy(a, said),
	    &fault))
		return;
	for (int n = 0; n < RUNS; n++) {
		int at = n;

		begun = clock_read();
		child_run(a, &child, &end);
		if (end.how != CHILD_EXITED)
			return;
		begun = clock_read() - begun;
		for (; at > 0 && times[at - 1] > begun; at--)
			times[at] = times[at - 1];
		times[at] = begun;
	}
	c->took = times[RUNS / 2];
	if (c->took >= EXPORT_SLOW)
		found(&c->findings, FOUND_SLOW_EXPORT, text_number(a,
		    (unsigned long long)c->took / 1000), NULL);
}

void
checkup_here(struct checkup *c)
{
	const struct env *env = c->world.facts.env;

	/* the files are not the user's alone where the directory is not */
	if (checkup_verdict(c) != FOUND_ENV_UNSAFE && env != NULL)
		checkup_files(c, c->run->arena, env);
	checkup_which(c);
	checkup_time(c);
}

/* --- the others */

/* How many there are of a kind, and the first of them. */
struct tally {
	size_t n;
	const char *first, *reason;
};

static void
tally_add(struct arena *a, struct tally *t, const char *path,
    const char *reason)
{
	if (t->n++ > 0)
		return;
	t->first = arena_string(a, path);
	t->reason = reason == NULL ? NULL : arena_string(a, reason);
}

/* Look at one other than that for here, of which is told already. */
static void
known_look(struct checkup *c, struct arena *own, const char *path,
    struct tally *broken)
{
	const struct env *here = c->world.facts.env;
	struct decision d;
	struct env env;

	if (node_followed(path).kind == NODE_ABSENT ||
	    (here != NULL && here->where.canonical != NULL &&
	    strcmp(here->where.canonical, path) == 0))
		return;
	inspect(own, c->run->vars, NULL, path, false, &env);
	d = judge_form(own, &env);
	if (d.env == NULL)
		tally_add(c->run->arena, broken, path, d.reason);
	else if (trust_recorded(&c->world.store.trust, path) != NULL)
		checkup_files(c, own, &env);
}

static const char *
tally_text(struct arena *a, const struct tally *t, const char *one,
    const char *more)
{
	const char *reason = t->reason == NULL ? "" :
	    text_join(a, ": ", t->reason, NULL);

	if (t->n == 1)
		return text_join(a, one, t->first, reason, NULL);
	return text_join(a, text_number(a, t->n), more, t->first, reason, NULL);
}

/* Records of envs that are gone, with their projects: `prune` drops them. */
static void
known_records(struct checkup *c, struct known *known)
{
	const struct trust *t = &c->world.store.trust;
	struct arena *a = c->run->arena;
	struct tally gone = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		const struct grant *g = &t->grants[i];
		struct arena scratch;

		if ((GRANT_BIT(g->kind) & GRANTS_EXACT) == 0)
			continue;
		known_add(known, g->path);
		scratch = *a;
		if (absence_ends(&scratch, c->run->vars, g))
			tally_add(a, &gone, g->path, NULL);
	}
	if (gone.n > 0)
		found(&c->findings, FOUND_RECORD_GONE, tally_text(a, &gone,
		    "there is a record of an environment that is gone, with "
		    "its project: ", " records are of environments that are "
		    "gone, with their projects; the first is "),
		    text_typed(a, gone.first));
}

void
checkup_known(struct checkup *c)
{
	struct arena *a = c->run->arena;
	struct known known = { .arena = a, .vars = c->run->vars };
	void *scratch = arena_alloc(a, SCRATCH, 1);
	struct tally broken = { 0 };

	if (c->world.facts.trust == NULL)
		return;
	known_records(c, &known);
	known_stores(&known);
	known_sort(&known);
	for (size_t i = 0; i < known.n; i++) {
		struct arena own = arena_over(scratch, SCRATCH, a->full);

		known_look(c, &own, known.paths[i], &broken);
	}
	if (broken.n > 0)
		found(&c->findings, FOUND_KNOWN_BROKEN, tally_text(a, &broken,
		    "", " environments that are known here are broken; the "
		    "first is "), text_typed(a, broken.first));
}
