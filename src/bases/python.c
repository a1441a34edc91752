#include "config.h"

#include "bases/python.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bases/candidates.h"
#include "bases/getter.h"
#include "bases/interpreter.h"
#include "bases/lookup.h"
#include "bases/pyenv.h"
#include "core/python/asks.h"
#include "core/python/pytext.h"
#include "core/python/want.h"
#include "core/vars.h"
#include "sys/cwd.h"
#include "sys/error.h"
#include "sys/file.h"
#include "sys/node.h"

enum { PYPROJECT_MAX = 1 << 20 };

/* One search for a Python. */
struct search_for {
	struct lookup lookup;
	struct arena *a;
	const struct python_request *request;
	struct python_choice *out;
	const char *origin;	/* who asks for what: "--python 3.12"; it */
				/* becomes the reason of the choice */
	bool foreign;		/* a file of the project asks */
};

static bool
search_fail(struct search_for *s, const char *subject, const char *reason,
    const char *hint)
{
	return fault_set(&s->out->fault, subject, reason, hint);
}

/* Of all that could not be used the first is told of. */
static void
first_keep(const struct search_for *s, struct fault *first)
{
	if (first->subject == NULL)
		*first = s->out->fault;
}

/* Choose this path if it can be loaded. */
static bool
choose_path(struct search_for *s, const char *path)
{
	if (!interpreter_load(&s->lookup, path, &s->out->python,
	    &s->out->fault))
		return false;
	s->out->asked = path;
	s->out->reason = s->origin;
	s->out->fault = (struct fault){ 0 };
	return true;
}

/* Say in the reason which one came first and could not be used. */
static void
passed_over(struct search_for *s, const struct fault *first)
{
	if (first->subject != NULL)
		s->out->reason = text_join(s->a, s->origin, "; passed over ",
		    first->subject, ", which ", first->reason, NULL);
}

/*
 * The first that loads and fits, unless it is an early version: that one only
 * if no other does.  The fault is the first one met.
 */
static bool
choose_first(struct search_for *s, const struct candidates *list,
    const struct want *want)
{
	struct fault first = { 0 };
	struct python_choice early = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		if (!choose_path(s, list->row[i].path)) {
			first_keep(s, &first);
			continue;
		}
		if (want != NULL && !want_fits(want, &s->out->python))
			continue;
		if (want == NULL)
			passed_over(s, &first);
		if (want == NULL || s->out->python.pre == 0 ||
		    want->version.pre != 0)
			return true;
		if (early.asked == NULL)
			early = *s->out;
	}
	*s->out = early;
	s->out->fault = early.asked == NULL ? first : early.fault;
	return early.asked != NULL;
}

static bool
is_newer(const struct python *x, const struct python *y)
{
	struct version v = python_version(x), w = python_version(y);

	if ((x->pre == 0) != (y->pre == 0))
		return x->pre == 0;
	return version_compare(&v, &w) > 0;
}

static bool
choose_newest(struct search_for *s, const struct candidates *list,
    const struct want *want)
{
	struct python_choice best = { 0 };
	struct fault first = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		const struct candidate *it = &list->row[i];
		struct version v = python_version(&best.python);

		if (best.asked != NULL && it->hinted && best.python.pre == 0 &&
		    version_compare(&it->hint, &v) <= 0)
			continue;
		if (!choose_path(s, it->path))
			first_keep(s, &first);
		else if (want_fits(want, &s->out->python) &&
		    (best.asked == NULL ||
		    is_newer(&s->out->python, &best.python)))
			best = *s->out;
	}
	*s->out = best;
	s->out->fault = best.asked == NULL ? first : best.fault;
	return best.asked != NULL;
}

/*
 * Nothing fits.  If one could not be used, tell about that: it might have been
 * the right one.
 */
static bool
fail_search(struct search_for *s, const char *what, const struct want *want)
{
	struct fault first = s->out->fault;
	const char *reason = text_join(s->a, "no Python found that is ", what,
	    NULL);

	if (first.subject != NULL)
		reason = text_join(s->a, reason, "; ", first.subject, " ",
		    first.reason, NULL);
	return search_fail(s, s->origin, reason, getter_hint(&s->lookup, want));
}

static bool
choose_system(struct search_for *s)
{
	struct candidates *list = candidates_new(&s->lookup);

	candidates_named(&s->lookup, "python3", list);
	candidates_named(&s->lookup, "python", list);
	return choose_first(s, list, NULL);
}

static bool
choose_version(struct search_for *s, const struct want *want)
{
	struct candidates *list = candidates_new(&s->lookup);

	candidates_for(&s->lookup, want, list);
	return choose_first(s, list, want) ||
	    fail_search(s, want->text, want);
}

