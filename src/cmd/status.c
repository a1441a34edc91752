#include "config.h"

#include "cmd/status.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "cmd/command.h"
#include "cmd/create.h"
#include "cmd/out.h"
#include "cmd/reach.h"
#include "cmd/say.h"
#include "cmd/where.h"
#include "core/manager/manager.h"
#include "core/rule/judge.h"
#include "core/rule/record.h"
#include "core/rule/settings.h"
#include "core/shell/name.h"
#include "core/shell/pathlist.h"
#include "core/shell/session.h"
#include "core/text/report.h"
#include "core/vars.h"
#include "look/inspect.h"
#include "look/world.h"
#include "sys/node.h"

static const char *const stops[] = {
	[STOP_FOUND] = "the nearest one counts",
	[STOP_ROOT] = "never at /",
	[STOP_HOME] = "no further than your home directory",
	[STOP_AUTOMOUNT] = "an automounter's directory",
	[STOP_CEILING] = "a ceiling of the settings",
	[STOP_NOWHERE] = "the working directory is gone or cannot be read",
	[STOP_LONG] = "too deep to search further",
};

static const char *const kinds[] = {
	[NODE_ABSENT] = "not there",
	[NODE_UNREADABLE] = "cannot be read",
	[NODE_DIR] = "a directory",
	[NODE_FILE] = "a file",
	[NODE_LINK] = "a symbolic link",
	[NODE_OTHER] = "neither file nor directory",
};

/* What is active in this shell, by its variables. */
static void
status_active(struct arena *a, struct report *r, const struct facts *facts)
{
	const char *on = facts->vars->virtual_env;
	const char *who = NULL, *entry;

	if (on != NULL && on[0] == '\0')
		on = NULL;
	if (on != NULL)
		who = !session_holds(facts) ? "by hand" :
		    facts->session->mode == SESSION_HAND ?
		    "by 'venvhook activate'" : "by venvhook";
	report_text(r, "virtual_env", NULL, on);
	report_text(r, "activated_by", NULL, who);
	report_text(r, "active", "active now", on == NULL ? "nothing" :
	    text_join(a, on, ", ", who, NULL));
	if (on == NULL)
		return;
	entry = pathlist_entry(a, on);
	if (!pathlist_leads(facts->vars->path, entry))
		report_text(r, "path_order", "PATH",
		    pathlist_has(facts->vars->path, entry) ?
		    "other directories stand before that of the environment" :
		    "does not hold the directory of the environment");
}

/* Is the verdict only that there is no env? */
static bool
is_nothing(enum why why)
{
	return why == WHY_NOTHING || why == WHY_NOWHERE ||
	    (why >= WHY_CREATE && why <= WHY_CREATE_FAILED);
}

/* The hint; where only the hook is missing, that. */
static const char *
verdict_hint(struct run *run, const struct facts *facts,
    const struct decision *d)
{
	if (d->env != NULL && run->nwords == 0 && !session_holds(facts))
		return "the hook does that at the prompt, see 'venvhook "
		    "setup'; a script calls 'venvhook exec CMD'";
	/* Do not suggest the command being run. */
	if (d->hint != NULL &&
	    str_starts(str_from(d->hint), STR("'venvhook status'")))
		return NULL;
	return where_hint(run->arena, d->hint, run->words[0]);
}

/* Without "not activated: ", which is in the line above. */
static const char *
verdict_reason(const char *reason)
{
	static const struct str again = STR_INIT("not activated: ");

	return reason != NULL && str_starts(str_from(reason), again) ?
	    reason + again.n : reason;
}

/* Is it on in this shell, or would it only be once the hook has asked? */
static bool
is_on(const struct facts *facts, const struct decision *d)
{
	return session_holds(facts) && strcmp(facts->session->env,
	    d->env->where.path) == 0;
}

