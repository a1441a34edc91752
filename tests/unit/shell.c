#include "config.h"

#include "core/shell/shell.h"

#include <string.h>

#include "base/buf.h"
#include "core/manager/manager.h"
#include "core/shell/diff.h"
#include "core/shell/variables.h"
#include "core/shell/watch.h"
#include "core/text/sha256.h"
#include "fresh.h"
#include "tap.h"

#define CHANGE(n, v) { .name = (n), .value = (v) }
#define CHANGES(count, ...) { .list = { __VA_ARGS__ }, .n = (count) }

/* As bash and zsh, fish, and PowerShell read it. */
static const struct { const char *text, *posix, *fish, *pwsh; } quotes[] = {
	{ "", "''", "''", "''" },
	{ "/a b", "'/a b'", "'/a b'", "'/a b'" },
	{ "it's", "'it'\\''s'", "'it\\'s'", "'it''s'" },
	{ "'", "''\\'''", "'\\''", "''''" },
	{ "''", "''\\'''\\'''", "'\\'\\''", "''''''" },
	{ "\\", "'\\'", "'\\\\'", "'\\'" },
	{ "\\'", "'\\'\\'''", "'\\\\\\''", "'\\'''" },
	{ "a\\n", "'a\\n'", "'a\\\\n'", "'a\\n'" },
	{ "$(id)`id`", "'$(id)`id`'", "'$(id)`id`'", "'$(id)`id`'" },
	{ "!x \"y\"", "'!x \"y\"'", "'!x \"y\"'", "'!x \"y\"'" },
	{ "a\nb\n", "'a\nb\n'", "'a'\\n'b'\\n''", "'a\nb\n'" },
	{ "-n", "'-n'", "-n", "'-n'" },
	{ "/a-b_1.c", "'/a-b_1.c'", "/a-b_1.c", "'/a-b_1.c'" },
	{ "~a", "'~a'", "'~a'", "'~a'" },
	{ "\xff\xc3", "'\xff\xc3'", "'\xff\xc3'", "'\xff\xc3'" },
	{ "\xe2\x80\x98", "'\xe2\x80\x98'", "'\xe2\x80\x98'",
	    "'\xe2\x80\x98\xe2\x80\x98'" },
	{ "\xe2\x80\x99", "'\xe2\x80\x99'", "'\xe2\x80\x99'",
	    "'\xe2\x80\x99\xe2\x80\x99'" },
	{ "\xe2\x80\x9a", "'\xe2\x80\x9a'", "'\xe2\x80\x9a'",
	    "'\xe2\x80\x9a\xe2\x80\x9a'" },
	{ "\xe2\x80\x9b", "'\xe2\x80\x9b'", "'\xe2\x80\x9b'",
	    "'\xe2\x80\x9b\xe2\x80\x9b'" },
	{ "\xe2\x80\x9c", "'\xe2\x80\x9c'", "'\xe2\x80\x9c'",
	    "'\xe2\x80\x9c'" },
	{ "\xe2\x80'", "'\xe2\x80'\\'''", "'\xe2\x80\\''",
	    "'\xe2\x80'''" },
};

static const struct {
	const char *shell, *set, *unset, *assign;
} statements[] = {
	{ "bash", "\\builtin \\export PATH='a'\\''b'\n",
	    "\\builtin \\unset PATH PATH\n",
	    "__venvhook_env='a'\\''b'\n" },
	{ "zsh", "\\builtin \\export PATH='a'\\''b'\n",
	    "\\builtin \\unset PATH\n", "__venvhook_env='a'\\''b'\n" },
	{ "ksh", "\\export PATH='a'\\''b'\n", "\\unset PATH\n",
	    "__venvhook_env='a'\\''b'\n" },
	{ "sh", "\\export PATH='a'\\''b'\n", "\\unset PATH\n", NULL },
	{ "fish", "builtin set -gx PATH 'a\\'b';\n",
	    "builtin set -e PATH;\n",
	    "builtin set -g __venvhook_env 'a\\'b';\n" },
	{ "elvish", "set E:PATH = \"a'b\"\n", "unset-env PATH\n",
	    "set env = \"a'b\"\n" },
	{ "tcsh", "setenv PATH $'a\\047b';\n", "unsetenv PATH;\n",
	    "set __venvhook_env = $'a\\047b';\n" },
	{ "pwsh", "$env:PATH = 'a''b'\n", "$env:PATH = $null\n",
	    "$global:__venvhook_env = 'a''b'\n" },
};

static const struct shell *
row(const char *name)
{
	const struct shell *shell = shell_find(name);

	if (shell == NULL)
		bail("there is no shell %s", name);
	return shell;
}

static const char *
quoted(struct arena *a, const char *shell, const char *text)
{
	struct buf b = buf_in(a);

	row(shell)->quote(&b, text);
	return buf_string(&b);
}

static void
test_quotes(struct arena *a)
{
	for (size_t i = 0; i < ROWS(quotes); i++) {
		const char *text = quotes[i].text;

		is_str(quoted(a, "bash", text), quotes[i].posix,
		    "bash quotes row %zu", i);
		is_str(quoted(a, "zsh", text), quotes[i].posix,
		    "zsh quotes row %zu", i);
		is_str(quoted(a, "fish", text), quotes[i].fish,
		    "fish quotes row %zu", i);
		is_str(quoted(a, "pwsh", text), quotes[i].pwsh,
		    "pwsh quotes row %zu", i);
	}
}

/* These have a word without quotes where it needs none. */
static bool
is_bare(const struct shell *shell)
{
	return shell == row("fish") || shell == row("ksh") ||
	    shell == row("mksh") || shell == row("yash");
}

/* These write what means anything by its number; the real ones read it. */
static bool
escapes(const struct shell *shell)
{
	return strcmp(shell->name, "tcsh") == 0 ||
	    strcmp(shell->name, "elvish") == 0;
}

