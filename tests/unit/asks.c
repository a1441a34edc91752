#include "config.h"

#include "core/python/asks.h"

#include "base/buf.h"
#include "core/python/want.h"
#include "fresh.h"
#include "tap.h"

#define SILENT "silent"
#define BAD "bad"
#define ODD "odd"

static const struct { const char *title, *text, *want; } projects[] = {
	{ "an empty file says nothing", "", SILENT },
	{ "a basic string", "[project]\nrequires-python = \">=3.10\"\n",
	    ">=3.10" },
	{ "a literal string", "[project]\nrequires-python = '>=3.10'", ">=3.10" },
	{ "no blanks", "[project]\nrequires-python=\"~=3.8\"", "~=3.8" },
	{ "blanks and a comment",
	    "# x\n [ project ] # y\n\t requires-python\t= \"==3.11.*\" # z\n",
	    "==3.11.*" },
	{ "CR LF", "[project]\r\nrequires-python = \">=3\"\r\n", ">=3" },
	{ "a byte order mark",
	    "\xef\xbb\xbf[project]\nrequires-python = \">=3\"\n", ">=3" },
	{ "quoted names", "[\"project\"]\n'requires-python' = \">=3\"\n",
	    ">=3" },
	{ "a dotted key", "project.requires-python = \">=3\"\n", ">=3" },
	{ "a dotted key below another table",
	    "[x]\nproject.requires-python = \">=3\"\n", SILENT },
	{ "behind other keys and tables",
	    "[build-system]\nrequires = [\"a\", 'b']\n[project]\n"
	    "name = \"x\"\nversion = \"1\"\nrequires-python = \">=3.9\"\n",
	    ">=3.9" },
	{ "escapes", "[project]\nrequires-python = \"\\u003e=3,\\t<\\U00000034\"",
	    ">=3, <4" },
	{ "an escape in a literal string stays",
	    "[project]\nrequires-python = '\\u003e=3'", "\\u003e=3" },
	{ "a string of several lines",
	    "[project]\nrequires-python = \"\"\"\n>=3\n\"\"\"\n", ">=3" },
	{ "a literal string of several lines",
	    "[project]\nrequires-python = '''>=3'''\n", ">=3" },
	{ "the empty string", "[project]\nrequires-python = \"\"\n", "" },
	{ "another table", "[tool.project]\nrequires-python = \">=3\"\n",
	    SILENT },
	{ "a table below it",
	    "[project.urls]\nrequires-python = \">=3\"\n", SILENT },
	{ "an array of tables",
	    "[[project]]\nrequires-python = \">=3\"\n", SILENT },
	{ "a table that ended",
	    "[project]\n[x]\nrequires-python = \">=3\"\n", SILENT },
	{ "a comment", "[project]\n# requires-python = \">=3\"\n", SILENT },
	{ "a longer key", "[project]\nrequires-python-x = \">=3\"\n", SILENT },
	{ "another case", "[Project]\nrequires-python = \">=3\"\n", SILENT },
	{ "text inside a string of several lines",
	    "x = \"\"\"\n[project]\nrequires-python = \">=3\"\n\"\"\"\n", SILENT },
	{ "text inside a literal string of several lines",
	    "x = '''\n[project]\nrequires-python = \">=3\"\n'''\n", SILENT },
	{ "an escaped quote does not end a string",
	    "x = \"\"\"\\\"\"\"\n[project]\nrequires-python = '1'\n\"\"\"\n",
	    SILENT },
	{ "a string that ends with quotes",
	    "x = \"\"\"a\"\"\"\"\"\n[project]\nrequires-python = \">=3\"\n",
	    ">=3" },
	{ "an array that looks like headers",
	    "x = [\n[\"project\"],\n[ 1, 2 ], # ]\n]\n[project]\n"
	    "requires-python = \">=3\"\n", ">=3" },
	{ "an inline table",
	    "[project]\nx = { requires-python = \"1\", y = [1, {}] }\n"
	    "requires-python = \">=3\"\n", ">=3" },
	{ "numbers, dates and truths",
	    "[project]\na = 1_000.5e-3\nb = 1979-05-27T07:32:00Z\nc = true\n"
	    "d = +inf\nrequires-python = \">=3\"\n", ">=3" },
	{ "the first of two counts",
	    "[project]\nrequires-python = \">=3\"\nrequires-python = \"2\"\n",
	    ">=3" },
	{ "what stands behind is not looked at",
	    "[project]\nrequires-python = \">=3\"\n= = =\n", ">=3" },
	{ "a number is no string", "[project]\nrequires-python = 3.10\n", BAD },
	{ "an array is no string",
	    "[project]\nrequires-python = [\">=3\"]\n", BAD },
	{ "no value", "[project]\nrequires-python =\n", BAD },
	{ "an open string", "[project]\nrequires-python = \">=3\n", BAD },
	{ "an open string of several lines", "x = \"\"\"\n[project]\n", BAD },
	{ "an open array", "x = [1,\n[project]\n", BAD },
	{ "an open header", "[project\n", BAD },
	{ "text behind the string",
	    "[project]\nrequires-python = \">=3\" x\n", BAD },
	{ "text behind a header", "[project] x\n", BAD },
	{ "no TOML", "hello there\n", BAD },
	{ "a bad escape", "[project]\nrequires-python = \"\\q\"\n", BAD },
	{ "an escaped control", "[project]\nrequires-python = \"\\u001b\"\n",
	    BAD },
	{ "an escape that is no ASCII",
	    "[project]\nrequires-python = \"\\u00e9\"\n", BAD },
	{ "an escape cut short", "[project]\nrequires-python = \"\\u00\"\n",
	    BAD },
};

