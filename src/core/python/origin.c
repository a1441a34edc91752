#include "config.h"

#include "core/python/origin.h"

#include <stddef.h>

#include "base/str.h"

/* Directories that every machine has, whichever Pythons it has. */
static const char *const general[] = {
	"/", "/bin", "/home", "/mnt", "/opt", "/private", "/private/var",
	"/root", "/srv", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/usr/local",
	"/usr/local/bin", "/usr/local/lib", "/Users", "/var", NULL,
};

static bool
is_general(struct str dir)
{
	for (size_t i = 0; general[i] != NULL; i++)
		if (str_is(dir, general[i]))
			return true;
	return false;
}

/* The digits at *at, which it goes past, as a number. */
static bool
number_read(struct str s, size_t *at, unsigned long long *number)
{
	size_t from = *at;

	while (*at < s.n && str_is_digit(s.p[*at]))
		++*at;
	return str_number(str_range(s.p + from, s.p + *at), 9999, number);
}

/* Does name hold the version: "3.11.7", "cpython-3.11.7-linux"? */
static bool
has_version(struct str name, const struct trace *t)
{
	unsigned long long major, minor;

	for (size_t i = 0; i < name.n; i++) {
		size_t at = i;

		if (!str_is_digit(name.p[i]) ||
		    (i > 0 && str_is_digit(name.p[i - 1])))
			continue;
		if (number_read(name, &at, &major) && at < name.n &&
		    name.p[at++] == '.' && number_read(name, &at, &minor) &&
		    (t->major == 0 ||
		    (t->major == major && t->minor == minor)))
			return true;
	}
	return false;
}

/*
 * What keeps Pythons by their versions is here, but without this one: it was
 * removed.
 */
bool
origin_elsewhere(const struct trace *t)
{
	struct str absent;

	if (t->absent == NULL || t->others)
		return false;
	absent = str_from(t->absent);
	return is_general(path_dir(absent)) ||
	    !has_version(path_base(absent), t);
}