static void
test_escapes(struct arena *a)
{
	is_str(quoted(a, "tcsh", ""), "$''", "tcsh quotes nothing");
	is_str(quoted(a, "tcsh", "/a-b_c.9"), "/a-b_c.9",
	    "tcsh needs no quotes where nothing means anything");
	is_str(quoted(a, "tcsh", "a b'!\n\001\177\\"),
	    "$'a\\040b\\047\\041\\012\\001\\177\\134'",
	    "tcsh has each byte that means anything by its number");
	is_str(quoted(a, "tcsh", "\xc3\xa9\xff"), "$'\xc3\xa9\xff'",
	    "tcsh has the others as they are");
	is_str(quoted(a, "elvish", ""), "\"\"", "elvish quotes nothing");
	is_str(quoted(a, "elvish", "a'\"\\$\n\177\xc3\xff"),
	    "\"a'\\\"\\\\$\\x0a\\x7f\\xc3\\xff\"",
	    "elvish has by its number what is not plain");
}

/* Each byte is itself, but for those that have a row above. */
static void
test_bytes(struct arena *a)
{
	for (unsigned c = 1; c < 256; c++) {
		char text[] = { (char)c, '\0' };
		char want[] = { '\'', (char)c, '\'', '\0' };
		bool plain = str_is_alnum((char)c) ||
		    strchr("/._-:=", (int)c) != NULL;

		if (c == '\'' || c == '\\' || c == '\n')
			continue;
		for (size_t i = 0; shells[i] != NULL; i++)
			if (shells[i]->data == NULL && !escapes(shells[i]))
				is_str(quoted(a, shells[i]->name, text),
				    plain && is_bare(shells[i]) ? text : want,
				    "%s quotes the byte %02x", shells[i]->name,
				    c);
	}
}

static void
test_statements(struct arena *a)
{
	for (size_t i = 0; i < ROWS(statements); i++) {
		const struct shell *shell = row(statements[i].shell);
		struct buf set = buf_in(a), unset = buf_in(a);
		struct buf assign = buf_in(a);

		shell_change(shell, &set, "PATH", "a'b");
		shell_change(shell, &unset, "PATH", NULL);
		if (statements[i].assign != NULL)
			shell_assign(shell, &assign, "__venvhook_env", "a'b");
		is_str(buf_string(&set), statements[i].set,
		    "%s sets a variable", shell->name);
		is_str(buf_string(&unset), statements[i].unset,
		    "%s unsets one", shell->name);
		is_str(buf_string(&assign), statements[i].assign == NULL ?
		    "" : statements[i].assign, "%s sets one of the hook's", shell->name);
	}
}

static void
print(struct buf *b, const char *shell, const struct outcome *out,
    const struct watch *watch)
{
	shell_print(row(shell), b, &(struct answer){ .out = out,
	    .watch = watch, .notices = watch == NULL ? NULL : "key" });
}

#define SETTLE "[[ ${__venvhook_settled-new} == " \
	"\"$__venvhook_entry:$__venvhook_name\" ]] || __venvhook_settle\n"

static void
test_print(struct arena *a)
{
	struct watch watch = { .reference = "/s/generation.1" };
	struct outcome out = { .env = "/e", .entry = "/e/bin", .name = "n",
	    .changes = CHANGES(2, CHANGE("VIRTUAL_ENV", "/e"),
	    CHANGE("PYTHONHOME", NULL)),
	    .undo = CHANGES(1, CHANGE("VIRTUAL_ENV", NULL)) };
	struct outcome none = { .name = "" }, session = out;
	struct buf b = buf_in(a), all = buf_in(a), off = buf_in(a);
	struct buf fish = buf_in(a), told = buf_in(a), zsh = buf_in(a);
	struct buf leaves = buf_in(a), stays = buf_in(a);

	watch_add(a, &watch, WATCH_THERE, "/s/generation.1");
	watch_add(a, &watch, WATCH_THERE, "/p/.venv");
	watch_add(a, &watch, WATCH_ABSENT, "/p/it's");
	watch_add(a, &watch, WATCH_NOT_NEWER, "/c");
	print(&b, "bash", &out, NULL);
	is_str(buf_string(&b), "\\builtin \\export VIRTUAL_ENV='/e'\n"
	    "\\builtin \\unset PYTHONHOME PYTHONHOME\n",
	    "without a watch, the changes are all that is printed");
	print(&all, "bash", &out, &watch);
	is_str(buf_string(&all), "\\builtin \\export VIRTUAL_ENV='/e'\n"
	    "\\builtin \\unset PYTHONHOME PYTHONHOME\n"
	    "__venvhook_env='/e'\n__venvhook_entry='/e/bin'\n"
	    "__venvhook_name='n'\n__venvhook_notices='key'\n"
	    "__venvhook_undo() {\n\\builtin \\unset VIRTUAL_ENV "
	    "VIRTUAL_ENV\n}\n__venvhook_then=\n"
	    "__venvhook_watch() { [[ -n x && -e '/s/generation.1' && "
	    "-e '/p/.venv' && ! -e '/p/it'\\''s' && "
	    "! '/c' -nt '/s/generation.1' ]]; }\n"
	    "__venvhook_top=''\n" SETTLE
	    "! \\builtin declare -f +i venvhook_activated || "
	    "__venvhook_telling=yes __venvhook_tell "
	    "venvhook_activated '/e'\n",
	    "with one, all that the hook wants to know");
	print(&fish, "fish", &out, &watch);
	is_str(buf_string(&fish), "builtin set -gx VIRTUAL_ENV /e; "
	    "builtin set -e PYTHONHOME; "
	    "builtin set -e __venvhook_unsure __venvhook_before; "
	    "builtin set -g __venvhook_on /e /e/bin n "
	    "'builtin set -e VIRTUAL_ENV;'; "
	    "builtin set -g __venvhook_notices key; "
	    "function __venvhook_holds; not builtin test "
	    "\"$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|$VIRTUAL_ENV_PROMPT|"
	    "$VENVHOOK_DISABLE$__venvhook_unsure\" != \"$__venvhook_seen\" "
	    "-o ! -e /p/.venv -o -e '/p/it\\'s' "
	    "-o /c $__venvhook_newer /s/generation.1 $argv; end; "
	    "builtin set -g __venvhook_pattern '(?!)'; "
	    "__venvhook_rests; builtin functions -q venvhook_activated; "
	    "and begin; builtin set -lx __venvhook_telling yes; "
	    "venvhook_activated /e; end; #\n",
	    "fish has it in a line of its own");
	session.ends = true;
	session.without = "/usr/bin";
	print(&leaves, "fish", &session, &watch);
	ok(strstr(buf_string(&leaves), " 0:/e/bin;") != NULL,
	    "fish is told what has left PATH once the shell leaves");
	session.ends = false;
	print(&stays, "fish", &session, &watch);
	ok(strstr(buf_string(&stays), " 0:/e/bin") == NULL,
	    "fish is not told of an env that stays on");
	watch_add(a, &watch, WATCH_THERE, "/c");
	watch.tests[0].path = watch.reference;
	row("bash")->watch(&told, &watch);
	is_str(buf_string(&told), "__venvhook_watch() { [[ -n x && "
	    "-e '/p/.venv' && ! -e '/p/it'\\''s' && "
	    "! '/c' -nt '/s/generation.1' && -e '/c' ]]; }\n",
	    "what is there and not newer than the reference tells of that");
	row("zsh")->watch(&zsh, &watch);
	is_int(str_find(buf_view(&zsh), STR("-e /s/generation.1")) != NULL,
	    true, "zsh has no look at the reference");
	print(&off, "bash", &none, &(struct watch){ .n = 0 });
	is_str(buf_string(&off), "__venvhook_env=''\n__venvhook_entry=''\n"
	    "__venvhook_name=''\n__venvhook_notices='key'\n"
	    "__venvhook_watch() { [[ -n x ]]; }\n__venvhook_top=''\n" SETTLE,
	    "with nothing on there is nothing to undo");
}

