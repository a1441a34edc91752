/* fish, from 3.1 on. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/region.h"
#include "core/shell/watch.h"
#include "core/shell/hooks.h"
#include "core/shell/shell.h"
#include "core/shell/rows.h"

/*
 * Inside '...' fish reads \' and \\ as escapes, unlike any POSIX shell:
 *	it's \n   ->  'it\'s \\n'
 */
static void
fish_quote(struct buf *b, const char *text)
{
	buf_char(b, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buf_char(b, '\\');
		buf_char(b, *text);
	}
	buf_char(b, '\'');
}

/*
 * fish splits PATH at its colons by itself, as it is a path variable.  Of an
 * empty word in it fish makes ".", so an empty PATH is one of no words.
 */
static void
fish_list(struct buf *b, const char *path)
{
	if (path[0] != '\0')
		fish_quote(b, path);
}

/* " -a ! -e '/p/.venv'": one call of test, as it is the call that costs. */
static void
fish_test(struct buf *b, enum watch_kind kind, const char *path)
{
	static const char *const before[] = {
		[WATCH_THERE] = " -a -e ",
		[WATCH_ABSENT] = " -a ! -e ",
		[WATCH_FREE] = " -a ! -L ",
		[WATCH_NO_LINK] = " -a ! -L ",
		[WATCH_SAME] = " -a ",
		[WATCH_NOT_NEWER] = " -a ! ",
	};

	if (kind == WATCH_FREE)
		fish_test(b, WATCH_ABSENT, path);
	buf_text(b, before[kind]);
	fish_quote(b, path);
}

static void
fish_compare(struct buf *b, const struct watch_test *w, const char *reference)
{
	bool same = w->kind == WATCH_SAME;

	fish_test(b, w->kind, w->path);
	buf_text(b, same ? " -ef " : " -nt ");
	fish_quote(b, same ? w->other : reference);
}

/* Two files in a test of their own: not every fish can compare them. */
static void
fish_watch(struct buf *b, const struct watch *g)
{
	bool compares = false;

	buf_text(b, "function __venvhook_watch; builtin test -n x");
	for (size_t i = 0; i < g->n; i++) {
		enum watch_kind kind = g->tests[i].kind;

		compares = compares || kind >= WATCH_SAME;
		if (kind != WATCH_NOT_NEWER)
			fish_test(b, kind == WATCH_SAME ? WATCH_THERE : kind,
			    g->tests[i].path);
	}
	if (compares)
		buf_text(b, "; and __venvhook_test -n x");
	for (size_t i = 0; i < g->n; i++)
		if (g->tests[i].kind >= WATCH_SAME)
			fish_compare(b, &g->tests[i], g->reference);
	buf_text(b, "; end\n");
}

/* Text that means itself in a pattern; other bytes than ASCII do anyway. */
static void
pattern_text(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool plain = c >= 0x80 || c == '/' || c == '_' ||
		    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z');

		if (!plain)
			buf_char(b, '\\');
		buf_char(b, (char)c);
	}
}

/* "/h/(?:src/(?:a/)?)?": as much of base as there is, at least top. */
static void
pattern_known(struct buf *b, const struct region *r)
{
	struct str rest = str_from(r->base + strlen(r->top)), name;
	size_t n = 0;

	pattern_text(b, str_from(r->top));
	buf_char(b, '/');
	for (; str_cut(&rest, '/', &name); ) {
		if (name.n == 0)
			continue;
		buf_text(b, "(?:");
		pattern_text(b, name);
		buf_char(b, '/');
		n++;
	}
	while (n-- > 0)
		buf_text(b, ")?");
}

/*
 * Of a directory and a "/": what is known of it goes into __venvhook_0, and
 * the levels that are new into __venvhook_1 "a", __venvhook_2 "/b" and so on.
 */
static const char *
region_pattern(struct arena *a, const struct region *r)
{
	struct buf b = buf_in(a);

	buf_char(&b, '^');
	for (size_t i = 0; i < r->holes.n; i++) {
		buf_text(&b, "(?!");
		pattern_text(&b, str_from(r->holes.p[i]));
		buf_text(&b, "/)");
	}
	buf_text(&b, "(?<__venvhook_0>");
	pattern_known(&b, r);
	buf_text(&b, ")(?:");
	for (unsigned level = 1; level <= r->levels; level++) {
		buf_text(&b, "(?<__venvhook_");
		buf_number(&b, level);
		buf_text(&b, level == 1 ? ">[^/]+)" : ">/[^/]+)?");
	}
	buf_text(&b, "/)?$");
	return buf_string(&b);
}

/* "$__venvhook_0$__venvhook_1/", without the "/" if there is no name. */
static void
fish_place(struct buf *b, const char *test, unsigned level, const char *name)
{
	buf_texts(b, test, "\"", NULL);
	for (unsigned i = 0; i <= level; i++) {
		buf_text(b, "$__venvhook_");
		buf_number(b, i);
	}
	buf_text(b, name == NULL ? "\"" : "/\"");
	if (name != NULL)
		fish_quote(b, name);
}

/* The answer for a level is the one for the directory above. */
static void
fish_level(struct buf *b, const struct region *r, unsigned level)
{
	buf_text(b, "; and begin; builtin test -z \"$__venvhook_");
	buf_number(b, level);
	fish_place(b, "\"; or builtin test ! -L ", level, NULL);
	fish_place(b, " -a -s ", level, NULL);
	for (size_t i = 0; i < r->names.n; i++) {
		fish_place(b, " -a ! -L ", level, r->names.p[i]);
		fish_place(b, " -a ! -e ", level, r->names.p[i]);
	}
	if (r->home != NULL) {
		fish_place(b, " -a ! ", level, NULL);
		buf_text(b, " -ef ");
		fish_quote(b, r->home);
	}
	buf_text(b, "; end");
}

/* By a pattern, as taking a path apart costs more than all the tests. */
static void
fish_region(struct buf *b, const struct region *r)
{
	buf_text(b, "function __venvhook_region; builtin string match -qr -- ");
	fish_quote(b, region_pattern(b->arena, r));
	buf_text(b, " $argv[1]/");
	for (unsigned level = 1; level <= r->levels; level++)
		fish_level(b, r, level);
	buf_text(b, "; end\n");
}

const struct shell shell_fish = {
	.name = "fish",
	.carries = CARRIES_ALL,
	.rc = { .dir = "~/.config", .file = "fish/config.fish",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "venvhook init fish | source" },
	.hook = hook_fish, .completion = completion_fish,
	.doctor = doctor_fish,
	.calls = "__venvhook_on_prompt", .called_in = "the event fish_prompt",
	.prompt_function = true,
	.set = "builtin set -gx %n %v\n",
	.unset = "builtin set -e %n\n",
	.assign = "builtin set -g %n %v\n",
	.read = "$%n", .between = ":",
	.undo = { "function __venvhook_undo\n", "end\n" },
	.quote = fish_quote, .list = fish_list, .watch = fish_watch,
	.region = fish_region,
};