static const struct { const char *text, *words; } pins[] = {
	{ "", "" },
	{ "3.12\n", "3.12," },
	{ "3.12.1", "3.12.1," },
	{ "  3.12.1  \r\n", "3.12.1," },
	{ "3.12.1\n3.11.7\n\n2.7.18\n", "3.12.1,3.11.7,2.7.18," },
	{ "# my own\n\n  # more\n3.12 # why\n", "3.12," },
	{ "myenv\nsystem\n", "myenv,system," },
	{ "3.12\t3.11\n", "3.12," },
	{ "\xef\xbb\xbf" "3.12\n", "3.12," },
	{ "\n\n#\n", "" },
};

/* Each other file; the sentence of one that is not understood as "odd". */
static const struct { const char *file, *text, *value; } files[] = {
	{ "pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.9'\n",
	    "^3.9" },
	{ "pyproject.toml", "[tool.poetry.dependencies]\n"
	    "python = { version = '~3.9', optional = true }\n", "~3.9" },
	{ "pyproject.toml", "[tool.poetry.dependencies]\npython = 'x'\n",
	    ODD },
	{ "pyproject.toml", "[project]\nrequires-python = '>=3.8'\n"
	    "[tool.poetry.dependencies]\npython = '^3.9'\n", ">=3.8" },
	{ "Pipfile", "[requires]\npython_version = \"3.11\"\n", "3.11" },
	{ "Pipfile", "[requires]\npython_version = '3.11'\n"
	    "python_full_version = '3.11.4'\n", "3.11.4" },
	{ "Pipfile", "[requires]\npython_version = 3.11\n", BAD },
	{ "Pipfile", "[packages]\n", SILENT },
	{ "pylock.toml", "lock-version = '1.0'\nrequires-python = '>=3.9'\n",
	    ">=3.9" },
	{ "setup.cfg", "[metadata]\npython_requires = >=3.5\n[options]\n"
	    "python_requires = >=3.7, <4\n", ">=3.7, <4" },
	{ "setup.cfg", "[options]\npython_requires =\n  >=3.7\n", ">=3.7" },
	{ "setup.cfg", "[options]\n# x\npython_requires: >=3.7,\n\n"
	    "\t; y\n\t<4\nzip_safe = no\n", ">=3.7, <4" },
	{ "setup.cfg", "[options]\nPython-Requires=>=3.8", ">=3.8" },
	{ "setup.cfg", "[options]\nx =\n  python_requires = >=3.8\n", SILENT },
	{ "setup.cfg", "[options]\n[metadata]\npython_requires = >=3\n",
	    SILENT },
	{ "setup.cfg", "[options]\npython_requires =\nzip_safe = no\n", BAD },
	{ "setup.cfg", "[options]\npython_requires = >=3 ; why\n", ODD },
	{ "setup.cfg", "[options]\npython_requires = 3\n", ODD },
	{ ".tool-versions", "nodejs 20\npython 3.12.1 3.11.7 # both\n",
	    "3.12.1 3.11.7" },
	{ ".tool-versions", "python   system\n", "system" },
	{ ".tool-versions", "python\t3.12.1\n", "3.12.1" },
	{ ".tool-versions", "python path:/opt/py\n", ODD },
	{ ".tool-versions", "python 3.12.1 path:/opt/py\n", ODD },
	{ ".tool-versions", "# python 3.9\npython3 3.9\n", SILENT },
	{ ".tool-versions", "python\n", BAD },
	{ ".tool-versions", "python  # none\nruby 3\n", BAD },
	{ "mise.toml", "[tools]\npython = '3.12'\n", "3.12" },
	{ "mise.toml", "[tools]\npython = ['3.12', '3.11']\n",
	    "3.12 3.11" },
	{ "mise.toml", "[tools]\npython = ['3.12', 3]\n", BAD },
	{ "mise.toml", "[tools]\npython = []\n", BAD },
	{ "mise.toml", "[tools]\npython = {version='3.12', x='y'}\n", "3.12" },
	{ "mise.toml", "[tools]\npython = 'latest'\n", "latest" },
	{ ".mise.toml", "tools.python = '3'\n", "3" },
	{ "mise.toml", "[tools]\nnode = '3.12'\n", SILENT },
};