/* As a hook has it that has said what PATH is. */
static void
path_is(struct arena *a, const char *now, const char *then, const char *want)
{
	struct outcome out = { .name = "",
	    .changes = CHANGES(1, CHANGE("PATH", then)) };
	struct watch watch = { .n = 0 };
	struct buf b = buf_in(a);
	struct str text, line;

	out.changes.list[0].exported = true;
	shell_print(row("bash"), &b, &(struct answer){ .out = &out,
	    .watch = &watch, .path = now });
	text = buf_view(&b);
	str_cut(&text, '\n', &line);
	is_str(str_copy(a, line), want, "from %s to %s", now == NULL ?
	    "what is not known" : now, then);
}

static void
test_front(struct arena *a)
{
	path_is(a, "/bin:/b", "/e/bin:/bin:/b", "PATH='/e/bin':$PATH");
	path_is(a, "/bin", "/it's:/a:/bin", "PATH='/it'\\''s:/a':$PATH");
	path_is(a, "/e/bin:/bin:/b", "/bin:/b", "PATH=${PATH#*:}");
	path_is(a, ":/bin", "/bin", "PATH=${PATH#*:}");
	path_is(a, "/a:/b:/bin", "/bin", "PATH='/bin'");
	path_is(a, "/bin", "/bin:/bin", "PATH='/bin':$PATH");
	path_is(a, "/bin", "/e/bin/bin", "PATH='/e/bin/bin'");
	path_is(a, "/bin", "/bin", "PATH='/bin'");
	path_is(a, "/bin:", "", "PATH=${PATH#*:}");
	path_is(a, "/bin", "", "PATH=''");
	path_is(a, NULL, "/e/bin:/bin", "PATH='/e/bin:/bin'");
}

static void
test_path(struct arena *a)
{
	struct buf b = buf_in(a), json = buf_in(a);
	struct outcome out = { .name = "",
	    .changes = CHANGES(2, CHANGE("PATH", ""),
	    CHANGE("PYTHONHOME", NULL)) };

	print(&b, "fish", &out, NULL);
	is_str(buf_string(&b), "builtin set -gx PATH ;\n"
	    "builtin set -e PYTHONHOME;\n",
	    "an empty PATH is a list of nothing to fish");
	print(&json, "json", &out, NULL);
	is_str(buf_string(&json),
	    "{\n  \"PATH\": \"\",\n  \"PYTHONHOME\": null\n}\n",
	    "json is an object of names and values");
}

/* As nushell and xonsh read it. */
static void
test_data_quotes(struct arena *a)
{
	const char *odd = "/a b\"\\'$(x)\n\x7f\xc3\xa9\xe2\x80\x8b";

	is_str(quoted(a, "nu", odd), "\"/a b\\\"\\\\'$(x)\\u{00000a}\\u{00007f}"
	    "\xc3\xa9\\u{00200b}\"",
	    "nu quotes what means something, and shows what is unseen");
	is_str(quoted(a, "nu", "\xf3\xa0\x80\x81"), "\"\\u{0e0001}\"",
	    "nu is told a character beyond the first plane whole");
	is_str(quoted(a, "xonsh", odd), "\"/a b\\\"\\\\'$(x)\\x0a\\x7f"
	    "\\udcc3\\udca9\\udce2\\udc80\\udc8b\"",
	    "xonsh is given ASCII");
	is_str(quoted(a, "xonsh", "\xff\x80"), "\"\\udcff\\udc80\"",
	    "xonsh is given a surrogate for any other byte");
}

/*
 * A shell that runs has the hook of before.  If its answers are others now, and
 * that hook cannot read them, then the number rises; then the sum is the new one.
 */
static const struct { const char *shell, *protocol, *sum; } forms[] = {
	{ "nu", NULL, "b6cab33554fc45c7" },
	{ "xonsh", NULL, "b4cae45f6094c0dc" },
	{ "tcsh", NULL, "508467014f2fbad8" },
	{ "elvish", "2", "5ef9ce4688096d4b" },
	{ "pwsh", NULL, "48d08d17fd6c12dc" },
};