static void
status_verdict(struct run *run, struct report *r, const struct world *w)
{
	const struct decision *d = &w->decision;
	struct fault f = { .reason = NULL };
	const char *verdict = d->hands_off ? "left alone" :
	    d->env != NULL ? "activated" :
	    is_nothing(d->why) ? "nothing to activate" : "not activated";

	if (d->env != NULL && run->nwords > 0)
		reach_check(run, w, &f);
	else if (is_nothing(d->why) && reach_beside(run, w, &f))
		f.reason = fault_text(run->arena, &f);
	report_text(r, "verdict", "here", verdict);
	if (d->env != NULL && (f.reason != NULL || !is_on(&w->facts, d)))
		report_shown(r, f.reason != NULL ? "may be activated" :
		    "would be activated");
	report_text(r, "rule", NULL, whys[d->why].name);
	report_text(r, "subject", "concerns", d->subject);
	report_text(r, "reason", "because", verdict_reason(d->reason));
	report_text(r, "unfound", "but", f.reason);
	report_text(r, "hint", "to do", f.reason != NULL ? f.hint :
	    verdict_hint(run, &w->facts, d));
}

static void
status_search(struct arena *a, struct report *r, const struct search *s)
{
	const char **looked = arena_new(a, const char *, s->nprobes + 1);

	for (size_t i = 0; i < s->nprobes; i++)
		looked[i] = text_join(a, s->probes[i].path, ": ",
		    s->probes[i].passed ? "no environment: it has neither "
		    "pyvenv.cfg nor bin" : kinds[s->probes[i].kind], NULL);
	report_text(r, "directory", "directory", s->start);
	report_list(r, "looked_at", "looked at", looked);
	report_text(r, "stopped", "up to", s->stopped == NULL ?
	    stops[s->stop] : text_join(a, s->stopped, ": ", stops[s->stop],
	    NULL));
}

/* "poetry: /store/demo-py3.11: not allowed; run ..." */
static const char *
kept_line(struct arena *a, const struct search *s, const struct kept *kept)
{
	const char *name = kept->manager->name;

	if (kept->env == NULL)
		return text_join(a, name, ", for ", kept->project, ": ",
		    kept->reason, kept->hint == NULL ? "" : "; ",
		    kept->hint == NULL ? "" : kept->hint, NULL);
	return text_join(a, name, ", for ", kept->project, ": ", kept->env,
	    kept == s->found ? "" : "; 'venvhook allow' has it activated",
	    NULL);
}

/* What managers keep and nobody has allowed, of which only status tells. */
static void
status_kept(struct arena *a, struct report *r, const struct search *s)
{
	const char **lines = arena_new(a, const char *, s->nkeeps + 1);

	for (size_t i = 0; i < s->nkeeps; i++)
		lines[i] = kept_line(a, s, s->keeps[i]);
	report_list(r, "managers", "managers", lines);
}

static const char *
maker(const struct pyvenv *cfg)
{
	return cfg->uv ? "uv" : cfg->virtualenv ? "virtualenv" : "venv";
}

static const char *
str_or_null(struct arena *a, struct str s)
{
	return s.p == NULL ? NULL : str_copy(a, s);
}

static void
status_health(struct arena *a, struct report *r, const struct env *env)
{
	struct decision d = judge_form(a, env);

	report_flag(r, "healthy", d.env != NULL);
	report_text(r, "health", "health", d.env != NULL ? "good" :
	    d.reason);
}

/* The files in bin, which no cd looks at. */
static void
status_files(struct arena *a, struct report *r, const struct vars *v,
    const struct env *env)
{
	struct fault fault;

	if (!inspect_files(a, v, env, &fault))
		report_text(r, "unsafe", "unsafe", fault_sentence(a, &fault));
}

