#include "config.h"

#include "core/python/asks.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/want.h"
#include "core/text/toml.h"

/* --- where the value is */

static enum asks_state
string_asks(struct arena *a, struct str written, struct str *value)
{
	if (!toml_string(a, written, value))
		return ASKS_BAD;
	*value = str_trim(*value);
	return ASKS_FOUND;
}

static enum asks_state
toml_asks(struct arena *a, struct str text, const char *path,
    struct str *value)
{
	struct str found;

	switch (toml_find(text, path, &found)) {
	case TOML_SILENT:
		return ASKS_SILENT;
	case TOML_VALUE:
		return string_asks(a, found, value);
	case TOML_TABLE:
	case TOML_BAD:
		break;
	}
	return ASKS_BAD;
}

/* The same, or python = { version = "^3.9", optional = true }. */
static enum asks_state
table_asks(struct arena *a, struct str text, const char *path,
    struct str *value)
{
	enum asks_state state = toml_asks(a, text, path, value);

	if (state != ASKS_BAD)
		return state;
	state = toml_asks(a, text, text_join(a, path, ".version", NULL),
	    value);
	return state == ASKS_SILENT ? ASKS_BAD : state;
}

/* The same, or several, as mise has it: '["3.12", "3.11"]' is 3.12 3.11. */
static enum asks_state
list_asks(struct arena *a, struct str text, const char *path,
    struct str *value)
{
	struct buf b = buf_in(a);
	struct str found, item;

	if (toml_find(text, path, &found) != TOML_VALUE || found.n == 0 ||
	    found.p[0] != '[')
		return table_asks(a, text, path, value);
	while (toml_item(&found, &item)) {
		if (string_asks(a, item, value) != ASKS_FOUND)
			return ASKS_BAD;
		buf_text(&b, b.n > 0 ? " " : "");
		buf_str(&b, *value);
	}
	*value = buf_view(&b);
	return value->n > 0 ? ASKS_FOUND : ASKS_BAD;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "Python-Requires : >=3.9" is a line of python_requires. */
static bool
key_cut(struct str line, struct str key, struct str *value)
{
	size_t n = 0;

	for (; n < line.n && line.p[n] != '=' && line.p[n] != ':'; n++)
		continue;
	*value = str_range(line.p + n + (n < line.n), line.p + line.n);
	line = str_trim((struct str){ line.p, n });
	if (line.n != key.n)
		return false;
	for (n = 0; n < key.n; n++)
		if (line.p[n] != key.p[n] && (line.p[n] | 0x20) != key.p[n] &&
		    (line.p[n] != '-' || key.p[n] != '_'))
			return false;
	return true;
}

/* setup.cfg: the key in a section; its value may go on in indented lines. */
static enum asks_state
section_asks(struct arena *a, struct str text, const char *path,
    struct str *value)
{
	struct str rest = str_from(path), section, raw, line, said;
	struct buf b = buf_in(a);
	bool here = false, found = false;

	str_cut(&rest, '.', &section);
	while (str_line(&text, &raw)) {
		bool goes_on = raw.n > 0 && is_blank(raw.p[0]);

		line = str_trim(raw);
		if (line.n == 0 || line.p[0] == '#' || line.p[0] == ';')
			continue;
		if (found && !goes_on)
			break;
		if (found) {
			buf_char(&b, ' ');
			buf_str(&b, line);
		} else if (line.p[0] == '[' && !goes_on) {
			here = str_cut(&line, ']', &said) &&
			    str_eq(str_range(said.p + 1, said.p + said.n),
			    section);
		} else if (here && !goes_on && key_cut(line, rest, &said)) {
			found = true;
			buf_str(&b, said);
		}
	}
	*value = str_trim(buf_view(&b));
	return !found ? ASKS_SILENT : value->n == 0 ? ASKS_BAD : ASKS_FOUND;
}

static bool
word_next(struct str *rest, struct str *word)
{
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && !is_blank(rest->p[n]))
		n++;
	*word = (struct str){ rest->p, n };
	*rest = str_range(rest->p + n, rest->p + rest->n);
	return n > 0;
}

/* .tool-versions: "python 3.12.1 3.11.7" */
static enum asks_state
line_asks(struct arena *a, struct str text, const char *path,
    struct str *value)
{
	struct str line, word;

	(void)a;
	while (str_line(&text, &line)) {
		for (size_t i = 0; i < line.n; i++)
			if (line.p[i] == '#')
				line.n = i;
		if (!word_next(&line, &word) || !str_is(word, path))
			continue;
		*value = str_trim(line);
		return value->n > 0 ? ASKS_FOUND : ASKS_BAD;
	}
	return ASKS_SILENT;
}

/* --- what it means */

/* A version; not a path, as what a project leads to is not run. */
static bool
version_asked(struct arena *a, struct str value, struct want *want)
{
	if (str_is(value, "latest")) {
		want_parse_range(a, STR(""), want);
		want->text = "latest";
		return true;
	}
	return want_parse(a, value, want) && want->kind != WANT_PATH &&
	    (want->kind != WANT_NAME ||
	    (want->text[0] >= 'a' && want->text[0] <= 'z'));
}

/* Several, of which the first that is there is taken. */
static bool
versions_asked(struct arena *a, struct str value, struct want *want)
{
	struct want *at = want;
	struct str word;

	if (!word_next(&value, &word) || !version_asked(a, word, at))
		return false;
	while (word_next(&value, &word)) {
		struct want *next = arena_new(a, struct want, 1);

		if (!version_asked(a, word, next))
			return false;
		at->next = next;
		at = next;
	}
	return true;
}

#define PIPFILE "Pipfile"
#define NO_VERSION "is not a version"
#define NO_SPECIFIERS "is not a valid set of version specifiers"

const struct ask asks[] = {
	{ "pyproject.toml", "requires-python", toml_asks,
	    "project.requires-python", want_parse_range, NO_SPECIFIERS },
	{ "pyproject.toml", "poetry's python", table_asks,
	    "tool.poetry.dependencies.python", want_parse_poetry,
	    "is not a constraint that venvhook understands" },
	{ PIPFILE, "python_full_version", toml_asks,
	    "requires.python_full_version", version_asked, NO_VERSION },
	{ PIPFILE, "python_version", toml_asks,
	    "requires.python_version", version_asked, NO_VERSION },
	{ "pylock.toml", "requires-python", toml_asks,
	    "requires-python", want_parse_range, NO_SPECIFIERS },
	{ "setup.cfg", "python_requires", section_asks,
	    "options.python_requires", want_parse_range, NO_SPECIFIERS },
	{ ".tool-versions", "python", line_asks,
	    "python", versions_asked, NO_VERSION },
	{ "mise.toml", "python", list_asks,
	    "tools.python", versions_asked, NO_VERSION },
	{ ".mise.toml", "python", list_asks,
	    "tools.python", versions_asked, NO_VERSION },
	{ .file = NULL },
};

enum asks_state
ask_read(struct arena *a, const struct ask *ask, struct str text,
    struct str *value, struct want *want)
{
	enum asks_state state = ask->find(a, text, ask->path, value);

	if (state == ASKS_FOUND && !ask->parse(a, *value, want))
		return ASKS_ODD;
	return state;
}

bool
pin_next(struct str *rest, struct str *word)
{
	struct str line;

	while (str_line(rest, &line)) {
		if (str_starts(line, STR("\xef\xbb\xbf")))
			line = (struct str){ line.p + 3, line.n - 3 };
		if (word_next(&line, word) && word->p[0] != '#')
			return true;
	}
	return false;
}