static void
test_forms(struct arena *a)
{
	struct watch watch = { .reference = "/s/g" };
	const struct outcome on = { .env = "/e", .entry = "/e/bin",
	    .name = "n", .prefix = "(n) ", .without = "/b", .left = "",
	    .changes = CHANGES(2, CHANGE("PATH", "/e/bin:/b"),
	    CHANGE("PYTHONHOME", NULL)),
	    .undo = CHANGES(1, CHANGE("VIRTUAL_ENV", NULL)) };
	const struct outcome off = { .name = "", .was = "/e",
	    .changes = CHANGES(1, CHANGE("VIRTUAL_ENV", NULL)) };

	watch_add(a, &watch, WATCH_THERE, "/t");
	watch_add(a, &watch, WATCH_NO_LINK, "/n");
	watch_add_same(a, &watch, "/l", "/r");
	for (size_t i = 0; i < ROWS(forms); i++) {
		const struct shell *shell = row(forms[i].shell);
		struct buf b = buf_in(a), sum = buf_in(a);

		print(&b, shell->name, &on, &watch);
		print(&b, shell->name, &off, &watch);
		sha256_hex(&sum, buf_view(&b), 16);
		is_str(buf_string(&sum), forms[i].sum,
		    "the form of an answer in %s", shell->name);
		is_str(text_or_empty(shell->protocol),
		    text_or_empty(forms[i].protocol), "has its number");
	}
}

static void
test_data(struct arena *a)
{
	struct watch watch = { .reference = "/s/g" };
	struct outcome out = { .env = "/e", .entry = "/e/bin", .name = "n",
	    .changes = CHANGES(2, CHANGE("PATH", "/e/bin::/b"),
	    CHANGE("PYTHONHOME", NULL)),
	    .undo = CHANGES(1, CHANGE("VIRTUAL_ENV", NULL)) };
	const char *all = "{\n  \"set\": {\n    \"PATH\": [\n"
	    "      \"/e/bin\",\n      \"\",\n      \"/b\"\n    ]\n  },\n"
	    "  \"unset\": [\n    \"PYTHONHOME\"\n  ],\n"
	    "  \"state\": {\n"
	    "    \"env\": \"/e\",\n    \"entry\": \"/e/bin\",\n"
	    "    \"name\": \"n\",\n    \"left\": \"\",\n"
	    "    \"notices\": \"\",\n    \"undo\": {\n      \"set\": {},\n"
	    "      \"unset\": [\n        \"VIRTUAL_ENV\"\n      ]\n"
	    "    }\n  }\n}\n";
	struct buf bare = buf_in(a), nu = buf_in(a), xonsh = buf_in(a);

	watch_add(a, &watch, WATCH_ABSENT, "/a");
	watch_add(a, &watch, WATCH_THERE, "/t");
	watch_add(a, &watch, WATCH_ABSENT, "/\xff");
	watch_add(a, &watch, WATCH_FREE, "/\xff");
	watch_add(a, &watch, WATCH_NO_LINK, "/n");
	watch_add_same(a, &watch, "/l", "/r");
	print(&bare, "nu", &out, NULL);
	is_str(buf_string(&bare), all,
	    "data is all but the watch where none is asked for");
	print(&xonsh, "xonsh", &out, &watch);
	watch_utf8(&watch);
	print(&nu, "nu", &out, &watch);
	is_str(buf_string(&nu), "{\"set\":{\"PATH\":[\"/e/bin\",\"\",\"/b\"]},"
	    "\"unset\":[\"PYTHONHOME\"],\"state\":{\"env\":\"/e\","
	    "\"entry\":\"/e/bin\",\"name\":\"n\",\"left\":\"\","
	    "\"notices\":\"key\",\"undo\":{\"set\":{},"
	    "\"unset\":[\"VIRTUAL_ENV\"]},\"watch\":{"
	    "\"names\":[\"/t\",\"/a\"],\"are\":[true,false],\"free\":[],"
	    "\"no_link\":[[\"/n\"]],\"same\":[[\"/l\",\"/r\"]],"
	    "\"not_newer\":[],\"reference\":\"/s/g\"}}}\n",
	    "nu is not told of what it cannot name");
	ok(strstr(buf_string(&xonsh), "\"free\":[\"/\\udcff\"]")
	    != NULL, "xonsh is told of it by a surrogate");
	ok(strstr(buf_string(&xonsh), ",\"region\":null}\n") != NULL,
	    "xonsh is told that it holds nowhere else");
}

/* PowerShell: lines of words. */
static void
test_lines(struct arena *a)
{
	static const char *const names[] = { ".venv", "venv" };
	struct watch watch = { .reference = "/s/g", .region = { .top = "/h",
	    .base = "/h/a\\b", .levels = 2, .names = { names, 2 } } };
	struct outcome out = { .env = "/e\t\n", .entry = "/e/bin", .name = "n",
	    .changes = CHANGES(2, CHANGE("PATH", "/e/bin:="),
	    CHANGE("PYTHONHOME", NULL)),
	    .undo = CHANGES(1, CHANGE("VIRTUAL_ENV", NULL)) };
	struct buf bare = buf_in(a), all = buf_in(a);

	watch_add(a, &watch, WATCH_NO_LINK, "/p/.venv");
	watch_add_same(a, &watch, "/l", "/r");
	watch_add(a, &watch, WATCH_THERE, "/c");
	watch_add(a, &watch, WATCH_NOT_NEWER, "/c");
	print(&bare, "pwsh", &out, NULL);
	is_str(buf_string(&bare), "$env:PATH = '/e/bin:='\n"
	    "$env:PYTHONHOME = $null\n",
	    "pwsh gets statements where it is not the hook that asks");
	print(&all, "pwsh", &out, &watch);
	is_str(buf_string(&all), "kept\nchange\tPATH=/e/bin:=\tPYTHONHOME\n"
	    "env\t/e\\t\\n\nentry\t/e/bin\nprefix\t(n) \nnotices\tkey\n"
	    "go\t\nundo\tVIRTUAL_ENV\nthere\t/r\nabsent\nfree\n"
	    "no_link\t/p/.venv\nsame\t/l\t/r\nnot_newer\t/c\n"
	    "reference\t/s/g\nregion\t"
	    "^/h/(?:a\\\\\\\\b/)?(?:([^/]+)/){0,2}$\nhome\t\n"
	    "names\t.venv\tvenv\n",
	    "and lines of words where it does");
}

