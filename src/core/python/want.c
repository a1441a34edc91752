#include "config.h"

#include "core/python/want.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/python.h"

const char want_refusal[] = "is not a version, a name or a path";

static const struct str prefixes[] = {
	STR_INIT("python-"), STR_INIT("python@"), STR_INIT("cpython-"),
	STR_INIT("cpython@"), STR_INIT("cpython"),
};

static struct str
without_prefix(struct str s)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (str_starts(s, prefixes[i]))
			return str_range(s.p + prefixes[i].n, s.p + s.n);
	return s;
}

/* uv: "3.13+freethreaded" */
static bool
take_build(struct str *s)
{
	static const struct str build = STR_INIT("+freethreaded");

	if (!str_ends(*s, build))
		return false;
	s->n -= build.n;
	return true;
}

/* "3.13t", "v3.13" */
static bool
take_version(struct str s, struct version *v, bool *threaded)
{
	if (s.n > 1 && s.p[0] == 'v' && str_is_digit(s.p[1]))
		s = str_range(s.p + 1, s.p + s.n);
	if (take_build(&s)) {
		*threaded = true;
		return s.n > 0 && str_is_digit(s.p[0]) && version_parse(s, v);
	}
	*threaded = s.n > 1 && s.p[s.n - 1] == 't' &&
	    str_is_digit(s.p[s.n - 2]);
	if (*threaded)
		s.n--;
	return s.n > 0 && str_is_digit(s.p[0]) && version_parse(s, v);
}

/* What uv calls an installation: behind the version stands the platform. */
static struct str
without_platform(struct str s)
{
	struct str rest = s, version;

	if (!str_starts(s, STR("cpython-")))
		return s;
	rest = without_prefix(rest);
	str_cut(&rest, '-', &version);
	/* "3.14-dev" has none */
	return rest.p == NULL || memchr(rest.p, '-', rest.n) == NULL ? s :
	    version;
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
	else if (take_version(without_prefix(without_platform(text)),
	    &want->version,
	    &want->threaded) && !want->version.is_dev)
		want->kind = WANT_VERSION;
	return true;
}

/* 3.12 and python3.12, but not 2024 or pythons */
bool
want_is_meant(struct arena *a, const char *word)
{
	static const struct str names[] = { STR_INIT("python"),
	    STR_INIT("pypy") };
	struct str s = str_from(word);
	struct want want;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_starts(s, names[i]) && s.n > names[i].n &&
		    str_is_digit(s.p[names[i].n]))
			s = str_range(s.p + names[i].n, s.p + s.n);
	return want_parse(a, s, &want) && (want.kind == WANT_RANGE ||
	    (want.kind == WANT_VERSION && want.version.release[0] >= 2 &&
	    want.version.release[0] <= 3));
}

/* --- constraints of poetry */

static bool
is_sign(char c)
{
	return c != '\0' && strchr("<>=!~^", c) != NULL;
}

/* The next piece: a sign, which may be none, and a version or "*". */
static bool
piece_next(struct str *rest, struct str *sign, struct str *version)
{
	struct str s = *rest;
	size_t n = 0;

	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == ','))
		s = str_range(s.p + 1, s.p + s.n);
	while (n < s.n && is_sign(s.p[n]))
		n++;
	*sign = (struct str){ s.p, n };
	s = str_trim(str_range(s.p + n, s.p + s.n));
	for (n = 0; n < s.n && s.p[n] != ' ' && s.p[n] != '\t' &&
	    s.p[n] != ',' && !is_sign(s.p[n]); n++)
		continue;
	*version = (struct str){ s.p, n };
	*rest = str_range(s.p + n, s.p + s.n);
	return sign->n > 0 || n > 0;
}

/* "^3.9" and "~3.9" as what PEP 440 has for them. */
static bool
piece_between(struct buf *b, const struct version *v, bool caret)
{
	unsigned last = caret || v->parts < 2 ? 0 : 1;
	struct version most = { .parts = last + 1 };

	while (caret && last + 1 < v->parts && v->release[last] == 0)
		most.parts = ++last + 1;
	for (unsigned i = 0; i <= last; i++)
		most.release[i] = v->release[i];
	most.release[last]++;
	buf_text(b, ">=");
	version_print(b, v);
	buf_text(b, ",<");
	version_print(b, &most);
	return true;
}

