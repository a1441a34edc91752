#include "config.h"

#include "core/shell/region.h"

#include "base/buf.h"
#include "base/fault.h"
#include "core/facts.h"
#include "core/shell/session.h"
#include "core/shell/watch.h"
#include "core/vars.h"
#include "fresh.h"
#include "tap.h"

enum { PROBES = 200 };

/*
 * A shell in /h/src/a, where nothing is up to the home /h.  Each row of the
 * table changes one thing.
 */
struct scene {
	struct facts facts;
	struct vars vars;
	struct session session;
	struct search search;
	struct env env;
	struct settings settings;
	struct section sections[20];
	struct probe probes[PROBES];
};

static void
search_in(struct scene *s, const char *start, size_t levels, const char *top)
{
	s->search.start = start;
	s->search.nprobes = levels * 2;
	for (size_t i = 0; i < s->search.nprobes; i++)
		s->probes[i].path = "?/.venv";
	if (levels > 0)
		s->probes[levels * 2 - 1].path = top;
}

static void
scene_set(struct scene *s)
{
	*s = (struct scene){ .vars = { .home = "/h" } };
	s->settings = settings_default;
	s->search = (struct search){ .physical = true, .probes = s->probes,
	    .stop = STOP_HOME, .stopped = "/h" };
	search_in(s, "/h/src/a", 3, "/h/venv");
	s->facts = (struct facts){ .vars = &s->vars, .search = &s->search,
	    .settings = &s->settings };
}

static void plain(struct scene *s) { (void)s; }

static void
at_home(struct scene *s)
{
	search_in(s, "/h", 1, "/h/venv");
}

static void
found(struct scene *s)
{
	s->search.stop = STOP_FOUND;
	search_in(s, "/h/p/src", 2, "/h/p/venv");
	s->probes[3].kind = NODE_DIR;
	s->env.where.canonical = "/h/p/venv";
	s->facts.env = &s->env;
}

static void
found_lost(struct scene *s)
{
	found(s);
	s->env.where.canonical = NULL;
}

static void
found_asleep(struct scene *s)
{
	found(s);
	s->probes[3].wakes = true;
}

static void
active_lost(struct scene *s)
{
	s->facts.active = &s->env;
}

static void
outside(struct scene *s)
{
	s->search.stop = STOP_ROOT;
	search_in(s, "/usr/lib", 2, "/usr/venv");
}

static void
at_root(struct scene *s)
{
	s->search.stop = STOP_ROOT;
	search_in(s, "/", 0, NULL);
}

static void
homeless(struct scene *s)
{
	outside(s);
	s->vars.home = NULL;
}

static void
asleep(struct scene *s)
{
	s->search.stop = STOP_AUTOMOUNT;
	s->search.stopped = "/net";
	search_in(s, "/net/x/a", 2, "/net/x/venv");
}

static void
in_automounter(struct scene *s)
{
	s->search.stop = STOP_AUTOMOUNT;
	search_in(s, "/net", 0, NULL);
}

static void
nowhere(struct scene *s)
{
	s->search = (struct search){ .stop = STOP_NOWHERE };
}

static void
too_long(struct scene *s)
{
	s->search.stop = STOP_LONG;
}

static void
long_way(struct scene *s)
{
	search_in(s, "/h/very/deep", 91, "/h/venv");
}

static void
below_ceiling(struct scene *s)
{
	static const char *const dirs[] = { "/h/src", "/h/x" };

	s->search.stop = STOP_CEILING;
	s->search.stopped = "/h/src";
	search_in(s, "/h/src/a", 1, "/h/src/a/venv");
	s->settings.ceiling = (struct words){ dirs, 2 };
}

static void
at_ceiling(struct scene *s)
{
	below_ceiling(s);
	search_in(s, "/h/src", 0, NULL);
}

static void
found_ceiling(struct scene *s)
{
	static const char *const dirs[] = { "/h/p/doc", "/h/q", "/h" };

	found(s);
	s->settings.ceiling = (struct words){ dirs, 3 };
}

static void
a_file(struct scene *s)
{
	s->probes[1].kind = NODE_FILE;
}

static void
unreadable(struct scene *s)
{
	s->probes[1].kind = NODE_UNREADABLE;
}

static void
a_package(struct scene *s)
{
	s->probes[1].kind = NODE_DIR;
	s->probes[1].passed = true;
}

static void
policy_hint(struct scene *s)
{
	s->settings.create = CREATE_HINT;
}

