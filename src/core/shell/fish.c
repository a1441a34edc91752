/* fish, from 3.1 on. */
#include "config.h"

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

/* "builtin test ! -L $argv[1] -a -s $argv[1] -a ! -e $argv[1]/'.venv' ..." */
static void
fish_level(struct buf *b, const struct region *r)
{
	buf_text(b, "function __venvhook_level; builtin test ! -L $argv[1] "
	    "-a -s $argv[1]");
	for (size_t i = 0; i < r->names.n; i++) {
		buf_text(b, " -a ! -L $argv[1]/");
		fish_quote(b, r->names.p[i]);
		buf_text(b, " -a ! -e $argv[1]/");
		fish_quote(b, r->names.p[i]);
	}
	if (r->home != NULL) {
		buf_text(b, "; and not builtin test $argv[1] -ef ");
		fish_quote(b, r->home);
	}
	buf_text(b, "; end\n");
}

static void
fish_region(struct buf *b, const struct region *r)
{
	buf_text(b, "builtin set -g __venvhook_base ");
	fish_quote(b, r->base);
	/* A list of so many words, as counting is no builtin. */
	buf_text(b, "\nbuiltin set -g __venvhook_levels");
	for (unsigned i = 0; i < r->levels; i++)
		buf_text(b, " x");
	buf_char(b, '\n');
	fish_level(b, r);
	buf_text(b, "function __venvhook_hole; builtin false");
	for (size_t i = 0; i < r->holes.n; i++) {
		buf_text(b, "; or __venvhook_within $argv[1] ");
		fish_quote(b, r->holes.p[i]);
	}
	buf_text(b, "; end\n");
}

const struct shell shell_fish = {
	.name = "fish",
	.carries = CARRIES_ALL,
	.rc = { .dir = "~/.config", .file = "fish/config.fish",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "venvhook init fish | source" },
	.hook = hook_fish, .completion = completion_fish,
	.prompt_function = true,
	.set = "builtin set -gx %n %v\n",
	.unset = "builtin set -e %n\n",
	.assign = "builtin set -g %n %v\n",
	.read = "\"$%n\"", .between = " ",
	.undo = { "function __venvhook_undo\n", "end\n" },
	.quote = fish_quote, .list = fish_list, .watch = fish_watch,
	.region = fish_region,
};