static bool
piece_put(struct buf *b, struct str sign, struct str version)
{
	struct version v;

	if (b->n > 0)
		buf_char(b, ',');
	if (sign.n == 0 && str_is(version, "*"))
		return true;
	if (str_is(sign, "^") || str_is(sign, "~"))
		return version_parse(version, &v) &&
		    piece_between(b, &v, sign.p[0] == '^');
	if (sign.n == 0) {
		buf_text(b, "==");
		buf_str(b, version);
		/* a Python of two parts is any of these */
		if (version_parse(version, &v) && v.parts < 3)
			buf_text(b, ".*");
		return true;
	}
	if (str_is(sign, "="))
		buf_char(b, '=');
	buf_str(b, sign);
	buf_str(b, version);
	return true;
}

static bool
poetry_set(struct arena *a, struct str text, struct want *want)
{
	struct buf b = buf_in(a);
	struct str sign, version;

	if (str_trim(text).n == 0)
		return false;
	while (piece_next(&text, &sign, &version))
		if (version.n == 0 || !piece_put(&b, sign, version))
			return false;
	return str_trim(text).n == 0 &&
	    want_parse_range(a, buf_view(&b), want);
}

bool
want_parse_poetry(struct arena *a, struct str text, struct want *want)
{
	struct str rest = str_trim(text), piece;
	struct want *last = NULL;

	while (str_cut(&rest, '|', &piece)) {
		struct want *one = last == NULL ? want :
		    arena_new(a, struct want, 1);

		/* "||", as most write it */
		if (piece.n == 0 && last != NULL && rest.n > 0)
			continue;
		if (!poetry_set(a, piece, one))
			return false;
		if (last != NULL)
			last->or = one;
		last = one;
	}
	if (last == NULL)
		return false;
	want->text = str_copy(a, text);
	return true;
}

/* --- what fits */

enum { MINOR_LEAST = 6, MINOR_MOST = 40, PATCH_LATE = 99 };

static bool
minor_fits(const struct want *want, unsigned minor)
{
	struct version v = { .release = { 3, minor, PATCH_LATE },
	    .parts = 3 };

	return want_may_fit(want, &v, false);
}

bool
want_install(const struct want *want, struct version *v)
{
	unsigned minor = MINOR_MOST;

	*v = want->version;
	if (want->kind != WANT_RANGE)
		return want->kind == WANT_VERSION;
	if (minor_fits(want, MINOR_MOST))
		for (minor = MINOR_LEAST; !minor_fits(want, minor);)
			minor++;
	while (minor >= MINOR_LEAST && !minor_fits(want, minor))
		minor--;
	*v = (struct version){ .release = { 3, minor }, .parts = 2 };
	return minor > MINOR_LEAST ||
	    (minor == MINOR_LEAST && !minor_fits(want, MINOR_MOST));
}

bool
want_may_fit(const struct want *want, const struct version *v, bool threaded)
{
	if (want->kind == WANT_VERSION)
		return threaded == want->threaded &&
		    version_begins(&want->version, v);
	if (want->kind != WANT_RANGE)
		return true;
	for (; !threaded && want != NULL; want = want->or)
		if (specifiers_fit(&want->range, v))
			return true;
	return false;
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

	/* uv: cpython-3.13.0+freethreaded-linux-x86_64-gnu, rye: cpython@ */
	if (str_starts(name, STR("cpython-")) ||
	    str_starts(name, STR("cpython@"))) {
		name = without_prefix(name);
		str_cut(&name, '-', &piece);
	}
	if (str_ends(piece, STR("+freethreaded")))
		return take_version(piece, v, threaded);
	/* "3.12" may be any 3.12.x: the name says too little */
	return take_version(piece, v, threaded) && !v->is_dev && v->parts > 2;
}