static void
policy_auto(struct scene *s)
{
	s->settings.create = CREATE_AUTO;
}

static void
found_auto(struct scene *s)
{
	found(s);
	policy_auto(s);
}

static const struct fault fault = { .subject = "/c:1" };

static void
bad_settings(struct scene *s)
{
	s->facts.settings = NULL;
	s->facts.fault = &fault;
}

static void
bad_records(struct scene *s)
{
	found(s);
	s->facts.fault = &fault;
}

static void
many_names(struct scene *s)
{
	static const char *const names[] = { "1", "2", "3", "4", "5", "6",
	    "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17" };

	s->settings.names = (struct words){ names, 17 };
}

static void
six_names(struct scene *s)
{
	many_names(s);
	s->settings.names.n = 6;
}

static void
other_section(struct scene *s)
{
	s->sections[0] = (struct section){ "/h/w", "/h/w", NULL };
	s->settings.sections = s->sections;
}

static void
own_section(struct scene *s)
{
	s->sections[0] = (struct section){ "/h/src", "/h/src", NULL };
	s->settings.sections = s->sections;
}

static void
linked_section(struct scene *s)
{
	s->sections[0] = (struct section){ "/h/w", "/h/r/w", NULL };
	s->settings.sections = s->sections;
}

static void
far_section(struct scene *s)
{
	s->sections[0] = (struct section){ "/data", "/data", NULL };
	s->settings.sections = s->sections;
}

static void
section_by_link(struct scene *s)
{
	other_section(s);
	s->search.physical = false;
}

static void
by_link(struct scene *s)
{
	s->search.physical = false;
}

static void
many_sections(struct scene *s)
{
	for (int i = 0; i < 17; i++)
		s->sections[i] = (struct section){ "/h/w", "/h/w",
		    i == 0 ? NULL : &s->sections[i - 1] };
	s->settings.sections = &s->sections[16];
}

static void
session_in(struct scene *s, const char *project)
{
	s->session.project = project;
	s->facts.session = &s->session;
}

static void session_around(struct scene *s) { session_in(s, "/h/src"); }
static void session_there(struct scene *s) { session_in(s, "/h/p"); }
static void session_by_hand(struct scene *s) { session_in(s, ""); }

static void
session_on(struct scene *s, const char *project, const char *virtual_env)
{
	session_in(s, project);
	s->session.mode = SESSION_ON;
	s->session.env = "/h/p/.venv";
	s->vars.virtual_env = virtual_env;
}

static void
session_left(struct scene *s)
{
	session_on(s, "/h/p", "/h/p/.venv");
}

static void
session_on_here(struct scene *s)
{
	session_on(s, "/h/src", "/h/p/.venv");
}

static void
session_switched_off(struct scene *s)
{
	session_on(s, "/h/p", NULL);
}

