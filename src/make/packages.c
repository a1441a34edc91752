#include "config.h"

#include "make/packages.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/version.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/node.h"
#include "sys/tree.h"

/* The endings of installs without a wheel: old ones, and develop mode. */
static const char *const foreign[] = {
	".egg", ".egg-info", ".egg-link", NULL,
};

static void
packages_add(struct arena *a, struct packages *p, const char *text)
{
	p->list = arena_more(a, p->list, p->n, &p->room, 32,
	    sizeof(*p->list));
	p->list[p->n++] = text;
}

/*
 * A name as PEP 503 has it: pip would take ".x" for a directory, and "-x" for
 * an option.
 */
static bool
is_name(struct str s)
{
	if (s.n == 0 || !str_is_alnum(s.p[0]) || !str_is_alnum(s.p[s.n - 1]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!str_is_alnum(s.p[i]) && strchr("._-", s.p[i]) == NULL)
			return false;
	return true;
}

/* PEP 440, with epoch and local part: "1!2.0.post1+cu118". */
static bool
is_version(struct str s)
{
	unsigned long long epoch;
	struct version version;
	struct str release;

	if (memchr(s.p, '!', s.n) != NULL) {
		str_cut(&s, '!', &release);
		if (!str_number(release, 9999, &epoch))
			return false;
	}
	return str_cut(&s, '+', &release) && version_parse(release, &version) &&
	    (s.p == NULL || is_name(s));
}

/*
 * "name==1.2" for "name-1.2" (PEP 376: no dash in either); NULL if it need not
 * be installed.  *own: s is a name and a version.
 */
static const char *
package_of(struct arena *a, struct str s, bool setuptools, bool *own)
{
	struct str name;

	*own = str_cut(&s, '-', &name) && is_name(name) && s.p != NULL &&
	    is_version(s);
	/* ensurepip installs those into the new env by itself */
	if (*own && (str_is(name, "pip") ||
	    (!setuptools && str_is(name, "setuptools"))))
		return NULL;
	return !*own ? NULL : text_join(a, str_copy(a, name), "==",
	    str_copy(a, s), NULL);
}

/*
 * Was it installed from a URL or a directory (PEP 610, direct_url.json)?  By
 * its name alone pip would take it from an index, where that name may be
 * somebody else's.
 */
static bool
is_foreign(struct arena *a, const char *site, const char *name)
{
	for (size_t i = 0; foreign[i] != NULL; i++)
		if (str_ends(str_from(name), str_from(foreign[i])))
			return true;
	return node_named(text_join(a, site, "/", name, "/direct_url.json",
	    NULL)).kind != NODE_ABSENT;
}

/* Is it what is left of a package that pip could not uninstall: "~ip-1.2"? */
static bool
is_debris(const char *name)
{
	return name[0] == '~' || name[0] == '-';
}

/* One name in site. */
static void
packages_look(struct arena *a, const char *site, const char *name,
    bool setuptools, struct packages *p)
{
	static const struct str suffix = STR_INIT(".dist-info");
	struct str s = str_from(name);
	const char *package;
	bool own = true;

	if (is_debris(name))
		return;
	if (is_foreign(a, site, name)) {
		own = false;
	} else if (str_ends(s, suffix)) {
		s.n -= suffix.n;
		package = package_of(a, s, setuptools, &own);
		if (package != NULL)
			packages_add(a, p, package);
	}
	if (!own && p->foreign == NULL)
		p->foreign = arena_string(a, name);
}

bool
packages_read(struct arena *a, const char *site, bool setuptools,
    struct packages *p)
{
	int fd = tree_open(site);
	struct names *list = fd < 0 ? NULL : tree_list(fd);
	const char *name;
	bool done;

	fd_close(fd);
	if (list == NULL)
		return false;
	while ((name = tree_next(list)) != NULL)
		packages_look(a, site, name, setuptools, p);
	done = error_last() == ERROR_NONE;
	tree_end(list);
	return done;
}

static bool
is_among(struct str name, const char *const *list)
{
	for (size_t i = 0; list[i] != NULL; i++)
		if (str_is(name, list[i]))
			return true;
	return false;
}

/* Does the maker of an env put that in?  Debian's had the third. */
static bool
comes_along(struct str name)
{
	static const char *const names[] = { "pip", "setuptools",
	    "pkg_resources", "wheel", NULL };

	return is_among(name, names);
}

/* Is it that, or a file beside it, or one of virtualenv's? */
static bool
is_of_maker(struct str name)
{
	static const char *const names[] = { "__pycache__", "_distutils_hack",
	    "_virtualenv.pth", "_virtualenv.py", "distutils-precedence.pth",
	    "easy-install.pth", "easy_install.py", NULL };

	return comes_along(name) || is_among(name, names);
}

/* "tiny" for "tiny-1.0.dist-info"; empty if name is of no distribution. */
static struct str
distribution(const char *name)
{
	static const struct str info = STR_INIT(".dist-info");
	struct str s = str_from(name), first;

	for (size_t i = 0; foreign[i] != NULL; i++)
		if (str_ends(s, str_from(foreign[i])))
			s.n -= strlen(foreign[i]);
	if (str_ends(s, info))
		s.n -= info.n;
	if (s.n == strlen(name) || is_debris(name))
		return STR("");
	/* the link of an editable install has the name alone */
	if (str_ends(str_from(name), STR(".egg-link")))
		return s;
	return str_cut(&s, '-', &first) ? first : STR("");
}

static void
named_in(struct arena *a, int site, struct packages *p)
{
	struct names *list = site < 0 ? NULL : tree_list(site);
	const char *name;

	while (list != NULL && (name = tree_next(list)) != NULL) {
		struct str s = distribution(name);

		if (s.n > 0 && !comes_along(s))
			packages_add(a, p, str_copy(a, s));
		else if (s.n == 0 && p->foreign == NULL &&
		    !is_debris(name) && !is_of_maker(str_from(name)))
			p->foreign = arena_string(a, name);
	}
	tree_end(list);
	if (p->n > 0)
		tree_sort(p->list, p->n);
}

/* Of each lib/python3.12, or pypy3.10, as pyvenv.cfg may not tell which. */
void
packages_named(struct arena *a, const char *path, struct packages *p)
{
	int lib = tree_open(text_join(a, path, "/lib", NULL));
	struct names *list = lib < 0 ? NULL : tree_list(lib);
	const char *name;

	*p = (struct packages){ .n = 0 };
	while (list != NULL && (name = tree_next(list)) != NULL) {
		int version = tree_enter(lib, name);
		int site = version < 0 ? -1 :
		    tree_enter(version, "site-packages");

		named_in(a, site, p);
		fd_close(site);
		fd_close(version);
	}
	tree_end(list);
	fd_close(lib);
}

/* A name is the same in any case, with "-", "_" or "." (PEP 503). */
static char
name_char(char c)
{
	if (c == '_' || c == '.')
		return '-';
	return str_lower(c);
}

static bool
is_same(const char *one, const char *other)
{
	while (*one != '\0' && name_char(*one) == name_char(*other)) {
		one++;
		other++;
	}
	return *one == '\0' && *other == '\0';
}

const char *
packages_lack(const struct packages *list, const struct packages *others)
{
	for (size_t i = 0; i < list->n; i++) {
		size_t at = 0;

		while (at < others->n &&
		    !is_same(list->list[i], others->list[at]))
			at++;
		if (at == others->n)
			return list->list[i];
	}
	return NULL;
}