/* Of an env of conda also that scripts of its packages are not run. */
static void
status_conda(struct arena *a, struct report *r, const struct env *env)
{
	const char *dir = env->where.path;

	report_flag(r, "conda", env->contents.conda);
	if (!env->contents.conda)
		return;
	report_text(r, "name", "name", name_env(a, env));
	report_text(r, "made", "made by", "conda: its activate.d is not "
	    "sourced");
	report_text(r, "conda_activate", node_exists(text_join(a, dir,
	    "/etc/conda/activate.d", NULL)) ? "packages" : NULL, text_join(a,
	    "some set variables there; 'conda activate ", dir,
	    "' does that as well", NULL));
	report_text(r, "interpreter", "python", env->contents.interpreter);
}

static void
status_env(struct arena *a, struct report *r, const struct facts *facts,
    const struct env *env)
{
	const struct pyvenv *cfg = &env->contents.pyvenv;
	const char *version = str_or_null(a, cfg->version);

	report_text(r, "environment", "environment", env->where.path);
	report_text(r, "project", "project", env->where.project);
	report_text(r, "manager", "kept by", env->where.manager == NULL ?
	    NULL : env->where.manager->name);
	if (env->where.entry == ENTRY_LINK || env->where.entry == ENTRY_FILE)
		report_text(r, "named_by", "named by", text_join(a,
		    env->where.found, ", which says ", env->where.named, NULL));
	status_health(a, r, env);
	status_conda(a, r, env);
	status_files(a, r, facts->vars, env);
	if (!env->contents.cfg_read)
		return;
	report_text(r, "name", "name", name_env(a, env));
	report_text(r, "version", NULL, version);
	report_text(r, "maker", NULL, maker(cfg));
	report_text(r, "made", "made by", text_join(a, maker(cfg),
	    version == NULL ? "" : " for Python ",
	    version == NULL ? "" : version, NULL));
	report_text(r, "interpreter", "python", env->contents.interpreter);
	report_text(r, "base", "base", str_or_null(a, cfg->home));
	report_flag(r, "system_site_packages", cfg->system_site);
	if (cfg->system_site)
		report_text(r, "site", "packages",
		    "sees the packages of the base as well");
}

/* "/usr/bin/python3 (3.11.2): first python3 on PATH" */
static const char *
choice_text(struct arena *a, const struct python_choice *choice)
{
	struct version version = python_version(&choice->python);
	struct buf b = buf_in(a);

	buf_texts(&b, choice->python.executable, " (", NULL);
	version_print(&b, &version);
	buf_texts(&b, "): ", choice->reason, NULL);
	return buf_string(&b);
}

/* For people: the place where there is no env yet, and what it is made from. */
static const char **
create_lines(struct arena *a, const struct env *env,
    const struct create_plan *plan)
{
	const char **lines = arena_new(a, const char *, 3);
	const struct fault *fault = &plan->choice.fault;
	int n = 0;

	if (fault->reason != NULL) {
		lines[n++] = text_join(a, "would fail: ", fault->subject,
		    ": ", fault->reason, NULL);
		lines[n] = fault->hint;
		return lines;
	}
	if (env == NULL)
		lines[n++] = text_join(a, "would make ", plan->env, NULL);
	lines[n] = text_join(a, env == NULL ? "from " : "would take ",
	    choice_text(a, &plan->choice), NULL);
	return lines;
}

/* After an error in the settings the verdict tells why it would fail. */
static void
status_create(struct arena *a, struct report *r, const struct world *w,
    const struct env *env, const struct create_plan *plan)
{
	const struct python_choice *choice = &plan->choice;
	bool can = choice->fault.reason == NULL;

	report_list(r, "create_plan", w->facts.settings == NULL ? NULL :
	    "create", create_lines(a, env, plan));
	report_text(r, "create_env", NULL, plan->env);
	report_text(r, "create_python", NULL,
	    can ? choice->python.executable : NULL);
	report_text(r, "create_reason", NULL, choice->reason);
	report_text(r, "create_error", NULL, can ? NULL :
	    fault_text(a, &choice->fault));
	report_text(r, "create_hint", NULL, choice->fault.hint);
}