static const struct {
	const char *title;
	void (*change)(struct scene *);
	const char *want;
} rows[] = {
	{ "where nothing is: all below home", plain, "/h from /h/src/a 4" },
	{ "at home: all below it", at_home, "/h from /h 4" },
	{ "in a project: all below that", found, "/h/p from /h/p/src 4" },
	{ "where the env leads is not known", found_lost, "none" },
	{ "the env would wake an automounter", found_asleep, "none" },
	{ "where the env by hand leads is not known", active_lost, "none" },
	{ "outside of home: what is below /, and no home in it", outside,
	    "/usr from /usr/lib 4 home /h" },
	{ "without a home there is none in it", homeless,
	    "/usr from /usr/lib 4" },
	{ "in / nothing is looked up", at_root, "none" },
	{ "below an automounter's directory: what it mounted", asleep,
	    "/net/x from /net/x/a 4 home /h" },
	{ "in it nothing is looked up", in_automounter, "none" },
	{ "in a directory that is gone", nowhere, "none" },
	{ "where the search was ended", too_long, "none" },
	{ "where it will soon be", long_way, "none" },
	{ "below a ceiling: all below it, and no ceiling is in the way",
	    below_ceiling, "/h/src from /h/src/a 4" },
	{ "in a ceiling: all below it", at_ceiling, "/h/src from /h/src 4" },
	{ "in a project: not below a ceiling in it", found_ceiling,
	    "/h/p from /h/p/src 4 but /h/p/doc" },
	{ "a file called venv may become a directory", a_file, "none" },
	{ "a name that cannot be looked at", unreadable, "none" },
	{ "a package called venv is watched", a_package,
	    "/h from /h/src/a 4" },
	{ "create = hint asks for markers", policy_hint, "none" },
	{ "create = auto asks for markers", policy_auto, "none" },
	{ "create = auto asks for none where an env is", found_auto,
	    "/h/p from /h/p/src 4" },
	{ "bad settings", bad_settings, "none" },
	{ "bad records", bad_records, "none" },
	{ "six names: two levels", six_names, "/h from /h/src/a 2" },
	{ "too many names", many_names, "none" },
	{ "not in a section", other_section, "/h from /h/src/a 4 but /h/w; "
	    "no link /h/src/a /h/src /h /h/w" },
	{ "in a section: not outside of it", own_section,
	    "/h/src from /h/src/a 4; no link /h/src/a /h/src /h" },
	{ "a section that is a link: neither by its name nor by its place",
	    linked_section, "/h from /h/src/a 4 but /h/w but /h/r/w; "
	    "no link /h/src/a /h/src /h /h/r/w /h/r /h/w -> /h/r/w" },
	{ "a section elsewhere must stay there", far_section,
	    "/h from /h/src/a 4; no link /h/src/a /h/src /h /data" },
	{ "sections, and a link in the path", section_by_link, "none" },
	{ "a link in the path", by_link, "/h from /h/src/a 4" },
	{ "too many sections", many_sections, "none" },
	{ "a deactivate holds in its project alone", session_around,
	    "/h/src from /h/src/a 4" },
	{ "a deactivate holds nothing up elsewhere", session_there,
	    "/h from /h/src/a 4 but /h/p" },
	{ "a session by hand has no project", session_by_hand,
	    "/h from /h/src/a 4" },
	{ "the session of an env that is on ends outside of its project",
	    session_left, "/h from /h/src/a 4" },
	{ "the session of an env that is on holds in its project",
	    session_on_here, "/h/src from /h/src/a 4" },
	{ "that of one which was switched off holds", session_switched_off,
	    "/h from /h/src/a 4 but /h/p" },
};

static const char *const names[] = { ".venv", "it's" };
static const char *const hole[] = { "/h/x" };

static const struct {
	const char *title;
	struct region region;
	const char *want;
} tests[] = {
	{ "levels and names", { .top = "/h", .base = "/h/src", .levels = 4,
	    .names = { names, 2 } }, "4/.venv/it's" },
	{ "not where it holds", { .top = "/h/p", .base = "/h/p", .levels = 4,
	    .names = { names, 2 } }, "4/.venv/it's" },
	{ "fewer levels are others", { .levels = 2, .names = { names, 2 } },
	    "2/.venv/it's" },
	{ "so are fewer names", { .levels = 4, .names = { names, 1 } },
	    "4/.venv" },
	{ "and a home in it", { .levels = 4, .names = { names, 1 },
	    .home = "/h" }, "4/.venv//h" },
	{ "and a hole", { .levels = 4, .names = { names, 1 },
	    .holes = { hole, 1 } }, "4/.venv///h/x" },
};

static const char *
region_text(struct arena *a, const struct facts *facts)
{
	struct watch watch = { .n = 0 };
	struct region r = region_of(a, facts, &watch);
	struct buf b = buf_in(a);

	if (r.top == NULL)
		return "none";
	buf_texts(&b, r.top, " from ", r.base, " ", NULL);
	buf_number(&b, r.levels);
	for (size_t i = 0; i < r.holes.n; i++)
		buf_texts(&b, " but ", r.holes.p[i], NULL);
	if (r.home != NULL)
		buf_texts(&b, " home ", r.home, NULL);
	for (size_t i = 0; i < watch.n; i++) {
		const struct watch_test *t = &watch.tests[i];

		buf_texts(&b, i == 0 ? "; no link " : " ", t->path, NULL);
		if (t->kind == WATCH_SAME)
			buf_texts(&b, " -> ", t->other, NULL);
		else if (t->kind != WATCH_NO_LINK)
			buf_text(&b, "?");
	}
	return buf_string(&b);
}

int
main(void)
{
	static struct scene scene;

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct arena a = arena_fresh();

		scene_set(&scene);
		rows[i].change(&scene);
		is_str(region_text(&a, &scene.facts), rows[i].want, "%s",
		    rows[i].title);
	}
	for (size_t i = 0; i < ROWS(tests); i++) {
		struct arena a = arena_fresh();

		is_str(region_tests(&a, &tests[i].region), tests[i].want,
		    "what it is asked by: %s", tests[i].title);
	}
	return done_testing();
}