/* What `init` and `help` say of it: all of it, or why there is none. */
static void
test_rows(struct arena *a)
{
	for (size_t i = 0; shells[i] != NULL; i++) {
		const struct shell *s = shells[i];

		ok(shell_find(s->name) == s, "%s is found", s->name);
		ok((s->hook == NULL) == (s->hookless != NULL &&
		    s->instead != NULL), "%s has a hook, or a reason",
		    s->name);
		ok(s->hook == NULL || (s->rc.dir != NULL &&
		    s->rc.file != NULL && (s->completion == NULL) ==
		    (s->incomplete != NULL)),
		    "%s has all that belongs to a hook", s->name);
		ok((s->variable == NULL) == (s->pattern == NULL),
		    "%s is told by a variable and its value", s->name);
	}
	is_str(shell_names(a, true), "bash, zsh, fish, pwsh, nu, xonsh, tcsh, "
	    "elvish, ksh, mksh, yash",
	    "there are hooks for these");
}

static const struct {
	const char *shell, *watch;
} guards[] = {
	{ "bash", "__venvhook_watch() { [[ -n x && ! -L '/p/.venv' && "
	    "'/l' -ef '/it'\\''s' && ! '/c' -nt '/s/g' && "
	    "! -L '/n' && ! -e '/n' ]]; }\n" },
	{ "elvish", "set look~ = {\nset saw = [\n"
	    "?(path:eval-symlinks \1.venv\1\"/\\x00\")[reason]\n"
	    "?(path:eval-symlinks \1/l\1\"/\\x00\")[reason]\n"
	    "?(path:eval-symlinks \1/n\1\"/\\x00\")[reason]\n]\n}\n" },
};

static void
test_guards(struct arena *a)
{
	struct watch watch = { .reference = "/s/g", .here = "/p" };

	watch_add(a, &watch, WATCH_NO_LINK, "/p/.venv");
	watch_add_same(a, &watch, "/l", "/it's");
	watch_add(a, &watch, WATCH_NOT_NEWER, "/c");
	watch_add(a, &watch, WATCH_FREE, "/n");
	for (size_t i = 0; i < ROWS(guards); i++) {
		struct buf b = buf_in(a);

		row(guards[i].shell)->watch(&b, &watch);
		is_str(buf_string(&b), guards[i].watch,
		    "%s tests names, and where links lead", guards[i].shell);
	}
}

/* From /h/u/pro in elvish; a directory that begins the same is another. */
static const struct {
	const char *path, *way;
} ways[] = {
	{ "/h/u/pro/.venv", ".venv" },
	{ "/h/u/pro", "." },
	{ "/h/u/project/x", "../project/x" },
	{ "/h/.config", "../../.config" },
	{ "/h", "../../." },
	{ "/hu/x", "/hu/x" },
	{ "/etc/x", "/etc/x" },
};

/* tcsh reads all letters of a test each time. */
static void
test_rest(struct arena *a)
{
	struct watch watch = { .here = "/h/u/pro", .top = STR("/h"),
	    .reference = "/s/r" };
	struct buf b = buf_in(a), quoted_rest = buf_in(a);

	watch_add(a, &watch, WATCH_THERE, "/h/u/pro/e/c");
	watch_add(a, &watch, WATCH_NOT_NEWER, "/h/u/pro/e/c");
	watch_add(a, &watch, WATCH_FREE, "/h/u/v");
	watch_add(a, &watch, WATCH_NO_LINK, "/h/u/pro/e");
	watch_add(a, &watch, WATCH_ABSENT, "/c");
	watch_add(a, &watch, WATCH_THERE, "/s/r");
	row("tcsh")->quote(&quoted_rest, " != \"${__venvhook_seen:q}\" || ( 1"
	    " && -e /h/u/pro/e/c && -M e/c <= -M /s/r && ! -Le ../v"
	    " && ! -l e && ! -e /c ) == 0 )");
	row("tcsh")->watch(&b, &watch);
	is_str(buf_string(&b), text_join(a, "set __venvhook_rest = ",
	    buf_string(&quoted_rest), ";\n", NULL),
	    "tcsh calls it from where it is, but what must be there by its name");
}

static void
test_ways(struct arena *a)
{
	struct watch twice = { .n = 0 };
	struct buf one = buf_in(a);

	for (size_t i = 0; i < ROWS(ways); i++) {
		struct watch watch = { .here = "/h/u/pro",
		    .top = STR("/h") };
		struct buf b = buf_in(a);

		watch_add(a, &watch, WATCH_THERE, ways[i].path);
		row("elvish")->watch(&b, &watch);
		is_str(buf_string(&b), text_join(a, "set look~ = {\n"
		    "set saw = [\n?(fail y < \1", ways[i].way,
		    "/.\1)[reason]\n]\n}\n", NULL),
		    "elvish calls it from where it is: %s", ways[i].path);
	}
	test_rest(a);
	watch_add(a, &twice, WATCH_THERE, "/p");
	watch_add(a, &twice, WATCH_NO_LINK, "/p");
	watch_add(a, &twice, WATCH_ABSENT, "/q");
	watch_add(a, &twice, WATCH_ABSENT, "/q");
	row("elvish")->watch(&one, &twice);
	is_str(buf_string(&one), "set look~ = {\nset saw = [\n"
	    "?(path:eval-symlinks \1/p\1\"/\\x00\")[reason]\n"
	    "?(fail y < \1/q/.\1)[reason]\n]\n}\n",
	    "elvish looks once, and at where it leads rather than if it is there");
}

/* Where the hook cannot see whose the env was, the answer does. */
static void
test_adopts(struct arena *a)
{
	const struct watch watch = { .n = 0 };
	struct outcome out = { .name = "q", .env = "/q/v",
	    .entry = "/q/v/bin", .without = "/x:/y" };
	const struct answer answer = { .out = &out, .watch = &watch };
	struct buf b = buf_in(a), taken = buf_in(a);

	shell_print(row("tcsh"), &b, &answer);
	ok(strstr(buf_string(&b), "_OLD_VIRTUAL_PATH") == NULL,
	    "tcsh is not to look for an activate of what is unknown");
	ok(strstr(buf_string(&b), "setenv\\040PATH\\040\\044\\047/x\\134072/y") !=
	    NULL, "what undoes in tcsh has all of PATH");
	out.known = true;
	shell_print(row("tcsh"), &taken, &answer);
	ok(strstr(buf_string(&taken), "unset _OLD_VIRTUAL_PATH") != NULL,
	    "what an activate kept of a known one goes");
}

