#include "config.h"

#include "core/rule/settings.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* The link /h/link leads to /h/real; /h/gone is not there. */
static const char *
real(struct arena *a, const char *path)
{
	struct str s = str_from(path);

	if (path_within(s, STR("/h/link")))
		return text_join(a, "/h/real", path + 7, NULL);
	if (path_within(s, STR("/h/gone")))
		return NULL;
	return path;
}

static bool
add(struct arena *a, struct settings *s, const char *path, struct str text,
    const char *home, const char *dir, struct settings_error *e)
{
	struct settings_source source = { .path = path, .text = text,
	    .home = home, .dir = dir, .system = path[0] == 's',
	    .real = real };

	return settings_add(a, s, &source, e);
}

/* The value of key and its origin: "owner u:3", "ask default". */
static const char *
shown(struct arena *a, const struct settings *s, const char *key)
{
	int row = setting_find(str_from(key));
	struct buf b = buf_in(a);

	if (row < 0)
		return "no such key";
	buf_texts(&b, setting_value(a, s, row), " ", NULL);
	if (s->origins[row].path == NULL) {
		buf_text(&b, "default");
	} else {
		buf_texts(&b, s->origins[row].path, ":", NULL);
		buf_number(&b, s->origins[row].line);
	}
	return buf_string(&b);
}

/* system over the defaults, user over it; the error instead if there is one. */
static const char *
in_force(struct arena *a, const char *system, const char *user,
    const char *dir, const char *key)
{
	struct settings s = settings_default;
	struct settings_error e;

	if (!add(a, &s, "s", str_from(system), "/h", dir, &e) ||
	    !add(a, &s, "u", str_from(user), "/h", dir, &e))
		return text_join(a, e.subject, ": ", e.reason, NULL);
	return shown(a, &s, key);
}

static const struct { const char *key, *want; } defaults[] = {
	{ "names", ".venv venv default" },
	{ "ceiling", " default" },
	{ "trust", "ask default" },
	{ "create", "never default" },
	{ "markers", "pyproject.toml setup.py setup.cfg requirements.txt "
	    "requirements.in Pipfile pylock.toml tox.ini noxfile.py "
	    ".python-version default" },
	{ "managers", "uv poetry pipenv pyenv default" },
	{ "python", " default" },
	{ "pip", "yes default" },
	{ "link-mode", "copy default" },
	{ "creator", "venvhook default" },
	{ "prompt", "yes default" },
	{ "messages", "notices default" },
	{ "owners", " default" },
};

/* One file. */
static const struct { const char *title, *text, *key, *want; } values[] = {
	{ "a choice", "trust = owner\n", "trust", "owner u:1" },
	{ "the line counts blank lines and comments",
	    "\n# x\n\ntrust = owner\n", "trust", "owner u:4" },
	{ "a comment may follow", "trust = owner # really\n", "trust",
	    "owner u:1" },
	{ "a # inside of a word is none", "names = a#b\n", "names",
	    "a#b u:1" },
	{ "a quoted # is none", "names = \"#a\"\n", "names", "\"#a\" u:1" },
	{ "a byte order mark is passed over",
	    "\xef\xbb\xbftrust = owner\n", "trust", "owner u:1" },
	{ "CR LF ends lines", "trust = owner\r\npip = no\r\n", "pip",
	    "no u:2" },
	{ "all of link-mode", "link-mode = hardlink", "link-mode",
	    "hardlink u:1" },
	{ "all of create", "create = auto", "create", "auto u:1" },
	{ "the last of creator", "creator = uv", "creator", "uv u:1" },
	{ "the first of messages", "messages = none", "messages",
	    "none u:1" },
	{ "a choice may be quoted", "prompt = \"no\"", "prompt", "no u:1" },
	{ "names with blanks", "names = \"my env\" .venv\t.e", "names",
	    "\"my env\" .venv .e u:1" },
	{ "eight names", "names = 1 2 3 4 5 6 7 8", "names",
	    "1 2 3 4 5 6 7 8 u:1" },
	{ "a python", "python = 3.12", "python", "3.12 u:1" },
	{ "a python with blanks", "python = \"/opt/my py/bin/python3\"",
	    "python", "\"/opt/my py/bin/python3\" u:1" },
	{ "no python", "python =", "python", " u:1" },
	{ "ceilings", "ceiling = /mnt ~ ~/a \"/b c/\" //d//e/", "ceiling",
	    "/mnt /h /h/a \"/b c\" /d/e u:1" },
	{ "the root as ceiling", "ceiling = /", "ceiling", "/ u:1" },
	{ "no ceiling", "ceiling =", "ceiling", " u:1" },
	{ "a name that is no UTF-8", "names = \xff", "names", "\xff u:1" },
	{ "a name of three dots", "names = ...", "names", "... u:1" },
};

