#include "config.h"

#include "bases/candidates.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bases/lookup.h"
#include "bases/pyenv.h"
#include "core/python/want.h"
#include "core/vars.h"
#include "sys/program.h"
#include "sys/vars.h"

enum { MINOR_FIRST = 6, MINOR_LAST = 30, NAMES_MAX = MINOR_LAST + 4 };

static const char *const usual_dirs[] = {
	"/usr/local/bin", "/usr/bin", "/opt/homebrew/bin",
	"/home/linuxbrew/.linuxbrew/bin", "/run/current-system/sw/bin",
	"/nix/var/nix/profiles/default/bin", NULL,
};

/*
 * Where tools put the Pythons that they install, a directory each: the place
 * that a variable names, else below the home.
 */
static const struct store {
	const char *where;
	const char *var, *below;	/* a variable, and what follows its */
					/* value */
	const char *home;		/* else this, below the home */
	bool named;	/* a name without a version in it is no Python */
} stores[] = {
	{ "uv", "UV_PYTHON_INSTALL_DIR", "", NULL, false },
	{ "mise", "MISE_DATA_DIR", "/installs/python",
	    ".local/share/mise/installs/python", true },
	{ "asdf", "ASDF_DATA_DIR", "/installs/python",
	    ".asdf/installs/python", true },
	{ "rye", "RYE_HOME", "/py", ".rye/py", true },
};

struct candidates *
candidates_new(const struct lookup *h)
{
	return arena_new(h->arena, struct candidates, 1);
}

static struct candidate *
candidate_add(const struct lookup *h, struct candidates *list, const char *path,
    const char *where)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->row[i].path, path) == 0)
			return NULL;
	if (list->n == CANDIDATES_MAX)
		return NULL;
	list->row = arena_more(h->arena, list->row, list->n, &list->room, 16,
	    sizeof(*list->row));
	list->row[list->n] = (struct candidate){ .path = path,
	    .where = where };
	return &list->row[list->n++];
}

/* Add dir/name; if it is a shim of pyenv, what that would run. */
static void
add_program(const struct lookup *h, const char *dir, const char *name,
    const char *where, struct candidates *list)
{
	const char *path = text_join(h->arena, dir, "/", name, NULL);

	if (!lookup_runnable(path))
		return;
	if (pyenv_is_shim(h, path)) {
		path = h->no_shims ? NULL : pyenv_resolve(h, name);
		where = "pyenv";
	}
	if (path != NULL)
		candidate_add(h, list, path, where);
}

void
candidates_named(const struct lookup *h, const char *name,
    struct candidates *list)
{
	struct str rest, dir;

	if (h->vars->path == NULL)
		return;
	rest = str_from(h->vars->path);
	while (program_path_next(&rest, &dir))
		add_program(h, str_copy(h->arena, dir), name, "PATH", list);
}

static const char *
minor_name(const struct lookup *h, unsigned minor, bool threaded)
{
	return text_join(h->arena, "python3.", text_number(h->arena, minor),
	    threaded ? "t" : "", NULL);
}

/* The names it may have: "python3.12", or all if no minor is asked for. */
static void
names_for(const struct lookup *h, const struct want *want,
    const char *names[NAMES_MAX])
{
	bool exact = want != NULL && want->kind == WANT_VERSION &&
	    want->version.parts > 1;
	size_t n = 0;

	if (exact)
		names[n++] = minor_name(h, want->version.release[1],
		    want->threaded);
	names[n++] = "python3";
	names[n++] = "python";
	for (unsigned i = MINOR_LAST; !exact && i >= MINOR_FIRST; i--)
		names[n++] = minor_name(h, i, false);
	names[n] = NULL;
}

struct install {
	const char *name;
	bool hinted, threaded;
	struct version version;
};

/*
 * Newest first; behind these, by name, those without a version in their name.
 */
static bool
install_before(const struct install *x, const struct install *y)
{
	int cmp;

	if (x->hinted != y->hinted)
		return x->hinted;
	cmp = x->hinted ? version_compare(&y->version, &x->version) : 0;
	return cmp == 0 ? strcmp(x->name, y->name) < 0 : cmp < 0;
}

