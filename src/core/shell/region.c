#include "config.h"

#include "core/shell/region.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/facts.h"
#include "core/shell/session.h"
#include "core/shell/variables.h"
#include "core/shell/watch.h"
#include "core/text/redirect.h"
#include "core/vars.h"

enum { NAMES_MOST = 16, DEPTH_MOST = 90, HOLES_MOST = 16 };

/* A region in the making. */
struct plan {
	struct arena *arena;
	struct str top, base;
	const char **holes;
	size_t n, room;
};

/* The answer may differ below dir: make that a hole, or the top. */
static void
plan_part(struct plan *p, const char *dir)
{
	struct str at = str_from(dir);

	if (!path_within(at, p->top))
		return;
	if (path_within(p->base, at)) {
		p->top = at;
		return;
	}
	p->holes = arena_more(p->arena, p->holes, p->n, &p->room, 4,
	    sizeof(*p->holes));
	p->holes[p->n++] = dir;
}

static bool
is_found(const struct search *s)
{
	return s->stop == STOP_FOUND;
}

/*
 * Does the watch notice when a name that the search passed by becomes an env?
 * Not if it is something now, but no directory: a file called venv may become
 * one.
 */
static bool
search_watched(const struct search *s)
{
	for (size_t i = 0; i < s->nprobes; i++) {
		const struct probe *p = &s->probes[i];

		if (p->wakes)
			return false;
		if (p->kind != NODE_ABSENT && !p->passed &&
		    !(is_found(s) && i + 1 == s->nprobes))
			return false;
	}
	return true;
}

static bool
env_watched(const struct env *env)
{
	return env == NULL || env->where.canonical != NULL;
}

/*
 * Does the answer hold elsewhere, too, as far as these facts go?  Not with
 * create = hint or auto and no env: markers count then, which nobody watches.
 */
static bool
is_regular(const struct facts *facts)
{
	const struct search *s = facts->search;

	return facts->fault == NULL && facts->settings != NULL &&
	    s->start != NULL && s->stop != STOP_LONG && !s->unmarked &&
	    (is_found(s) || facts->settings->create == CREATE_NEVER) &&
	    s->nprobes / facts->settings->names.n <= DEPTH_MOST &&
	    search_watched(s) && env_watched(facts->env) &&
	    env_watched(facts->active);
}

/* The highest level that was searched, or where the search had to end. */
static struct str
search_top(const struct search *s)
{
	if (s->stop == STOP_CEILING)
		return str_from(s->stopped);
	if (s->nprobes == 0)
		return STR("");
	return path_dir(str_from(s->probes[s->nprobes - 1].path));
}

/* Watch that no directory on the way to path becomes a link. */
static void
watch_links(struct arena *a, struct watch *w, const char *path,
    struct str known)
{
	for (struct str at = str_from(path);
	    at.n > 1 && !path_within(known, at); at = path_dir(at))
		watch_add(a, w, WATCH_NO_LINK, str_copy(a, at));
}

/*
 * In a section of the settings the answer may differ, both by the name of the
 * section and by its real path.  As real paths decide which section holds, they
 * are watched.  False: there are too many, or a link is in the path.
 */
static bool
plan_sections(struct plan *p, const struct facts *facts, struct watch *w)
{
	const struct section *s = facts->settings->sections;
	size_t n = 0;

	if (s == NULL)
		return true;
	if (!facts->search->physical)
		return false;
	watch_links(p->arena, w, facts->search->start, STR(""));
	for (; s != NULL; s = s->next) {
		if (++n > HOLES_MOST)
			return false;
		plan_part(p, s->dir);
		watch_links(p->arena, w, s->real, p->base);
		if (strcmp(s->dir, s->real) == 0)
			continue;
		plan_part(p, s->real);
		watch_add_same(p->arena, w, s->dir, s->real);
	}
	return true;
}

/* Is this the answer that ends the session, outside of its project? */
static bool
session_ends(const struct facts *facts, struct str base)
{
	return facts->session->mode == SESSION_ON && session_holds(facts) &&
	    !path_within(base, str_from(facts->session->project));
}

/* A `deactivate` holds in its project, and a search ends at a ceiling. */
static void
plan_parts(struct plan *p, const struct facts *facts)
{
	const struct words *ceiling = &facts->settings->ceiling;

	if (facts->session != NULL && facts->session->project[0] == '/' &&
	    !session_ends(facts, p->base))
		plan_part(p, facts->session->project);
	for (size_t i = 0; is_found(facts->search) && i < ceiling->n; i++)
		plan_part(p, ceiling->p[i]);
}

