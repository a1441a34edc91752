#include "config.h"

#include "core/text/tracked.h"

#include <string.h>

static bool
is_alike(struct str a, struct str b)
{
	size_t i = 0;

	while (a.n == b.n && i < a.n && str_lower(a.p[i]) == str_lower(b.p[i]))
		i++;
	return a.n == b.n && i == a.n;
}

size_t
tracked_along(const struct tracked *t, struct str path, size_t byte)
{
	size_t n = t->env.n < path.n ? t->env.n : path.n;

	while (byte < n && str_lower(path.p[byte]) == str_lower(t->env.p[byte]))
		byte++;
	return byte;
}

/* Only for the message, so a long path may be cut. */
static void
file_keep(struct tracked *t, struct str file)
{
	size_t n = file.n < sizeof(t->file) - 1 ? file.n : sizeof(t->file) - 1;

	if (n > 0)
		memcpy(t->file, file.p, n);
	t->file[n] = '\0';
	if (n < file.n)
		memcpy(t->file + n - 3, "...", 3);
	t->found = true;
}

/*
 * A .gitignore or .gitkeep directly in it does not make the env somebody
 * else's.  A link or a submodule there does: it may be all of lib.
 */
static void
file_add(struct tracked *t, struct str file, enum tracked_kind kind)
{
	bool below = file.n == 0 || memchr(file.p, '/', file.n) != NULL;

	if (below || kind != TRACKED_FILE ||
	    is_alike(file, STR("pyvenv.cfg")))
		file_keep(t, file);
}

static bool
is_ascii(struct str s)
{
	unsigned char all = 0;

	for (size_t i = 0; i < s.n; i++)
		all |= (unsigned char)s.p[i];
	return all < 0x80;
}

/* The length of the part of path that has as many names as the env's. */
static size_t
part_length(const struct tracked *t, struct str path)
{
	size_t at = 0, deep = 1;

	for (size_t i = 0; i < t->env.n; i++)
		deep += t->env.p[i] == '/';
	for (; at < path.n; at++)
		if (path.p[at] == '/' && --deep == 0)
			return at;
	return deep == 1 ? at : 0;
}

/*
 * The same where the names are equal only to a file system that folds case; 0
 * where they are not.
 */
static size_t
folded_length(const struct tracked *t, struct str path)
{
	struct str part = { path.p, part_length(t, path) };

	if (part.n == 0 || (is_ascii(part) && is_ascii(t->env)) ||
	    !t->same(t->world, part))
		return 0;
	return part.n;
}

/* How many bytes of path are the name of the env; 0: it begins otherwise. */
static size_t
name_length(const struct tracked *t, struct str path, size_t along)
{
	size_t n = t->env.n;

	if (along == n && (path.n == n || path.p[n] == '/'))
		return n;
	return t->same == NULL ? 0 : folded_length(t, path);
}

static bool
is_left_out(const struct tracked *t, struct str path, size_t along)
{
	return along == path.n || (t->same != NULL && !is_ascii(path));
}

void
tracked_add(struct tracked *t, struct str path, size_t along,
    enum tracked_kind kind)
{
	size_t n;

	if (t->env.n == 0) {
		file_add(t, path, kind);
		return;
	}
	n = name_length(t, path, along);
	if (n == 0)
		t->left_out |= kind == TRACKED_LEFT_OUT &&
		    is_left_out(t, path, along);
	else if (n < path.n)
		file_add(t, str_range(path.p + n + 1, path.p + path.n), kind);
	else if (kind == TRACKED_MODULE)
		file_keep(t, STR(""));
	else
		t->way = true;
}
