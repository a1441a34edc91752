#include "config.h"

#include "bases/pyenv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/asks.h"
#include "core/python/version.h"
#include "core/vars.h"
#include "sys/file.h"
#include "sys/node.h"

enum { SHIM_MAX = 65536, VERSION_FILE_MAX = 4096 };

const char *
pyenv_root(const struct lookup *h)
{
	const char *root = h->vars->pyenv_root, *home = h->vars->home;
	struct str s;

	if (root == NULL || root[0] != '/') {
		if (home == NULL || home[0] != '/')
			return NULL;
		root = text_join(h->arena, home, "/.pyenv", NULL);
	}
	s = str_from(root);
	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	return str_copy(h->arena, s);
}

bool
pyenv_is_shim(const struct lookup *h, const char *path)
{
	const char *root = pyenv_root(h);
	struct str dir = path_dir(str_from(path));
	struct file f;

	if (root == NULL ||
	    !str_is(dir, text_join(h->arena, root, "/shims", NULL)))
		return false;
	f = file_named(h->arena, path, SHIM_MAX, false);
	return f.state == FILE_READ && str_starts(f.text, STR("#!"));
}

/*
 * Is name a version that the prefix may stand for, as 3.12.1 for "3.12"?  *v is
 * what follows the prefix.  Builds of a branch and early versions are not.
 */
static bool
family_member(const char *name, struct str prefix, bool threaded,
    struct version *v)
{
	struct str s = str_from(name);
	bool t;

	if (!str_starts(s, prefix) || s.n < prefix.n + 2 ||
	    (s.p[prefix.n] != '.' && s.p[prefix.n] != '-'))
		return false;
	s = str_range(s.p + prefix.n + 1, s.p + s.n);
	t = s.n > 1 && str_ends(s, STR("t"));
	if (t)
		s.n--;
	return t == threaded && version_parse(s, v) && !version_is_early(v);
}

static const char *
pyenv_newest(const struct lookup *h, const char *versions, struct str prefix)
{
	struct lookup_names *names =
	    arena_new(h->arena, struct lookup_names, 1);
	bool threaded = prefix.n > 1 && prefix.p[prefix.n - 1] == 't' &&
	    str_is_digit(prefix.p[prefix.n - 2]);
	const char *newest = NULL;
	struct version best, v;

	if (threaded)
		prefix.n--;
	lookup_names(h, versions, names);
	for (unsigned i = 0; i < names->n; i++) {
		if (!family_member(names->row[i], prefix, threaded, &v))
			continue;
		if (newest == NULL || version_compare(&v, &best) > 0) {
			newest = names->row[i];
			best = v;
		}
	}
	return newest == NULL ? NULL :
	    text_join(h->arena, versions, "/", newest, NULL);
}

/* Is it one part of a path, which cannot lead out of a directory? */
static bool
is_safe(struct str name)
{
	return name.n > 0 && name.n < 256 && !str_is(name, ".") &&
	    !str_is(name, "..") && memchr(name.p, '/', name.n) == NULL &&
	    memchr(name.p, '\0', name.n) == NULL;
}

const char *
pyenv_version(const struct lookup *h, struct str name)
{
	const char *root = pyenv_root(h), *versions, *path;

	if (root == NULL || !is_safe(name))
		return NULL;
	versions = text_join(h->arena, root, "/versions", NULL);
	for (;;) {
		path = text_join(h->arena, versions, "/",
		    str_copy(h->arena, name), NULL);
		if (node_followed(path).kind == NODE_DIR)
			return path;
		path = pyenv_newest(h, versions, name);
		if (path != NULL || !str_starts(name, STR("python-")) ||
		    name.n == 7)
			return path;
		name = str_range(name.p + 7, name.p + name.n);
	}
}

/* The text that names the versions in force, and what stands between them. */
static const char *
versions_in_force(const struct lookup *h, char *separator)
{
	const char *root = pyenv_root(h);
	struct pin pin;
	struct file f;

	*separator = ':';
	if (h->vars->pyenv_version != NULL &&
	    h->vars->pyenv_version[0] != '\0')
		return h->vars->pyenv_version;
	*separator = '\n';
	lookup_pin(h, &pin);
	if (pin.path != NULL)
		return pin.reason == NULL ? pin.text : "";
	f = file_named(h->arena,
	    text_join(h->arena, root, "/version", NULL), VERSION_FILE_MAX,
	    false);
	return f.state == FILE_READ ? f.text.p : "";
}

const char *
pyenv_resolve(const struct lookup *h, const char *name)
{
	char separator;
	struct str rest, word;
	const char *dir, *path;

	if (pyenv_root(h) == NULL)
		return NULL;
	rest = str_from(versions_in_force(h, &separator));
	while (separator == ':' ? str_cut(&rest, ':', &word) :
	    pin_next(&rest, &word)) {
		if (str_is(word, "system"))
			return NULL;
		dir = pyenv_version(h, word);
		if (dir == NULL)
			continue;
		path = text_join(h->arena, dir, "/bin/", name, NULL);
		if (lookup_runnable(path))
			return path;
	}
	return NULL;
}
