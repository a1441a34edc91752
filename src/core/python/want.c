#include "config.h"

#include "core/python/want.h"

#include <string.h>

#include "base/arena.h"
#include "core/python/python.h"

static const struct str prefixes[] = {
	STR_INIT("python-"), STR_INIT("python@"), STR_INIT("cpython-"),
	STR_INIT("cpython@"),
};

static struct str
without_prefix(struct str s)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (str_starts(s, prefixes[i]))
			return str_range(s.p + prefixes[i].n, s.p + s.n);
	return s;
}

/* "3.13t" */
static bool
take_version(struct str s, struct version *v, bool *threaded)
{
	*threaded = s.n > 1 && s.p[s.n - 1] == 't' &&
	    s.p[s.n - 2] >= '0' && s.p[s.n - 2] <= '9';
	if (*threaded)
		s.n--;
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9' &&
	    version_parse(s, v);
}

bool
want_parse_range(struct arena *a, struct str text, struct want *want)
{
	*want = (struct want){ .kind = WANT_RANGE,
	    .text = str_copy(a, text) };
	return specifiers_parse(str_from(want->text), &want->range);
}

bool
want_parse(struct arena *a, struct str text, struct want *want)
{
	text = str_trim(text);
	if (text.n == 0 || memchr(text.p, '\0', text.n) != NULL)
		return false;
	if (memchr(text.p, '/', text.n) == NULL &&
	    strchr("<>=!~", text.p[0]) != NULL)
		return want_parse_range(a, text, want);
	*want = (struct want){ .kind = WANT_NAME,
	    .text = str_copy(a, text) };
	if (memchr(text.p, '/', text.n) != NULL)
		want->kind = WANT_PATH;
	else if (str_is(text, "system"))
		want->kind = WANT_SYSTEM;
	/* pyenv calls a build of a branch 3.14-dev: that is a name */
	else if (take_version(without_prefix(text), &want->version,
	    &want->threaded) && !want->version.is_dev)
		want->kind = WANT_VERSION;
	return true;
}

bool
want_may_fit(const struct want *want, const struct version *v, bool threaded)
{
	if (want->kind == WANT_VERSION)
		return threaded == want->threaded &&
		    version_begins(&want->version, v);
	return want->kind != WANT_RANGE ||
	    (!threaded && specifiers_fit(&want->range, v));
}

bool
want_fits(const struct want *want, const struct python *python)
{
	struct version v = python_version(python);

	return want_may_fit(want, &v, python_threaded(python));
}

bool
want_hint(struct str name, struct version *v, bool *threaded)
{
	struct str piece = name;

	if (str_starts(name, STR("cpython-"))) {
		name = without_prefix(name);
		str_cut(&name, '-', &piece);
	}
	/* uv: cpython-3.13.0+freethreaded-linux-x86_64-gnu */
	if (str_ends(piece, STR("+freethreaded"))) {
		piece.n -= sizeof("+freethreaded") - 1;
		*threaded = true;
		return version_parse(piece, v);
	}
	/* "3.12" may be any 3.12.x: the name says too little */
	return take_version(piece, v, threaded) && !v->is_dev && v->parts > 2;
}