/* A section of one file, seen from a directory. */
static const struct {
	const char *title, *text, *dir, *want;
} sections[] = {
	{ "the directory itself", "[/w]\ntrust = owner\n", "/w",
	    "owner u:2" },
	{ "a directory below", "[/w]\ntrust = owner\n", "/w/a/b",
	    "owner u:2" },
	{ "not one that begins alike", "[/w]\ntrust = owner\n", "/work",
	    "ask default" },
	{ "not one above", "[/w/a]\ntrust = owner\n", "/w", "ask default" },
	{ "~ is the home", "[~]\ntrust = owner\n", "/h/x", "owner u:2" },
	{ "~/ is below it", "[~/w]\ntrust = owner\n", "/h/w/x",
	    "owner u:2" },
	{ "a slash too many does no harm", "[~//w/]\ntrust = owner\n",
	    "/h/w", "owner u:2" },
	{ "/ holds everywhere", "[/]\ntrust = owner\n", "/x", "owner u:2" },
	{ "blanks inside of the brackets do no harm",
	    "[ /w ]\ntrust = owner\n", "/w", "owner u:2" },
	{ "a name with blanks needs no quotes", "[/w x]\ntrust = owner\n",
	    "/w x/y", "owner u:2" },
	{ "a section wins over none",
	    "trust = ask\n[/w]\ntrust = owner\n", "/w", "owner u:3" },
	{ "the deeper section wins when it comes last",
	    "[/w]\ntrust = ask\n[/w/a]\ntrust = owner\n", "/w/a/b",
	    "owner u:4" },
	{ "the deeper section wins when it comes first",
	    "[/w/a]\ntrust = owner\n[/w]\ntrust = ask\n", "/w/a/b",
	    "owner u:2" },
	{ "of two for one directory the last wins",
	    "[/w]\ntrust = ask\n[/w/]\ntrust = owner\n", "/w",
	    "owner u:4" },
	{ "a place that a link leads to keeps its section",
	    "[/h/real]\ntrust = owner\n", "/h/link/p", "owner u:2" },
	{ "a section that is a link holds where it leads to",
	    "[/h/link]\ntrust = owner\n", "/h/real/p", "owner u:2" },
	{ "a section that is a link holds by its own name",
	    "[/h/link]\ntrust = owner\n", "/h/link/p", "owner u:2" },
	{ "the place wins over a deeper name",
	    "[/h/real]\ntrust = ask\n[/h]\ntrust = ask\n"
	    "[/h/link/p]\ntrust = owner\n[/h/real]\ntrust = ask\n",
	    "/h/link", "ask u:8" },
	{ "a name holds where no place does, and wins over nothing else",
	    "[/h/gone]\ntrust = owner\n[/h/g]\ntrust = ask\n", "/h/gone/p",
	    "owner u:2" },
	{ "an empty section does nothing", "trust = owner\n[/w]\n", "/w",
	    "owner u:1" },
	{ "/ wins over none", "trust = ask\n[/]\ntrust = owner\n", "/w",
	    "owner u:3" },
	{ "from no directory no section holds",
	    "trust = ask\n[/]\ntrust = owner\n", NULL, "ask u:1" },
	{ "from a relative directory no section holds",
	    "[/]\ntrust = owner\n", "w", "ask default" },
};