/* Words are told from the text around them, but for what no line can hold. */
static void
test_folds(struct arena *a)
{
	const struct watch watch = { .n = 0 };
	struct outcome out = { .name = "", .left = "a\nb" };
	const struct answer answer = { .out = &out, .watch = &watch };
	struct buf b = buf_in(a);

	changes_add(&out.changes, "PATH", "\\ \"\303\377\177$v0'");
	changes_add(&out.changes, "VIRTUAL_ENV", "");
	shell_print(row("elvish"), &b, &answer);
	is_str(str_copy(a, str_range(buf_string(&b),
	    strstr(buf_string(&b), "edit:"))),
	    "put {|v0 | set E:PATH E:VIRTUAL_ENV env entry prefix left = "
	    "$v0 \"\" \"\" \"\" \"\" \"a\\x0ab\"\t",
	    "elvish has a text without its words, that sets all at once");
	is_str(strstr(buf_string(&b), "}\n") + 2,
	    "\\ \"\303\377\177$v0'\n",
	    "elvish has each of the words on its line");
}

/* What the answer does by itself where the hook need not. */
static void
test_calls(struct arena *a)
{
	const struct watch watch = { .n = 0 };
	const struct outcome out = { .name = "q", .prefix = "(q) ",
	    .was = "/p/v", .env = "/q/v", .entry = "/q/v/bin" };
	const struct answer answer = { .out = &out, .watch = &watch,
	    .go = "/q" };
	struct buf b = buf_in(a), text = buf_in(a);

	shell_print(row("elvish"), &b, &answer);
	ok(strstr(buf_string(&b), "set env entry prefix = $v0 $v1 $v2\t") !=
	    NULL &&
	    strstr(buf_string(&b), "\n(q) \n") != NULL,
	    "elvish has all of the prefix");
	ok(strstr(buf_string(&b), "\tset undo~ = {\t"
	    "set env entry prefix = \"\" \"\" \"\"\t") != NULL,
	    "what undoes empties the state");
	is_str(strstr(buf_string(&b), "]\t}\t"), "]\t}\t"
	    "tell venvhook_deactivated~ $v4\t"
	    "tell venvhook_activated~ $v5\t"
	    "cd $v6\t}\n/q/v\n/q/v/bin\n(q) \n/q/v\n/p/v\n/q/v\n/q\n",
	    "others are called last, and then it goes");
	test_adopts(a);
	test_folds(a);
	shell_say(row("elvish"), &text, "a\nb");
	is_str(buf_string(&text), "put { print \"a\\x0ab\" }\n",
	    "what is for a person is a statement");
}

/* Two levels up, each from where the shell is. */
#define UP_TO_TWO(last) \
	"__venvhook_region() { [[ -n ${__venvhook_top-} && " \
	"$1/ == \"$__venvhook_top\"/* && -n x && $1/ != '/h/*'/* && " \
	"( $__venvhook_base == \"$1/\"* || " \
	"( -n x && ! -L $1 && -s . && ! . -ef '/h' && " \
	"! -L ./.venv && ! -e ./.venv && " \
	"( $__venvhook_base == \"${1%" last "}/\"* || " \
	"( -n x && ! -L ${1%" last "} && -s .. && ! .. -ef '/h' && " \
	"! -L ../.venv && ! -e ../.venv && " \
	"( $__venvhook_base == \"${1%" last last "}/\"* " \
	") ) ) ) ) && . -ef $1 && "

static const struct {
	const char *shell, *region;
} regions[] = {
	{ "bash", "__venvhook_region() { [[ -n ${__venvhook_top-} && "
	    "$1/ == \"$__venvhook_top\"/* && . -ef $1 && $1/ != *//* && "
	    "$1/ != */./* && $1/ != */../* && $1/ != '/h/*'/* ]] && "
	    "until [[ $__venvhook_base == \"$1/\"* ]]; do\n"
	    "[[ ${2-} != xx && ! -L $1 && -s $1 && ! $1 -ef '/h' && "
	    "! -L $1/'.venv' && ! -e $1/'.venv' ]] || \\return\n"
	    "\\builtin set -- \"${1%/*}\" \"${2-}x\"\ndone; }\n" },
	{ "zsh", "__venvhook_write '-n x && $PWD/ != '\\''/h/*'\\''/* && "
	    "( $__venvhook_base == \"$PWD/\"* || "
	    "( -n x && ! -L $PWD && -s $PWD && ! $PWD -ef '\\''/h'\\'' && "
	    "! -L $PWD/'\\''.venv'\\'' && ! -e $PWD/'\\''.venv'\\'' && "
	    "( $__venvhook_base == \"${PWD%/*}/\"* || "
	    "( -n x && ! -L ${PWD%/*} && -s ${PWD%/*} && "
	    "! ${PWD%/*} -ef '\\''/h'\\'' && "
	    "! -L ${PWD%/*}/'\\''.venv'\\'' && "
	    "! -e ${PWD%/*}/'\\''.venv'\\'' && "
	    "( $__venvhook_base == \"${PWD%/*/*}/\"* "
	    ") ) ) ) )'\n" },
	{ "ksh", UP_TO_TWO("/*([!/])") "$1/ != */@(|.|..)/* ]]; }\n" },
	{ "mksh", UP_TO_TWO("/*") "$1/ != *//* && $1/ != */./* && "
	    "$1/ != */../* && -z ${__venvhook_none-} ]]; }\n" },
	{ "fish", "builtin set -g __venvhook_pattern $__venvhook_begin"
	    "'^(?P<__venvhook_0>(?!/h/\\\\*/)/h/(?P<__venvhook_way>"
	    "it\\\\\\'s/)?)(?:(?P<__venvhook_1>[^/]+)"
	    "(?P<__venvhook_2>/[^/]+)?/)?$';\n"
	    "function __venvhook_levels; "
	    "builtin set -q __venvhook_1[1]; or return 0; "
	    "builtin test -L $PWD -o ! -s ./ "
	    "-o ./ -ef /h -o -e ./.venv -o -L ./.venv; and return 1; "
	    "builtin set -q __venvhook_2[1]; or return 0; "
	    "builtin test -L $__venvhook_0$__venvhook_1 "
	    "-o ! -s ../ -o ../ -ef /h -o -e ../.venv -o -L ../.venv; "
	    "and return 1; builtin true; end;\n" },
};

