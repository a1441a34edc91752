#include "config.h"

#include "core/rule/settings.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/manager/manager.h"
#include "core/python/want.h"
#include "core/text/keyval.h"
#include "core/text/near.h"

/* One file being read for one directory. */
struct reader {
	struct arena *arena;
	struct settings settings;
	const struct settings_source *source;
	const char *home;
	const char *dir;
	const char *real;	/* dir without links, once a section is met */
	size_t depth;		/* of the section: longer is deeper, 0: none */
	bool holds;		/* dir is in the section */
	size_t deepest[SETTINGS];	/* where the value in force was set */
	const char *hint;	/* beside the reason of an error; or NULL */
	unsigned seen[SETTINGS];	/* line of the key in this section */
};

static void *
setting_field(struct settings *s, int row)
{
	return (char *)s + setting_table[row].at;
}

/* --- values: each function gives the reason why not, or NULL */

/*
 * The next word of a value; *word.p is NULL at its end.  `a "b c" # d` has the
 * words a and b c.
 */
static const char *
word_next(struct str *rest, struct str *word)
{
	struct str s = str_trim(*rest);
	bool quote = s.n > 0 && s.p[0] == '"';
	size_t n = quote ? 1 : 0;

	*word = (struct str){ NULL, 0 };
	*rest = (struct str){ s.p, 0 };
	if (s.n == 0 || s.p[0] == '#')
		return NULL;
	while (n < s.n && s.p[n] != '"' &&
	    (quote || (s.p[n] != ' ' && s.p[n] != '\t')))
		n++;
	if (quote && n == s.n)
		return "a quote is not closed";
	*word = quote ? str_range(s.p + 1, s.p + n) : str_range(s.p, s.p + n);
	n += quote;
	if (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
		return "a quote inside of a word";
	*rest = str_range(s.p + n, s.p + s.n);
	return NULL;
}

static bool
is_dots(struct str name)
{
	return str_is(name, ".") || str_is(name, "..");
}

/* "~/a//b/" gives "/home/u/a/b", or "" if there is no home. */
static const char *
dir_expand(struct reader *r, struct str word, const char **dir)
{
	bool tilde = str_is(word, "~") || str_starts(word, STR("~/"));
	struct buf b = buf_in(r->arena);
	struct str rest, piece;

	*dir = "";
	if (!tilde && !str_starts(word, STR("/")))
		return "a directory is absolute, or begins with ~/";
	if (tilde && r->home != NULL)
		buf_text(&b, r->home);
	buf_bytes(&b, word.p + tilde, word.n - tilde);
	for (rest = buf_view(&b); str_cut(&rest, '/', &piece);)
		if (is_dots(piece))
			return "a directory holds no . and no ..";
	if (tilde && r->home == NULL)
		return NULL;
	rest = (struct str){ str_copy(r->arena, buf_view(&b)), b.n };
	for (b.n = 0; str_cut(&rest, '/', &piece);)
		if (piece.n > 0) {
			buf_char(&b, '/');
			buf_str(&b, piece);
		}
	*dir = b.n == 0 ? "/" : buf_string(&b);
	return NULL;
}

static const char *
name_take(struct reader *r, struct str word, const char **name)
{
	if (word.n == 0 || is_dots(word) ||
	    memchr(word.p, '/', word.n) != NULL)
		return "a name is one part of a path, and not . or ..";
	*name = str_copy(r->arena, word);
	return NULL;
}

/* "no manager is called x: uv, poetry, ..." */
static const char *
manager_take(struct reader *r, struct str word, const char **name)
{
	const struct manager *m = manager_named(word);
	struct buf b = buf_in(r->arena);

	if (m != NULL) {
		*name = m->name;
		return NULL;
	}
	buf_texts(&b, "no manager is called ", str_copy(r->arena, word), NULL);
	for (int i = 0; managers[i] != NULL; i++)
		buf_texts(&b, i == 0 ? ": there are " : ", ",
		    managers[i]->name, NULL);
	return buf_string(&b);
}

static const char *
word_take(struct reader *r, enum setting_kind kind, struct str word,
    const char **out)
{
	return kind == SETTING_DIRS ? dir_expand(r, word, out) :
	    kind == SETTING_MANAGERS ? manager_take(r, word, out) :
	    name_take(r, word, out);
}

static const char *
words_count(struct reader *r, const struct setting *row, struct str value,
    size_t *n)
{
	struct buf b = buf_in(r->arena);
	struct str word;
	const char *reason;

	for (*n = 0; (reason = word_next(&value, &word)) == NULL; ++*n)
		if (word.p == NULL)
			break;
	if (reason != NULL)
		return reason;
	if (*n < row->least)
		return text_join(r->arena, row->key, " has no value", NULL);
	if (*n <= row->most)
		return NULL;
	buf_texts(&b, row->key, " has more values than ", NULL);
	buf_number(&b, row->most);
	return buf_string(&b);
}

static const char *
list_take(struct reader *r, const struct setting *row, struct str value,
    size_t n, struct words *list)
{
	const char **p = arena_new(r->arena, const char *, n + 1);
	const char *reason = NULL;
	struct str word;
	size_t kept = 0;

	for (size_t i = 0; i < n && reason == NULL; i++) {
		word_next(&value, &word);
		p[kept] = "";
		reason = word_take(r, row->kind, word, &p[kept]);
		kept += p[kept][0] != '\0';
	}
	*list = (struct words){ p, kept };
	return reason;
}

static const char *
choice_take(struct reader *r, const struct setting *row, struct str word,
    unsigned *choice)
{
	struct str rest = str_from(row->values), one;
	struct buf b = buf_in(r->arena);

	buf_texts(&b, row->key, " is ", NULL);
	for (*choice = 0; str_cut(&rest, '|', &one); ++*choice) {
		if (str_eq(one, word))
			return NULL;
		if (*choice != 0)
			buf_text(&b, rest.p == NULL ? " or " : ", ");
		buf_str(&b, one);
	}
	buf_text(&b, ", not ");
	buf_str(&b, word);
	return buf_string(&b);
}

static const char *
spec_take(struct reader *r, struct str word, const char **spec)
{
	struct want want;

	*spec = word.n == 0 ? NULL : str_copy(r->arena, word);
	return *spec == NULL || want_parse(r->arena, word, &want) ? NULL :
	    text_join(r->arena, *spec, " ", want_refusal, NULL);
}

static const char *
value_take(struct reader *r, int row, struct str value, struct settings *s)
{
	const struct setting *t = &setting_table[row];
	struct str rest = value, word;
	const char *reason;
	size_t n;

	if ((reason = words_count(r, t, value, &n)) != NULL)
		return reason;
	word_next(&rest, &word);
	switch (t->kind) {
	case SETTING_CHOICE:
		return choice_take(r, t, word, setting_field(s, row));
	case SETTING_SPEC:
		return spec_take(r, word, setting_field(s, row));
	case SETTING_NAMES:
	case SETTING_DIRS:
	case SETTING_MANAGERS:
		return list_take(r, t, value, n, setting_field(s, row));
	}
	return NULL;
}

/* --- lines */

const char *
setting_question(struct arena *a, const char *key)
{
	struct near near = near_to(key);

	for (size_t i = 0; i < SETTINGS; i++)
		near_offer(&near, setting_table[i].key);
	return near_question(a, &near);
}

const char *
setting_keys(struct arena *a)
{
	struct buf b = buf_in(a);

	buf_text(&b, "the keys are");
	for (size_t i = 0; i < SETTINGS; i++)
		buf_texts(&b, i == 0 ? " " : ", ", setting_table[i].key, NULL);
	return buf_string(&b);
}

static const char *
key_unknown(struct reader *r, struct str key)
{
	const char *text = str_copy(r->arena, key);

	r->hint = setting_keys(r->arena);
	return text_join(r->arena, "unknown key ", text,
	    setting_question(r->arena, text), NULL);
}

/* Why the key of that row may not stand here; NULL: it may. */
static const char *
key_misplaced(const struct reader *r, int row)
{
	const struct setting *t = &setting_table[row];

	if (r->seen[row] != 0)
		return text_join(r->arena, t->key, " is set on line ",
		    text_number(r->arena, r->seen[row]), " already", NULL);
	if (t->system && !r->source->system)
		return text_join(r->arena, t->key,
		    " is for the system's file of settings alone", NULL);
	if (t->system && r->depth > 0)
		return text_join(r->arena, t->key,
		    " holds everywhere: it stands above all sections", NULL);
	return NULL;
}

/* A bad value is an error even in a section that does not hold for dir. */
static const char *
pair_take(struct reader *r, const struct keyval_line *line)
{
	int row = setting_find(line->key);
	struct settings before = r->settings;
	const char *reason;

	if (row < 0)
		return key_unknown(r, line->key);
	if ((reason = key_misplaced(r, row)) != NULL)
		return reason;
	r->seen[row] = line->number;
	reason = value_take(r, row, line->value, &r->settings);
	if (reason != NULL || !r->holds || r->depth < r->deepest[row]) {
		r->settings = before;
		return reason;
	}
	r->deepest[row] = r->depth;
	r->settings.origins[row] =
	    (struct origin){ r->source->path, line->number };
	return NULL;
}

/*
 * Added to the depth of a section that holds by the real path: more than the
 * length of any path, so that it wins over one that holds by name.
 */
enum { REAL = 1 << 16 };

static const char *
real_of(struct reader *r, const char *path)
{
	const char *real = path == NULL || r->source->real == NULL ? NULL :
	    r->source->real(r->arena, path);

	return real == NULL ? path : real;
}

static void
section_add(struct reader *r, const char *dir, const char *real)
{
	struct section *s = arena_new(r->arena, struct section, 1);

	*s = (struct section){ dir, real, r->settings.sections };
	r->settings.sections = s;
}

/*
 * Does the section hold for dir, and how deep is it?  The real path decides: a
 * link in a tree with lax settings must not carry them to the directory that
 * it leads to.
 */
static void
section_place(struct reader *r, const char *dir)
{
	const char *real;

	r->holds = dir[0] != '\0' && r->dir != NULL;
	r->depth = strlen(dir) + 1;
	if (!r->holds)
		return;
	if (r->real == NULL)
		r->real = real_of(r, r->dir);
	real = real_of(r, dir);
	section_add(r, dir, real);
	if (path_within(str_from(r->real), str_from(real)))
		r->depth = REAL + strlen(real);
	else
		r->holds = path_within(str_from(r->dir), str_from(dir));
}

static const char *
section_enter(struct reader *r, struct str name)
{
	const char *dir;
	const char *reason = dir_expand(r, name, &dir);

	if (reason != NULL)
		return reason;
	memset(r->seen, 0, sizeof(r->seen));
	section_place(r, dir);
	return NULL;
}

/* A tab is a blank; no other control character may stand in a line. */
static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') ||
		    s.p[i] == 0x7f)
			return true;
	return false;
}