/* A directory of an installation or an env, or of programs. */
static bool
choose_directory(struct search_for *s, const char *dir)
{
	static const char *const inside[] = { "/bin/python3", "/bin/python",
	    "/python3", "/python", NULL };

	for (int i = 0; inside[i] != NULL; i++) {
		const char *path = text_join(s->a, dir, inside[i], NULL);

		if (lookup_runnable(path))
			return choose_path(s, path);
	}
	return search_fail(s, dir, "has no bin/python3", NULL);
}

/* In the settings no shell has expanded a "~". */
static const char *
absolute_path(struct search_for *s, const char *path)
{
	const char *home = s->lookup.vars->home;
	const char *cwd = "";

	if (strncmp(path, "~/", 2) == 0 && home != NULL)
		path = text_join(s->a, home, path + 1, NULL);
	if (path[0] != '/' && (cwd = cwd_path(s->a)) == NULL)
		return NULL;
	return pytext_absolute(s->a, cwd, path);
}

static bool
choose_by_path(struct search_for *s, const struct want *want)
{
	const char *path = absolute_path(s, want->text);
	struct node node = { .kind = NODE_ABSENT };

	if (path != NULL)
		node = node_followed(path);
	if (node.kind == NODE_ABSENT || node.kind == NODE_UNREADABLE)
		return search_fail(s, want->text, error_reason(s->a), NULL);
	if (node.kind == NODE_DIR)
		return choose_directory(s, path);
	return choose_path(s, path);
}

/* A project may name a Python, not any program that happens to be there. */
static bool
is_python_name(const char *name)
{
	struct str s = str_from(name);

	return str_starts(s, STR("python")) || str_starts(s, STR("pypy")) ||
	    str_starts(s, STR("graalpy"));
}

/* python3.11 may be found under another name: ask for 3.11 then. */
static bool
choose_by_name(struct search_for *s, const struct want *want)
{
	struct candidates *list = candidates_new(&s->lookup);
	const char *dir = pyenv_version(&s->lookup, str_from(want->text));
	struct str digits = str_from(want->text);
	struct want version;

	if (!s->foreign || is_python_name(want->text))
		candidates_named(&s->lookup, want->text, list);
	if (choose_first(s, list, NULL))
		return true;
	if (dir != NULL)
		return choose_directory(s, dir);
	if (str_starts(digits, STR("python")))
		digits = str_range(digits.p + 6, digits.p + digits.n);
	/* pyenv's build of a branch: any of that version is as good */
	if (str_ends(digits, STR("-dev")))
		digits.n -= 4;
	if (digits.n > 0 && digits.n < strlen(want->text) &&
	    want_parse(s->a, digits, &version) && version.kind == WANT_VERSION)
		return choose_version(s, &version);
	return fail_search(s, text_join(s->a, "called ", want->text, NULL),
	    want);
}

static bool choose_default(struct search_for *);

/* The one that is taken without a range, if it fits; else the newest. */
static bool
choose_range(struct search_for *s, const struct want *want)
{
	struct candidates *list = candidates_new(&s->lookup);
	const char *origin = s->origin;
	bool held = choose_default(s) && s->out->python.pre == 0 &&
	    want_fits(want, &s->out->python);

	s->origin = origin;
	s->out->reason = origin;
	if (held)
		return true;
	candidates_for(&s->lookup, want, list);
	return choose_newest(s, list, want) ||
	    fail_search(s, want->text, want);
}

static bool
choose_want(struct search_for *s, const struct want *want)
{
	bool held;

	switch (want->kind) {
	case WANT_VERSION:
		return choose_version(s, want);
	case WANT_RANGE:
		return choose_range(s, want);
	case WANT_PATH:
		return choose_by_path(s, want);
	case WANT_SYSTEM:
		s->lookup.no_shims = true;
		held = choose_system(s) || fail_search(s, "of the system",
		    NULL);
		s->lookup.no_shims = false;
		return held;
	case WANT_NAME:
		return choose_by_name(s, want);
	}
	return false;
}

/* A SPEC of the command line or of the settings. */
static bool
choose_spec(struct search_for *s, const char *spec, const char *origin)
{
	struct want want;

	s->origin = origin;
	if (!want_parse(s->a, str_from(spec), &want))
		return search_fail(s, origin, want_refusal,
		    "such as 3.12, '>=3.10,<3.13', python3.11 or a path");
	return choose_want(s, &want);
}