/* Statements of a kind that follow each other are one, in bash and zsh. */
static void
test_joined(struct arena *a)
{
	struct outcome out = { .name = "", .changes = CHANGES(5,
	    CHANGE("VIRTUAL_ENV", "/e"), CHANGE("VIRTUAL_ENV_PROMPT", "it's"),
	    CHANGE("PYTHONHOME", NULL), CHANGE("CONDA_PREFIX", NULL),
	    CHANGE("VENVHOOK_SESSION", "1")) };
	struct buf joined = buf_in(a), single = buf_in(a);

	print(&joined, "zsh", &out, NULL);
	is_str(buf_string(&joined), "\\builtin \\export VIRTUAL_ENV='/e' "
	    "VIRTUAL_ENV_PROMPT='it'\\''s'\n"
	    "\\builtin \\unset PYTHONHOME CONDA_PREFIX\n"
	    "\\builtin \\export VENVHOOK_SESSION='1'\n",
	    "changes of a kind are one statement");
	print(&single, "sh", &out, NULL);
	is_str(buf_string(&single), "\\export VIRTUAL_ENV='/e'\n"
	    "\\export VIRTUAL_ENV_PROMPT='it'\\''s'\n"
	    "\\unset PYTHONHOME\n\\unset CONDA_PREFIX\n"
	    "\\export VENVHOOK_SESSION='1'\n",
	    "sh has a statement for each change");
}

/* Its tests come where they are others than the hook has, or unlike all. */
static void
test_tests(struct arena *a, struct watch *watch)
{
	static const struct {
		const char *had, *title;
		bool holes, comes, kept;
	} cases[] = {
		{ NULL, "always, to a hook that keeps none", false, true,
		    false },
		{ "", "to one that has none yet", false, true, true },
		{ "2/venv//h", "in place of others", false, true, true },
		{ "2/.venv//h", "not once more", false, false, false },
		{ "2/.venv//h", "where there are holes", true, true, true },
		{ "2/.venv//h///h/*", "not where the same are", true, false,
		    false },
	};
	struct outcome none = { .name = "" };

	for (size_t i = 0; i < ROWS(cases); i++) {
		struct buf b = buf_in(a);

		watch->region.holes.n = cases[i].holes;
		shell_print(row("bash"), &b, &(struct answer){ .out = &none,
		    .watch = watch, .tests = cases[i].had });
		ok((strstr(buf_string(&b), "__venvhook_region()") != NULL) ==
		    cases[i].comes && (strstr(buf_string(&b),
		    "\n__venvhook_tests=") != NULL) == cases[i].kept &&
		    strstr(buf_string(&b), "__venvhook_base='/h/") != NULL,
		    "the tests of a region come %s", cases[i].title);
	}
}

/* What the shell may come back to is that alone which has nothing to tell. */
static void
test_back(struct arena *a, struct watch *watch)
{
	struct outcome plain = { .name = "", .plain = true };
	struct outcome off = { .name = "" }, on = { .name = "n", .env = "/e",
	    .entry = "/e/bin", .ends = true };
	struct buf b = buf_in(a), kept = buf_in(a), told = buf_in(a);
	struct buf then = buf_in(a);

	watch->region.holes.n = 0;
	shell_print(row("bash"), &b, &(struct answer){ .out = &plain,
	    .watch = watch, .tests = "2/.venv//h" });
	ok(strstr(buf_string(&b), "\n__venvhook_before=${PATH-}:"
	    "$__venvhook_tests\n__venvhook_back() {\n__venvhook_watch() {") !=
	    NULL && strstr(buf_string(&b), "\n__venvhook_top='/h'\n"
	    "__venvhook_base='/h/it'\\''s'/\n}\n__venvhook_back\n") != NULL,
	    "what holds with nothing on is there to come back to");
	shell_print(row("bash"), &kept, &(struct answer){ .out = &off,
	    .watch = watch, .tests = "2/.venv//h" });
	ok(strstr(buf_string(&kept), "__venvhook_back") == NULL,
	    "but not where there is something to remember");
	shell_print(row("bash"), &told, &(struct answer){ .out = &plain,
	    .watch = watch, .tests = "2/.venv//h", .tells = true });
	ok(strstr(buf_string(&told), "__venvhook_back") == NULL,
	    "nor where the user is to be told");
	shell_print(row("bash"), &then, &(struct answer){ .out = &on,
	    .watch = watch, .had_left = "0:/p/bin:0:/e/bin" });
	ok(strstr(buf_string(&then),
	    "\n__venvhook_then='0:/e/bin:0:/p/bin'\n") != NULL,
	    "what is on tells what will have left PATH");
}

/* Of variables all that an answer rests on, by the values behind it. */
static void
test_variables(struct arena *a, struct watch *watch)
{
	static const char *const environ[] = { "HOME=/h", "PATH=/bin",
	    "WORKON_HOME=", "PIPENV_PYTHON=it's", "VIRTUAL_ENV=/v",
	    "PYTHONHOME=/old", NULL };
	struct changes changes = { .n = 0 };
	struct region r = watch->region;
	struct buf bash = buf_in(a), zsh = buf_in(a), ksh = buf_in(a);

	r.environ = environ;
	changes_add(&changes, "VIRTUAL_ENV", "/v");
	changes_add(&changes, "PYTHONHOME", NULL);
	changes_add(&changes, "CONDA_PREFIX", "/c");
	r.vars = variables_read(a, environ, &changes, &r.nvars);
	row("bash")->region(&bash, &r);
	ok(strstr(buf_string(&bash), "${POETRY_ACTIVE-}${WORKON_HOME-}${") !=
	    NULL && strstr(buf_string(&bash),
	    " && ${CONDA_PREFIX-} == '/c' && ${HOME-} == '/h' && "
	    "${PIPENV_PYTHON-} == 'it'\\''s' ]]") !=
	    NULL, "bash looks at the variables in two ways");
	ok(strstr(buf_string(&bash), " && [[ -z ${__venvhook_none-}$") != NULL,
	    "bash has a word to look at where none is empty");
	row("zsh")->region(&zsh, &r);
	ok(strstr(buf_string(&zsh), " && ${HOME-} == '\\''/h'\\'' && ") != NULL &&
	    strstr(buf_string(&zsh), " && -z $WORKON_HOME && ") != NULL &&
	    strstr(buf_string(&zsh), " && -z $PYTHONHOME && ") != NULL &&
	    strstr(buf_string(&zsh), "VIRTUAL_ENV") == NULL &&
	    strstr(buf_string(&zsh), "$PATH") == NULL,
	    "zsh at each, but at nothing of the key");
	row("ksh")->region(&ksh, &r);
	ok(strstr(buf_string(&ksh), " && ! -v POETRY_ACTIVE && ") != NULL &&
	    strstr(buf_string(&ksh), " && ${WORKON_HOME-} == '' && ") != NULL,
	    "ksh93 at what is not there");
	is_str(region_tests(a, &r),
	    "2/.venv//h//CONDA_PREFIX=2:/c//HOME=2:/h//WORKON_HOME=0:"
	    "//PIPENV_PYTHON=4:it's",
	    "with another value the tests are others");
	for (size_t i = 0; managers[i] != NULL; i++)
		for (size_t j = 0; j < MANAGER_VARS_MAX &&
		    managers[i]->vars[j] != NULL; j++)
			ok(strstr(buf_string(&bash), text_join(a, "${",
			    managers[i]->vars[j], "-}", NULL)) != NULL,
			    "%s, which a manager asks for, is compared",
			    managers[i]->vars[j]);
}