static const char *
line_take(struct reader *r, const struct keyval_line *line)
{
	if (has_control(line->key) || has_control(line->value))
		return "a control character";
	switch (line->kind) {
	case KEYVAL_PAIR:
		return pair_take(r, line);
	case KEYVAL_SECTION:
		return section_enter(r, line->key);
	case KEYVAL_OTHER:
		break;
	}
	return line->value.p[0] == '[' ? "a section is [DIRECTORY]" :
	    "neither key = value nor a section";
}

static const char *
absolute(const char *path)
{
	return path != NULL && path[0] == '/' ? path : NULL;
}

bool
settings_add(struct arena *a, struct settings *settings,
    const struct settings_source *source, struct settings_error *error)
{
	struct reader r = { .arena = a, .settings = *settings,
	    .source = source, .home = absolute(source->home),
	    .dir = absolute(source->dir), .holds = true };
	struct keyval k = { .rest = source->text, .comments = true,
	    .sections = true, .bom = true };
	struct keyval_line line;

	while (keyval_next(&k, &line)) {
		const char *reason = line_take(&r, &line);
		struct buf where = buf_in(a);

		if (reason == NULL)
			continue;
		buf_texts(&where, source->path, ":", NULL);
		buf_number(&where, line.number);
		*error = (struct settings_error){ where.p, reason,
		    r.hint };
		return false;
	}
	*settings = r.settings;
	return true;
}