static const struct { const char *text, *want; } errors[] = {
	{ "tust = ask", "u:1: unknown key tust; did you mean trust?" },
	{ "\n\n = ask", "u:3: unknown key " },
	{ "\nowners = sw", "u:2: owners is for the system's file of settings "
	    "alone" },
	{ "Trust = ask", "u:1: unknown key Trust; did you mean trust?" },
	{ "trust", "u:1: neither key = value nor a section" },
	{ "trust =", "u:1: trust has no value" },
	{ "trust = maybe", "u:1: trust is ask or owner, not maybe" },
	{ "trust = Owner", "u:1: trust is ask or owner, not Owner" },
	{ "trust = ask owner", "u:1: trust has more values than 1" },
	{ "trust = ask|owner", "u:1: trust is ask or owner, not ask|owner" },
	{ "create = yes", "u:1: create is never, hint or auto, not yes" },
	{ "pip = true", "u:1: pip is no or yes, not true" },
	{ "names =", "u:1: names has no value" },
	{ "names = # none", "u:1: names has no value" },
	{ "names = 1 2 3 4 5 6 7 8 9", "u:1: names has more values than 8" },
	{ "names = a/b",
	    "u:1: a name is one part of a path, and not . or .." },
	{ "names = .", "u:1: a name is one part of a path, and not . or .." },
	{ "names = a ..",
	    "u:1: a name is one part of a path, and not . or .." },
	{ "names = \"\"",
	    "u:1: a name is one part of a path, and not . or .." },
	{ "managers = poetry rye",
	    "u:1: no manager is called rye: there are uv, poetry, pipenv, pyenv, "
	    "virtualenvwrapper, hatch, pdm, pixi, conda" },
	{ "markers = /etc/passwd",
	    "u:1: a name is one part of a path, and not . or .." },
	{ "names = \"a", "u:1: a quote is not closed" },
	{ "names = a\"b\"", "u:1: a quote inside of a word" },
	{ "names = \"a\"b", "u:1: a quote inside of a word" },
	{ "ceiling = mnt",
	    "u:1: a directory is absolute, or begins with ~/" },
	{ "ceiling = ~root",
	    "u:1: a directory is absolute, or begins with ~/" },
	{ "ceiling = /a/../b", "u:1: a directory holds no . and no .." },
	{ "ceiling = ~/.", "u:1: a directory holds no . and no .." },
	{ "python = 3.12 3.11", "u:1: python has more values than 1" },
	{ "python = >=x",
	    "u:1: >=x is not a version, a name or a path" },
	{ "python = \" \"", "u:1:   is not a version, a name or a path" },
	{ "names = a\033b", "u:1: a control character" },
	{ "names = a\rb", "u:1: a control character" },
	{ "names = a\177", "u:1: a control character" },
	{ "a\001b = 1", "u:1: a control character" },
	{ "[w]", "u:1: a directory is absolute, or begins with ~/" },
	{ "[]", "u:1: a directory is absolute, or begins with ~/" },
	{ "[/w", "u:1: a section is [DIRECTORY]" },
	{ "[/w] x", "u:1: a section is [DIRECTORY]" },
	{ "[/a/./b]", "u:1: a directory holds no . and no .." },
	{ "pip = no\ntrust = ask\npip = yes",
	    "u:3: pip is set on line 1 already" },
	/* not only in the section that holds */
	{ "[/elsewhere]\ntrust = maybe",
	    "u:2: trust is ask or owner, not maybe" },
	{ "[/elsewhere]\nfoo = maybe", "u:2: unknown key foo" },
	{ "[/elsewhere]\npip = no\npip = no",
	    "u:3: pip is set on line 2 already" },
};

/* The user's file over the system's, whatever the depth. */
static void
check_files(struct arena *a)
{
	is_str(in_force(a, "trust = owner", "", "/w", "trust"), "owner s:1",
	    "what the system says holds where the user says nothing");
	is_str(in_force(a, "trust = owner", "trust = ask", "/w", "trust"),
	    "ask u:1", "the user wins over the system");
	is_str(in_force(a, "[/w]\ntrust = owner", "trust = ask", "/w",
	    "trust"), "ask u:1",
	    "the user wins over a section of the system");
	is_str(in_force(a, "trust = owner", "[/w]\ntrust = ask", "/x",
	    "trust"), "owner s:1",
	    "a section of the user that does not hold leaves the system's");
	is_str(in_force(a, "trust = owner", "pip = no", "/w", "trust"),
	    "owner s:1", "each key is by itself");
	is_str(in_force(a, "trust = x", "", "/w", "trust"),
	    "s:1: trust is ask or owner, not x",
	    "an error names the file it is in");
}

/* All sections are kept, newest first, by both their paths. */
static void
check_sections(struct arena *a)
{
	struct settings s = settings_default;
	struct settings_error e;
	const struct section *at;

	ok(add(a, &s, "s", STR("[/w]\n"), "/h", "/x", &e) &&
	    add(a, &s, "u", STR("[~/a]\n[/w]\n"), "/h", "/x", &e),
	    "sections of two files");
	at = s.sections;
	is_str(at->dir, "/w", "the user's last section comes first");
	at = at->next;
	is_str(at->dir, "/h/a", "the user's first section comes next");
	is_str(at->real, "/h/a", "the user's first section is no link");
	at = at->next;
	is_str(at->dir, "/w", "the system's section comes last");
	ok(at->next == NULL, "no more sections are listed");
	s = settings_default;
	ok(add(a, &s, "u", STR("[~/a]\n"), NULL, "/x", &e) &&
	    s.sections == NULL, "a section that is nowhere is none");
}