static void
test_way(struct arena *a, struct watch *watch)
{
	struct outcome none = { .name = "" };
	struct buf b = buf_in(a);

	watch_add(a, watch, WATCH_FREE, "/h/it's/.venv");
	watch_add(a, watch, WATCH_FREE, "/h/.venv");
	watch_add(a, watch, WATCH_ABSENT, "/h/it's/config");
	print(&b, "fish", &none, watch);
	ok(strstr(buf_string(&b), "function __venvhook_holds; "
	    "builtin set -q __venvhook_way[1]; and builtin test "
	    "-e '/h/it\\'s/.venv' -o -L '/h/it\\'s/.venv'; and return 1; "
	    "not builtin test ") != NULL && strstr(buf_string(&b),
	    "\"$__venvhook_seen\" -o -e /h/.venv -o -L /h/.venv "
	    "-o -e '/h/it\\'s/config' $argv; end; "
	    "builtin set -g __venvhook_way yes; ") != NULL,
	    "fish looks for a name below top only on the way to base");
	watch->n = 0;
}

/* A file that says nothing where it is a link that leads nowhere. */
static void
test_markers(struct arena *a, struct watch *watch)
{
	static const struct {
		const char *shell, *test, *none;
	} cases[] = {
		{ "fish", "-o -e ./.venv", "-L ./.venv" },
		{ "zsh", "! -e $PWD/'\\''.venv'\\''", "-L $PWD/" },
	};

	watch->region.nfree = 0;
	for (size_t i = 0; i < ROWS(cases); i++) {
		struct buf b = buf_in(a);

		row(cases[i].shell)->region(&b, &watch->region);
		ok(strstr(buf_string(&b), cases[i].test) != NULL &&
		    strstr(buf_string(&b), cases[i].none) == NULL,
		    "%s looks for a marker behind links", cases[i].shell);
	}
	watch->region.nfree = 1;
}

static void
test_regions(struct arena *a)
{
	static const char *const names[] = { ".venv" };
	static const char *const holes[] = { "/h/*" };
	struct watch watch = { .region = { .top = "/h", .base = "/h/it's",
	    .levels = 2, .names = { names, 1 }, .nfree = 1,
	    .holes = { holes, 1 }, .home = "/h" } };
	struct outcome none = { .name = "" };
	struct buf in_bytes = buf_in(a), in_utf8 = buf_in(a);
	struct buf data = buf_in(a);

	for (size_t i = 0; i < ROWS(regions); i++) {
		struct buf b = buf_in(a);

		row(regions[i].shell)->region(&b, &watch.region);
		is_str(buf_string(&b), regions[i].region,
		    "%s is told where an answer holds", regions[i].shell);
	}
	test_markers(a, &watch);
	test_tests(a, &watch);
	watch.region.holes.n = 0;
	test_back(a, &watch);
	test_variables(a, &watch);
	test_way(a, &watch);
	watch.region.holes.n = 1;
	watch.region.base = "/h/\xff";
	print(&in_bytes, "bash", &none, &watch);
	ok(strstr(buf_string(&in_bytes), "__venvhook_top='/h'") != NULL,
	    "any bytes are no reason to ask");
	print(&in_utf8, "pwsh", &none, &watch);
	ok(strstr(buf_string(&in_utf8), "\nregion\n") != NULL,
	    "a shell that cannot compare them asks");
	print(&data, "xonsh", &none, &watch);
	ok(strstr(buf_string(&data), ",\"region\":{\"pattern\":"
	    "\"^(?P<__venvhook_0>(?!/h/\\\\*/)/h/(?:\\udcff/)?)") != NULL,
	    "xonsh is told by data");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_quotes(&a);
	test_bytes(&a);
	test_escapes(&a);
	test_statements(&a);
	test_print(&a);
	test_guards(&a);
	test_ways(&a);
	test_calls(&a);
	test_regions(&a);
	test_joined(&a);
	test_front(&a);
	test_path(&a);
	test_data_quotes(&a);
	test_data(&a);
	test_forms(&a);
	test_lines(&a);
	test_rows(&a);
	ok(shell_find("powershell") == row("pwsh"), "powershell is pwsh");
	ok(shell_find("dash") == row("sh"), "dash is sh");
	ok(shell_find("csh") == row("tcsh"), "csh is tcsh");
	ok(shell_find("rc") == NULL, "rc is none of the shells");
	ok(shell_find("") == NULL, "an empty word is none of them");
	ok(shell_carries(row("bash"), STR("\xff")), "bash carries any bytes");
	ok(!shell_carries(row("pwsh"), STR("\xff")),
	    "pwsh does not carry any bytes");
	ok(shell_carries(row("pwsh"), STR("\xc3\xa9")), "pwsh carries UTF-8");
	return done_testing();
}
