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
 * A newline stands outside, as the hook gets an answer as a list of lines.
 */
static void
fish_quote(struct buf *b, const char *text)
{
	buf_char(b, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			buf_text(b, "'\\n'");
			continue;
		}
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
		[WATCH_SAME] = " -a -e ",
		[WATCH_NOT_NEWER] = " -a ! ",
	};

	if (kind == WATCH_FREE)
		fish_test(b, WATCH_ABSENT, path);
	buf_text(b, before[kind]);
	fish_quote(b, path);
}

/* Not every fish can compare two files: the hook says by what. */
static void
fish_watch(struct buf *b, const struct watch *g)
{
	buf_text(b, "builtin set -g __venvhook_watch");
	for (size_t i = 0; i < g->n; i++) {
		const struct watch_test *w = &g->tests[i];

		fish_test(b, w->kind, w->path);
		if (w->kind == WATCH_SAME) {
			buf_text(b, " -a ");
			fish_quote(b, w->path);
			buf_text(b, " $__venvhook_same ");
			fish_quote(b, w->other);
		} else if (w->kind == WATCH_NOT_NEWER) {
			buf_text(b, " $__venvhook_newer ");
			fish_quote(b, g->reference);
		}
	}
	buf_text(b, ";\n");
}

/* "-s ../ -a ! -e ../'.venv' ..." */
static void
fish_level(struct buf *b, const char *at, const struct words *names)
{
	buf_texts(b, " -a -s ", at, " -a ! ", at, " -ef \"$HOME\"", NULL);
	for (size_t i = 0; i < names->n; i++) {
		buf_texts(b, " -a ! -e ", at, NULL);
		fish_quote(b, names->p[i]);
		buf_texts(b, " -a ! -L ", at, NULL);
		fish_quote(b, names->p[i]);
	}
}

/*
 * What none of so many directories may hold, nor be, the last of them the one
 * at hand: a name that is there as it is costs fish less than one to put in.
 */
static void
fish_levels(struct buf *b, const struct region *r)
{
	static const char *const above[REGION_LEVELS] = {
		"./", "../", "../../", "../../../",
	};

	buf_text(b, "function __venvhook_levels; ");
	for (unsigned i = 0; i < r->levels; i++) {
		buf_text(b, "builtin set -q argv[");
		buf_number(b, i + 1);
		buf_text(b, "]; or return 0; builtin test ! -L $argv[-");
		buf_number(b, i + 1);
		buf_char(b, ']');
		fish_level(b, above[i], &r->names);
		buf_text(b, "; or return; ");
	}
	buf_text(b, "not builtin set -q argv[");
	buf_number(b, r->levels + 1);
	buf_text(b, "]; end;\n");
}

static void
fish_region(struct buf *b, const struct region *r)
{
	shell_assign(&shell_fish, b, "__venvhook_region",
	    region_known(b->arena, r));
	if (!r->tested)
		fish_levels(b, r);
}

const struct shell shell_fish = {
	.name = "fish",
	.carries = CARRIES_ALL,
	.rc = { .dir = "~/.config", .file = "fish/config.fish",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "venvhook init fish | source" },
	.hook = hook_fish, .completion = completion_fish,
	.doctor = doctor_fish,
	.calls = "__venvhook_on_prompt",
	.called_in = "the handlers of fish_prompt",
	.prompt_function = true,
	.set = "builtin set -gx %n %v;\n",
	.unset = "builtin set -e %n;\n",
	.assign = "builtin set -g %n %v;\n",
	.read = "$%n", .between = ":",
	.one_line = true,
	.undo = { "builtin set -g __venvhook_undo ", ";\n" },
	.undo_word = true,
	.quote = fish_quote, .list = fish_list, .watch = fish_watch,
	.region = fish_region, .region_alone = true,
};