static size_t
installs_in(const struct lookup *h, const char *dir, struct install *sorted)
{
	struct lookup_names *names =
	    arena_new(h->arena, struct lookup_names, 1);

	lookup_names(h, dir, names);
	for (unsigned i = 0; i < names->n; i++) {
		struct install one = { .name = names->row[i] };
		unsigned at = i;

		one.hinted = want_hint(str_from(one.name), &one.version,
		    &one.threaded);
		for (; at > 0 && install_before(&one, &sorted[at - 1]); at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = one;
	}
	return names->n;
}

/*
 * The installations below dir, one directory each.  A directory whose name has
 * no version is taken for a Python with uv and for frameworks; pyenv's may be
 * anything, and are found by their names only.
 */
static void
add_installs(const struct lookup *h, const struct want *want, const char *dir,
    const char *where, bool named, struct candidates *list)
{
	struct install *sorted = arena_new(h->arena, struct install,
	    LOOKUP_NAMES);
	size_t n = installs_in(h, dir, sorted);

	for (size_t i = 0; i < n; i++) {
		const struct install *it = &sorted[i];
		struct candidate *added;
		const char *bin = text_join(h->arena, dir, "/", it->name,
		    "/bin", NULL);
		size_t before = list->n;

		if (it->hinted && it->version.release[0] != 3)
			continue;
		if (it->hinted ? want != NULL &&
		    !want_may_fit(want, &it->version, it->threaded) : named)
			continue;
		add_program(h, bin, "python3", where, list);
		if (list->n == before)
			add_program(h, bin, "python", where, list);
		if (list->n == before || !it->hinted)
			continue;
		added = &list->row[list->n - 1];
		added->hinted = true;
		added->hint = it->version;
	}
}

static const char *
uv_dir(const struct lookup *h)
{
	const struct vars *v = h->vars;

	if (v->xdg_data_home != NULL && v->xdg_data_home[0] == '/')
		return text_join(h->arena, v->xdg_data_home, "/uv/python",
		    NULL);
	if (v->home == NULL || v->home[0] != '/')
		return NULL;
	return text_join(h->arena, v->home, "/.local/share/uv/python", NULL);
}

static const char *
below_home(const struct lookup *h, const char *name)
{
	const char *home = h->vars->home;

	return name == NULL || home == NULL || home[0] != '/' ? NULL :
	    text_join(h->arena, home, "/", name, NULL);
}

static void
add_stores(const struct lookup *h, const struct want *want,
    struct candidates *list)
{
	for (size_t i = 0; i < sizeof(stores) / sizeof(stores[0]); i++) {
		const struct store *s = &stores[i];
		const char *dir = vars_named(s->var);

		dir = dir != NULL && dir[0] == '/' ?
		    text_join(h->arena, dir, s->below, NULL) :
		    s->home == NULL ? uv_dir(h) : below_home(h, s->home);
		if (dir != NULL)
			add_installs(h, want, dir, s->where, s->named, list);
	}
}

void
candidates_for(const struct lookup *h, const struct want *want,
    struct candidates *list)
{
	const char *names[NAMES_MAX], *pyenv = pyenv_root(h);
	const char *nix = below_home(h, ".nix-profile/bin");

	names_for(h, want, names);
	for (int i = 0; names[i] != NULL; i++)
		candidates_named(h, names[i], list);
	if (pyenv != NULL)
		add_installs(h, want, text_join(h->arena, pyenv, "/versions",
		    NULL), "pyenv", true, list);
	add_stores(h, want, list);
	for (int i = 0; nix != NULL && names[i] != NULL; i++)
		add_program(h, nix, names[i], "nix", list);
	for (int dir = 0; usual_dirs[dir] != NULL; dir++)
		for (int i = 0; names[i] != NULL; i++)
			add_program(h, usual_dirs[dir], names[i], "system",
			    list);
#ifdef __APPLE__
	add_installs(h, want, "/Library/Frameworks/Python.framework/Versions",
	    "framework", false, list);
#endif
}