/*
 * The names by which a directory may have an answer of its own: those of envs,
 * and of the files by which managers know their projects.
 */
static struct words
region_names(struct arena *a, const struct facts *facts)
{
	const struct search *s = facts->search;
	struct words names = facts->settings->names;
	const char **all;

	if (s->nmarkers == 0)
		return names;
	all = arena_new(a, const char *, names.n + s->nmarkers);
	for (size_t i = 0; i < names.n; i++)
		all[i] = names.p[i];
	for (size_t i = 0; i < s->nmarkers; i++)
		all[names.n + i] = s->markers[i];
	return (struct words){ all, names.n + s->nmarkers };
}

static const char *
home_outside(struct arena *a, const char *home, struct str top)
{
	if (home == NULL || home[0] != '/')
		return NULL;
	home = path_clean(a, home);
	return path_within(top, str_from(home)) ? NULL : home;
}

struct region
region_of(struct arena *a, const struct facts *facts, struct watch *w)
{
	struct region r = { .top = NULL };
	struct plan p = { .arena = a };

	if (!is_regular(facts))
		return r;
	r.names = region_names(a, facts);
	r.nfree = facts->settings->names.n;
	p.top = search_top(facts->search);
	p.base = str_from(facts->search->start);
	if (p.top.n < 2 || r.names.n > NAMES_MOST)
		return r;
	plan_parts(&p, facts);
	if (!plan_sections(&p, facts, w) || p.n > HOLES_MOST)
		return r;
	r.top = str_copy(a, p.top);
	r.base = facts->search->start;
	r.levels = NAMES_MOST / (unsigned)r.names.n;
	if (r.levels > REGION_LEVELS)
		r.levels = REGION_LEVELS;
	r.holes = (struct words){ p.holes, p.n };
	r.home = home_outside(a, facts->vars->home, p.top);
	return r;
}

/* Slashes separate: no name holds one, and no path holds two in a row. */
const char *
region_tests(struct arena *a, const struct region *r)
{
	struct buf b = buf_in(a);

	buf_number(&b, r->levels);
	for (size_t i = 0; i < r->names.n; i++)
		buf_texts(&b, "/", r->names.p[i], NULL);
	if (r->home != NULL)
		buf_texts(&b, "/", r->home, NULL);
	for (size_t i = 0; i < r->holes.n; i++)
		buf_texts(&b, "//", r->holes.p[i], NULL);
	for (size_t i = 0; i < r->nvars; i++) {
		if (r->vars[i].value == NULL)
			continue;
		buf_texts(&b, "//", r->vars[i].name.p, "=", NULL);
		buf_number(&b, strlen(r->vars[i].value));
		buf_texts(&b, ":", r->vars[i].value, NULL);
	}
	return buf_string(&b);
}

/* Text that means itself in a pattern; other bytes than ASCII do anyway. */
static void
pattern_text(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if ((unsigned char)c < 0x80 && c != '/' && c != '_' &&
		    !str_is_alnum(c))
			buf_char(b, '\\');
		buf_char(b, c);
	}
}

/* "/h/(?:src/(?:a/)?)?": as much of base as there is, at least top. */
static void
pattern_known(struct buf *b, const struct region *r, const char *open)
{
	struct str rest = str_from(r->base + strlen(r->top)), name;
	size_t n = 0;

	pattern_text(b, str_from(r->top));
	buf_char(b, '/');
	for (; str_cut(&rest, '/', &name); ) {
		if (name.n == 0)
			continue;
		buf_text(b, n++ == 0 ? open : "(?:");
		pattern_text(b, name);
		buf_char(b, '/');
	}
	while (n-- > 0)
		buf_text(b, ")?");
}

const char *
region_known(struct arena *a, const struct region *r, const char *open)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < r->holes.n; i++) {
		buf_text(&b, "(?!");
		pattern_text(&b, str_from(r->holes.p[i]));
		buf_text(&b, "/)");
	}
	pattern_known(&b, r, open);
	return buf_string(&b);
}

const char *
region_pattern(struct arena *a, const struct region *r, const char *open)
{
	struct buf b = buf_in(a);

	buf_texts(&b, "^(?P<__venvhook_0>", region_known(a, r, open), ")(?:",
	    NULL);
	for (unsigned level = 1; level <= r->levels; level++) {
		buf_text(&b, "(?P<__venvhook_");
		buf_number(&b, level);
		buf_text(&b, level == 1 ? ">[^/]+)" : ">/[^/]+)?");
	}
	buf_text(&b, "/)?$");
	return buf_string(&b);
}