/* The one of the settings, else of PATH. */
static bool
choose_default(struct search_for *s)
{
	const char *setting = s->request->setting;
	struct want want;

	s->foreign = false;
	/* a range in the settings names no single one */
	if (setting != NULL && (s->origin == NULL ||
	    (want_parse(s->a, str_from(setting), &want) &&
	    want.kind != WANT_RANGE)))
		return choose_spec(s, setting, text_join(s->a, "python = ",
		    setting, " in the settings", NULL));
	s->origin = "first python3 on PATH";
	if (choose_system(s))
		return true;
	return s->out->fault.subject != NULL ? false :
	    search_fail(s, "python3", "not found on PATH",
	    getter_hint(&s->lookup, NULL));
}

/* The first of the versions in the file that is there. */
static bool
choose_pin(struct search_for *s, const struct pin *pin)
{
	struct str rest = str_from(pin->text), word;
	struct fault first = { 0 };
	struct want want;

	s->foreign = true;
	while (pin_next(&rest, &word)) {
		const char *text = str_copy(s->a, word);

		s->origin = text_join(s->a, ".python-version of ", pin->dir,
		    " says ", text, NULL);
		if (!want_parse(s->a, word, &want))
			search_fail(s, pin->path, text_join(s->a, text,
			    " is not a version or a name", NULL), NULL);
		else if (want.kind == WANT_PATH)
			search_fail(s, pin->path, text_join(s->a, text,
			    " is a path, and what a project leads to is not "
			    "run", NULL), text_join(s->a,
			    "if you trust it, name it with --python ",
			    text_typed(s->a, text), NULL));
		else if (choose_want(s, &want))
			return true;
		first_keep(s, &first);
	}
	s->out->fault = first;
	return false;
}

/*
 * Choose what a file of the project asks for: the first alternative there is.
 */
static bool
choose_asked(struct search_for *s, const struct ask *ask, const char *path,
    const struct want *want)
{
	struct fault first = { 0 };

	s->foreign = true;
	for (; want != NULL; want = want->next) {
		s->origin = text_join(s->a, ask->key, " ", want->text, " of ",
		    path, NULL);
		if (choose_want(s, want))
			return true;
		first_keep(s, &first);
	}
	s->out->fault = first;
	return false;
}

/* Does the file of that row ask for one?  *held: it was found. */
static bool
choose_row(struct search_for *s, const struct ask *ask, const char *path,
    const struct file *f, bool *held)
{
	static const char hint[] = "name a Python with --python";
	struct want want;
	struct str value;

	*held = false;
	if (f->state == FILE_ABSENT || f->state == FILE_NOT_REGULAR)
		return false;
	if (f->state != FILE_READ)
		return !search_fail(s, path, file_reason(s->a, f), hint);
	switch (ask_read(s->a, ask, f->text, &value, &want)) {
	case ASKS_SILENT:
		return false;
	case ASKS_FOUND:
		*held = choose_asked(s, ask, path, &want);
		return true;
	case ASKS_BAD:
		return !search_fail(s, path, text_join(s->a, ask->key,
		    " cannot be read", NULL), hint);
	case ASKS_ODD:
		return !search_fail(s, text_join(s->a, ask->key, " ",
		    str_copy(s->a, value), " of ", path, NULL), ask->odd, hint);
	}
	return false;
}

static bool
choose_project(struct search_for *s, bool *held)
{
	struct file f = { .state = FILE_ABSENT };
	const char *path = "";

	for (const struct ask *ask = asks; ask->file != NULL; ask++) {
		if (ask == asks || strcmp(ask->file, ask[-1].file) != 0) {
			path = text_join(s->a, s->lookup.project, "/",
			    ask->file, NULL);
			f = lookup_file(&s->lookup, path, PYPROJECT_MAX);
		}
		if (choose_row(s, ask, path, &f, held))
			return true;
	}
	return false;
}

bool
python_choose(struct arena *a, const struct vars *v,
    const struct python_request *request, struct python_choice *out)
{
	struct search_for s = { .a = a, .request = request, .out = out };
	struct pin pin;
	bool held;

	s.lookup = lookup_from(a, v, request->project, request->progress);
	s.lookup.aloof = request->aloof;
	s.lookup.foreign = request->foreign && request->spec != NULL;
	*out = (struct python_choice){ 0 };
	if (request->spec != NULL)
		return choose_spec(&s, request->spec, text_join(a,
		    "--python ", request->spec, NULL));
	lookup_pin(&s.lookup, &pin);
	if (pin.path != NULL && pin.reason != NULL)
		return search_fail(&s, pin.path, pin.reason, NULL);
	if (pin.path != NULL)
		return choose_pin(&s, &pin);
	if (choose_project(&s, &held))
		return held;
	return choose_default(&s);
}
