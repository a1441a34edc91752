#include "config.h"

#include "core/python/version.h"

#include <string.h>

#include "base/buf.h"

enum { NUMBER_MAX = 99999999 };

/* Spellings of each phase; the longer before those they begin with. */
static const struct phase {
	const char *word;
	char phase;
} phases[] = {
	{ "alpha", 'a' }, { "a", 'a' },
	{ "beta", 'b' }, { "b", 'b' },
	{ "preview", 'c' }, { "pre", 'c' }, { "rc", 'c' }, { "c", 'c' },
	{ "post", 'p' }, { "rev", 'p' }, { "r", 'p' },
	{ "dev", 'd' },
};

static const struct sign {
	struct str text;
	enum relation relation;
} signs[] = {
	{ STR_INIT("==="), REL_SAME },
	{ STR_INIT("~="), REL_COMPATIBLE },
	{ STR_INIT("=="), REL_EQUAL },
	{ STR_INIT("!="), REL_UNEQUAL },
	{ STR_INIT(">="), REL_LEAST },
	{ STR_INIT("<="), REL_MOST },
	{ STR_INIT("<"), REL_BELOW },
	{ STR_INIT(">"), REL_ABOVE },
};

static void
str_skip(struct str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

static bool
take_number(struct str *s, unsigned *out)
{
	unsigned long long value;
	size_t n = 0;

	while (n < s->n && str_is_digit(s->p[n]))
		n++;
	if (!str_number((struct str){ s->p, n }, NUMBER_MAX, &value))
		return false;
	*out = (unsigned)value;
	str_skip(s, n);
	return true;
}

static bool
take_word(struct str *s, const char *word)
{
	size_t n = strlen(word);

	if (s->n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_lower(s->p[i]) != word[i])
			return false;
	str_skip(s, n);
	return true;
}

static void
take_separator(struct str *s)
{
	if (s->n > 0 && strchr(".-_", s->p[0]) != NULL && s->p[0] != '\0')
		str_skip(s, 1);
}

/* "3.12.1rc1": the digits and dots, up to a dot that no digit follows. */
static bool
take_release(struct str *s, struct version *v)
{
	unsigned number;

	do {
		if (v->parts > 0)
			str_skip(s, 1);
		if (!take_number(s, &number))
			return false;
		if (v->parts < VERSION_PARTS)
			v->release[v->parts++] = number;
		else if (number != 0)
			return false;
	} while (s->n > 1 && s->p[0] == '.' && str_is_digit(s->p[1]));
	return true;
}

static char
take_phase(struct str *s)
{
	for (size_t i = 0; i < sizeof(phases) / sizeof(phases[0]); i++)
		if (take_word(s, phases[i].word))
			return phases[i].phase;
	return 0;
}

/* The phases come in their order, each at most once: 1rc1.post2.dev3. */
static bool
version_set(struct version *v, char phase, unsigned number)
{
	if (v->is_dev || (phase != 'd' && v->is_post))
		return false;
	if (phase == 'd') {
		v->is_dev = true;
		v->dev = number;
	} else if (phase == 'p') {
		v->is_post = true;
		v->post = number;
	} else {
		if (v->pre != 0)
			return false;
		v->pre = phase;
		v->pre_number = number;
	}
	return true;
}

/* ".rc.1", "rc1", "-1" (a post-release), "dev" (which is dev0). */
static bool
take_suffix(struct str *s, struct version *v)
{
	bool dash = s->p[0] == '-';
	unsigned number = 0;
	struct str after;
	char phase;

	take_separator(s);
	phase = take_phase(s);
	if (phase == 0)
		return dash && take_number(s, &number) &&
		    version_set(v, 'p', number);
	after = *s;
	take_separator(&after);
	if (after.n > 0 && str_is_digit(after.p[0])) {
		*s = after;
		if (!take_number(s, &number))
			return false;
	}
	return version_set(v, phase, number);
}

bool
version_parse(struct str s, struct version *v)
{
	*v = (struct version){ 0 };
	s = str_trim(s);
	take_word(&s, "v");
	if (!take_release(&s, v))
		return false;
	while (s.n > 0)
		if (!take_suffix(&s, v))
			return false;
	return true;
}

void
version_print(struct buf *b, const struct version *v)
{
	for (unsigned i = 0; i < v->parts; i++) {
		if (i > 0)
			buf_char(b, '.');
		buf_number(b, v->release[i]);
	}
	if (v->pre != 0) {
		buf_text(b, v->pre == 'c' ? "rc" : v->pre == 'a' ? "a" : "b");
		buf_number(b, v->pre_number);
	}
	if (v->is_post) {
		buf_text(b, ".post");
		buf_number(b, v->post);
	}
	if (v->is_dev) {
		buf_text(b, ".dev");
		buf_number(b, v->dev);
	}
}

static int
order(unsigned long a, unsigned long b)
{
	return a < b ? -1 : a > b;
}

static int
release_compare(const struct version *a, const struct version *b)
{
	int cmp = 0;

	for (unsigned i = 0; i < VERSION_PARTS && cmp == 0; i++)
		cmp = order(a->release[i], b->release[i]);
	return cmp;
}

/* 3.12.dev1 stands before every pre-release, 3.12 behind them. */
static unsigned long
version_pre(const struct version *v)
{
	if (v->pre != 0)
		return (unsigned long)v->pre;
	return v->is_dev && !v->is_post ? 0 : 'z';
}

int
version_compare(const struct version *a, const struct version *b)
{
	int cmp = release_compare(a, b);

	if (cmp == 0)
		cmp = order(version_pre(a), version_pre(b));
	if (cmp == 0)
		cmp = order(a->pre_number, b->pre_number);
	if (cmp == 0)
		cmp = order(a->is_post, b->is_post);
	if (cmp == 0)
		cmp = order(a->post, b->post);
	if (cmp == 0)
		cmp = order(!a->is_dev, !b->is_dev);
	return cmp == 0 ? order(a->dev, b->dev) : cmp;
}

static bool
release_begins(const struct version *prefix, unsigned parts,
    const struct version *v)
{
	for (unsigned i = 0; i < parts; i++)
		if (prefix->release[i] != v->release[i])
			return false;
	return true;
}

bool
version_is_early(const struct version *v)
{
	return v->pre != 0 || v->is_dev;
}

bool
version_begins(const struct version *prefix, const struct version *v)
{
	if (version_is_early(prefix) || prefix->is_post)
		return version_compare(prefix, v) == 0;
	return release_begins(prefix, prefix->parts, v);
}

/* What each relation asks of its version. */
static bool
specifier_valid(const struct specifier *spec)
{
	const struct version *v = &spec->version;

	if (spec->relation == REL_COMPATIBLE)
		return v->parts >= 2 && !spec->wildcard;
	if (!spec->wildcard)
		return true;
	if (version_is_early(v) || v->is_post)
		return false;
	/* ">=3.6.*" is no PEP 440, but projects have it and mean ">=3.6" */
	return spec->relation == REL_EQUAL || spec->relation == REL_UNEQUAL ||
	    spec->relation == REL_LEAST || spec->relation == REL_BELOW;
}

static bool
specifier_parse(struct str s, struct specifier *spec)
{
	size_t i = 0, n = sizeof(signs) / sizeof(signs[0]);

	while (i < n && !str_starts(s, signs[i].text))
		i++;
	if (i == n)
		return false;
	str_skip(&s, signs[i].text.n);
	*spec = (struct specifier){ .relation = signs[i].relation };
	s = spec->text = str_trim(s);
	if (spec->relation == REL_SAME) {
		/* any text may stand here; only a version can ever match */
		version_parse(s, &spec->version);
		return s.n > 0;
	}
	if (str_ends(s, STR(".*"))) {
		spec->wildcard = true;
		s.n -= 2;
	}
	return version_parse(s, &spec->version) && specifier_valid(spec);
}

bool
specifiers_parse(struct str s, struct specifiers *set)
{
	struct str piece;

	set->n = 0;
	while (str_cut(&s, ',', &piece)) {
		piece = str_trim(piece);
		if (piece.n == 0)
			continue;
		if (set->n == SPECIFIERS_MAX ||
		    !specifier_parse(piece, &set->row[set->n]))
			return false;
		set->n++;
	}
	return true;
}

/* The digits of "3.12.0rc1": 3.12.0. */
static struct version
version_released(const struct version *v)
{
	struct version released = { .parts = v->parts };

	memcpy(released.release, v->release, sizeof(released.release));
	return released;
}

/* "<3.12" leaves out 3.12rc1, ">3.12" leaves out 3.12.post1. */
static bool
version_below(const struct version *v, const struct version *limit)
{
	if (version_is_early(v) && !version_is_early(limit) &&
	    release_compare(v, limit) == 0)
		return false;
	return version_compare(v, limit) < 0;
}

static bool
version_above(const struct version *v, const struct version *limit)
{
	if (v->is_post && !limit->is_post && release_compare(v, limit) == 0)
		return false;
	return version_compare(v, limit) > 0;
}

static bool
version_is(const struct version *v, const struct specifier *spec)
{
	if (spec->wildcard)
		return release_begins(&spec->version, spec->version.parts, v);
	return version_compare(v, &spec->version) == 0;
}

static bool
same_text(const struct version *v, struct str text)
{
	struct version other;

	return version_parse(text, &other) && other.parts == v->parts &&
	    version_compare(v, &other) == 0;
}

static bool
specifier_fits(const struct specifier *spec, const struct version *v)
{
	int cmp = version_compare(v, &spec->version);

	switch (spec->relation) {
	case REL_COMPATIBLE:
		return cmp >= 0 &&
		    release_begins(&spec->version, spec->version.parts - 1, v);
	case REL_SAME:
		return same_text(v, spec->text);
	case REL_EQUAL:
		return version_is(v, spec);
	case REL_UNEQUAL:
		return !version_is(v, spec);
	case REL_LEAST:
		return cmp >= 0;
	case REL_MOST:
		return cmp <= 0;
	case REL_BELOW:
		return version_below(v, &spec->version);
	case REL_ABOVE:
		return version_above(v, &spec->version);
	}
	return false;
}

bool
specifiers_fit(const struct specifiers *set, const struct version *v)
{
	struct version released = version_released(v);
	bool early = false;

	for (size_t i = 0; i < set->n; i++)
		early = early || version_is_early(&set->row[i].version);
	if (version_is_early(v) && !early)
		v = &released;
	for (size_t i = 0; i < set->n; i++)
		if (!specifier_fits(&set->row[i], v))
			return false;
	return true;
}
