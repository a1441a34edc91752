#include "config.h"

#include "make/packages.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "make/pip.h"
#include "sys/node.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "sys/tree.h"

/* What ensurepip brings is the new env's own. */
static const char *const bundled[] = { "pip", "setuptools", NULL };

/* What was installed before there were wheels, or from a tree in work. */
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

/* "name-1.2.dist-info" is "name==1.2" (PEP 376: no dash in either). */
static const char *
package_of(struct arena *a, const char *directory)
{
	static const struct str suffix = STR_INIT(".dist-info");
	struct str s = str_from(directory), name;

	if (!str_ends(s, suffix))
		return NULL;
	s.n -= suffix.n;
	if (!str_cut(&s, '-', &name) || name.n == 0 || s.p == NULL)
		return NULL;
	for (size_t i = 0; bundled[i] != NULL; i++)
		if (str_is(name, bundled[i]))
			return NULL;
	return text_join(a, str_copy(a, name), "==",
	    str_copy(a, s), NULL);
}

/*
 * Is it there by another way than its name?  pip would look for that name in
 * an index, where anybody may have taken it (PEP 610, direct_url.json).
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

bool
packages_read(struct arena *a, const char *site, struct packages *p)
{
	int fd = tree_enter(AT_FDCWD, site);
	DIR *list = fd < 0 ? NULL : tree_list(fd);
	const char *name, *package;

	if (fd >= 0)
		close(fd);
	if (list == NULL)
		return errno == ENOENT;
	while ((name = tree_next(list)) != NULL) {
		if (p->foreign == NULL && is_foreign(a, site, name))
			p->foreign = arena_string(a, name);
		else if ((package = package_of(a, name)) != NULL)
			packages_add(a, p, package);
	}
	closedir(list);
	return true;
}

bool
packages_install(const struct program_rules *rules, const struct packages *p,
    const char *env, struct progress *progress, struct fault *f)
{
	static const char *const head[] = {
		"install", "--disable-pip-version-check",
		"--no-deps", "--quiet", "--",
	};
	enum { NHEAD = sizeof(head) / sizeof(head[0]) };
	const char **args = arena_new(rules->arena, const char *,
	    NHEAD + p->n + 1);

	if (p->n == 0)
		return true;
	memcpy(args, head, sizeof(head));
	memcpy(args + NHEAD, p->list, p->n * sizeof(*p->list));
	progress_turn(progress, "installing the packages it had");
	return pip_run(rules, env, args,
	    "pip, which was to install the packages it had,", progress, f);
}