static const char *
told(struct arena *a, const struct ask *ask, struct str text)
{
	struct want want;
	struct str value;

	switch (ask_read(a, ask, text, &value, &want)) {
	case ASKS_FOUND:
		return str_copy(a, value);
	case ASKS_SILENT:
		return SILENT;
	case ASKS_BAD:
		return BAD;
	case ASKS_ODD:
		return ODD;
	}
	return "";
}

/* What the first row of a file says that says anything. */
static const char *
file_told(struct arena *a, const char *file, struct str text)
{
	const char *says = SILENT;

	for (size_t i = 0; asks[i].file != NULL; i++)
		if (strcmp(asks[i].file, file) == 0 &&
		    strcmp(says, SILENT) == 0)
			says = told(a, &asks[i], text);
	return says;
}

static const char *
project_requires(struct arena *a, struct str text)
{
	struct str out;

	switch (asks[0].find(a, text, asks[0].path, &out)) {
	case ASKS_FOUND:
		return str_copy(a, out);
	case ASKS_SILENT:
		return SILENT;
	default:
		return BAD;
	}
}

static void
test_bounds(struct arena *a)
{
	struct buf b = buf_in(a);
	struct str out;

	buf_text(&b, "x = ");
	for (int i = 0; i < 100000; i++)
		buf_char(&b, '[');
	is_str(project_requires(a, buf_view(&b)), BAD,
	    "pyproject: a hundred thousand brackets are refused");
	is_str(project_requires(a, STR("x = \"a\0b\"\n[project]\n"
	    "requires-python = '>=3'")), ">=3",
	    "pyproject: a NUL in another string is only text");
	is_str(project_requires(a, STR("a\0b = 1")), BAD,
	    "pyproject: a NUL in a key is no TOML");
	ok(asks[0].find(a, (struct str){ NULL, 0 }, asks[0].path, &out) ==
	    ASKS_SILENT, "pyproject: no text at all says nothing");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < sizeof(projects) / sizeof(projects[0]); i++)
		is_str(project_requires(&a, str_from(projects[i].text)),
		    projects[i].want, "pyproject: %s", projects[i].title);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		is_str(file_told(&a, files[i].file, str_from(files[i].text)),
		    files[i].value, "%s, row %zu", files[i].file, i);
	for (size_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++) {
		struct str rest = str_from(pins[i].text), word;
		struct buf b = buf_in(&a);

		while (pin_next(&rest, &word)) {
			buf_str(&b, word);
			buf_char(&b, ',');
		}
		is_str(buf_string(&b), pins[i].words,
		    "pin: the words of '%s'", pins[i].text);
	}
	test_bounds(&a);
	return done_testing();
}