/* Where no env is: the record that lets the policy make one, or denies it. */
static const struct grant *
create_grant(const struct facts *facts, const struct create_plan *plan)
{
	const char *project = facts->project != NULL ?
	    facts->project->canonical : plan->project;
	const struct grant *g;

	if (project == NULL)
		return NULL;
	g = trust_denied(facts->trust, project, NULL);
	return g != NULL ? g : trust_create(facts->trust, project);
}

static void
status_grant(struct arena *a, struct report *r, const struct facts *facts,
    const struct env *env, const struct create_plan *plan)
{
	const struct grant *g = NULL;

	if (facts->trust != NULL)
		g = env == NULL ? create_grant(facts, plan) :
		    record_any(facts->trust, &env->where);
	if (env != NULL && identity_weak(&env->where.identity))
		report_text(r, "identity", "identity", "by its inode alone: "
		    "this file system keeps neither times of birth nor file "
		    "handles, and may use that number again");
	report_text(r, "grant", "grant", g == NULL ? "none" : text_join(a,
	    grant_names[g->kind], " ", g->path, NULL));
}

/* "trust = ask", as a file of settings has it. */
static const char *
setting_text(struct arena *a, const struct settings *s, const char *key)
{
	return text_join(a, key, " = ", setting_value(a, s,
	    setting_find(str_from(key))), NULL);
}

static void
status_policy(struct arena *a, struct report *r, const struct world *w,
    const struct env *env)
{
	const struct settings *s = w->facts.settings;
	const char **files = arena_new(a, const char *, w->files.nfiles + 1);
	const char *homeless = world_homeless(a, w);

	if (s != NULL) {
		report_text(r, "trust", "policy", setting_text(a, s, "trust"));
		report_text(r, "create", env == NULL ? "" : NULL,
		    setting_text(a, s, "create"));
	}
	for (size_t i = 0; i < w->files.nfiles; i++)
		files[i] = text_join(a, w->files.files[i].path,
		    w->files.files[i].present ? "" : " (not there)", NULL);
	report_list(r, "settings", "settings", files);
	if (s == NULL)
		report_text(r, "settings_error", "settings",
		    fault_text(a, &w->files.fault));
	if (homeless != NULL)
		report_text(r, "home", "HOME", text_join(a, "not used: ",
		    homeless, NULL));
	report_text(r, "records", "records", w->store.dir);
	if (w->facts.trust == NULL)
		report_text(r, "records_error", "records",
		    fault_text(a, &w->store.fault));
}

static int
status_run(struct run *run)
{
	struct report r = { .n = 0 };
	struct buf b = buf_in(run->arena);
	struct vars vars;
	struct world w;
	struct create_plan plan;
	const struct env *env;

	if (where_read(run, run->words[0], &vars, &w) != EXIT_DONE)
		return EXIT_REFUSED;
	world_grants(run->arena, &w);
	create_plan(run, &plan);
	env = w.facts.active != NULL ? w.facts.active : w.facts.env;
	status_verdict(run, &r, &w);
	status_active(run->arena, &r, &w.facts);
	if (env != NULL)
		status_env(run->arena, &r, &w.facts, env);
	status_kept(run->arena, &r, &w.search);
	status_create(run->arena, &r, &w, env, &plan);
	status_grant(run->arena, &r, &w.facts, env, &plan);
	status_policy(run->arena, &r, &w, env);
	status_search(run->arena, &r, &w.search);
	if (run_has(run, "--json"))
		report_json(&b, &r);
	else
		report_table(&b, &r);
	return out_write(run->arena, buf_view(&b));
}

static const struct option status_options[] = {
	{ .name = "--json", .help = "as one JSON object" },
	{ .name = NULL },
};

const struct command status_command = {
	.name = "status",
	.args = "[DIR]",
	.help = "show what is active here, or would be, and why",
	.options = status_options,
	.most = 1,
	.reminds = true,
	.run = status_run,
};