/* --- back to text */

static void
word_append(struct buf *b, const char *word)
{
	bool plain = word[0] != '\0' && word[0] != '#' &&
	    strpbrk(word, " \t") == NULL;

	if (b->n > 0)
		buf_char(b, ' ');
	buf_texts(b, plain ? "" : "\"", word, plain ? "" : "\"", NULL);
}

static const void *
setting_seen(const struct settings *s, int row)
{
	return (const char *)s + setting_table[row].at;
}

const struct words *
setting_words(const struct settings *s, int row)
{
	enum setting_kind kind = setting_table[row].kind;

	return kind == SETTING_NAMES || kind == SETTING_DIRS ||
	    kind == SETTING_MANAGERS ? setting_seen(s, row) : NULL;
}

const char *
setting_value(struct arena *a, const struct settings *s, int row)
{
	const struct words *list = setting_words(s, row);
	const void *field = setting_seen(s, row);
	struct str rest = str_from(setting_table[row].values), word = rest;
	struct buf b = buf_in(a);

	if (list != NULL) {
		for (size_t i = 0; i < list->n; i++)
			word_append(&b, list->p[i]);
	} else if (setting_table[row].kind == SETTING_CHOICE) {
		for (unsigned i = 0; i <= *(const unsigned *)field; i++)
			str_cut(&rest, '|', &word);
		buf_str(&b, word);
	} else if (*(const char *const *)field != NULL) {
		word_append(&b, *(const char *const *)field);
	}
	return buf_string(&b);
}