static void
check_no_home(struct arena *a)
{
	struct settings s = settings_default;
	struct settings_error e;
	const char *text = "ceiling = ~/a /b\n[~]\ntrust = owner\n"
	    "[~/x]\npip = maybe\n";

	ok(!add(a, &s, "u", str_from(text), NULL, "/x", &e),
	    "without a home a section of ~ is read for errors");
	is_str(e.subject, "u:5", "the error without a home has its line");
	text = "ceiling = ~/a /b\n[~]\ntrust = owner\n";
	ok(add(a, &s, "u", str_from(text), NULL, "/x", &e),
	    "without a home ~ is no error");
	is_str(shown(a, &s, "ceiling"), "/b u:1",
	    "without a home a ceiling of ~ is left out");
	is_str(shown(a, &s, "trust"), "ask default",
	    "without a home a section of ~ holds nowhere");
	s = settings_default;
	ok(add(a, &s, "u", str_from(text), "h", "/h", &e),
	    "a relative home is read");
	is_str(shown(a, &s, "trust"), "ask default",
	    "a relative home is none");
}

static void
check_whole(struct arena *a)
{
	struct settings s = settings_default;
	struct settings_error e;

	ok(!add(a, &s, "u", STR("trust = owner\nfoo = 1\n"), "/h",
	    "/w", &e), "a file with an error is refused");
	is_int(s.trust, TRUST_ASK, "nothing of a refused file is in force");
	ok(add(a, &s, "u", (struct str){ "pip = no\n\0", 9 }, "/h",
	    "/w", &e), "a text ends where its length says");
	ok(!add(a, &s, "u", (struct str){ "names = a\0b\n", 12 },
	    "/h", "/w", &e), "a NUL is refused");
}

static void
check_fields(struct arena *a)
{
	struct settings s = settings_default;
	struct settings_error e;

	ok(s.python == NULL && s.trust == TRUST_ASK && s.create ==
	    CREATE_NEVER && s.pip == 1 && s.link_mode == LINK_COPY &&
	    s.creator == CREATOR_VENVHOOK && s.prompt == 1 &&
	    s.messages == MESSAGES_NOTICES && s.names.n == 2 &&
	    s.ceiling.n == 0, "the fields hold what the defaults say");
	ok(add(a, &s, "u", STR("trust = owner\ncreate = hint\n"
	    "pip = no\nlink-mode = hardlink\ncreator = virtualenv\n"
	    "prompt = no\nmessages = all\npython = 3.9\n"), "/h", "/w", &e),
	    "a file that sets all choices is good");
	ok(s.trust == TRUST_OWNER && s.create == CREATE_HINT && s.pip == 0 &&
	    s.link_mode == LINK_HARDLINK && s.creator == CREATOR_VIRTUALENV &&
	    s.prompt == 0 && s.messages == MESSAGES_ALL,
	    "the fields hold what the file says");
	is_str(s.python, "3.9", "the text holds what the file says");
}

/* What `config` prints can be put into a file. */
static void
check_round(struct arena *a)
{
	struct settings s = settings_default, t = s;
	struct settings_error e = { "", "", NULL };
	struct buf b = buf_in(a);

	add(a, &s, "u", STR("names = \"a b\" \"#c\"\nceiling = /x\n"
	    "python = \"p q\"\ncreate = auto\n"), "/h", "/w", &e);
	for (int row = 0; row < SETTINGS; row++)
		buf_texts(&b, setting_table[row].key, " = ",
		    setting_value(a, &s, row), "\n", NULL);
	ok(add(a, &t, "s", buf_view(&b), "/h", "/w", &e),
	    "what is shown is understood%s%s", e.subject, e.reason);
	for (int row = 0; row < SETTINGS; row++)
		is_str(setting_value(a, &t, row), setting_value(a, &s, row),
		    "%s is shown as it is read", setting_table[row].key);
}

static void
test_owners(struct arena *a)
{
	is_str(in_force(a, "owners = sw 70 \"a b\"\n", "", "/w", "owners"),
	    "sw 70 \"a b\" s:1", "owners of the system's file are read");
	is_str(in_force(a, "[/w]\nowners = sw\n", "", "/w", "owners"),
	    "s:2: owners holds everywhere: it stands above all sections",
	    "owners in a section are an error");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		is_str(in_force(&a, "", "", "/w", defaults[i].key),
		    defaults[i].want, "the default of %s", defaults[i].key);
	is_int(sizeof(defaults) / sizeof(defaults[0]), SETTINGS,
	    "the default of every key is tested");
	test_owners(&a);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		is_str(in_force(&a, "", values[i].text, "/w", values[i].key),
		    values[i].want, "%s is read", values[i].title);
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		is_str(in_force(&a, "", sections[i].text, sections[i].dir,
		    "trust"), sections[i].want, "section: %s",
		    sections[i].title);
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		is_str(in_force(&a, "", errors[i].text, "/w", "trust"),
		    errors[i].want, "'%s' is an error", errors[i].text);
	check_files(&a);
	check_sections(&a);
	check_no_home(&a);
	check_whole(&a);
	check_fields(&a);
	check_round(&a);
	return done_testing();
}
