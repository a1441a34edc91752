/* fish, from 3.1 on. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "core/shell/diff.h"
#include "core/shell/hooks.h"
#include "core/shell/region.h"
#include "core/shell/rows.h"
#include "core/shell/shell.h"
#include "core/shell/variables.h"
#include "core/shell/watch.h"

/*
 * Inside '...' fish reads \' and \\ as escapes, unlike any POSIX shell:
 *	it's \n   ->  'it\'s \\n'
 * A newline stands outside, as an answer is one line.  What needs no quotes has
 * none, as each answer is read anew.
 */
static void
fish_quote(struct buf *b, const char *text)
{
	if (text_is_plain(text, "/._-:=")) {
		buf_text(b, text);
		return;
	}
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

/* " -o -e /p/.venv": what may not be, in one call of test, which costs. */
static void
fish_test(struct buf *b, enum watch_kind kind, const char *path)
{
	static const char *const before[] = {
		[WATCH_THERE] = " -o ! -e ",
		[WATCH_ABSENT] = " -o -e ",
		[WATCH_FREE] = " -o -L ",
		[WATCH_NO_LINK] = " -o -L ",
		[WATCH_SAME] = " -o ! -e ",
		[WATCH_NOT_NEWER] = " -o ",
	};

	if (kind == WATCH_FREE)
		fish_test(b, WATCH_ABSENT, path);
	buf_text(b, before[kind]);
	fish_quote(b, path);
}

static bool
is_reference(const struct watch *g, const char *path)
{
	bool compared = false;

	for (size_t i = 0; i < g->n; i++)
		compared |= g->tests[i].kind == WATCH_NOT_NEWER;
	return compared && strcmp(path, g->reference) == 0;
}

/*
 * A name that none of the directories from base up to below top may hold: it
 * means nothing in those that are below top on another way.
 */
static bool
is_on_way(const struct region *r, const struct watch_test *w)
{
	struct str path = str_from(w->path), dir = path_dir(path);

	if (r->top == NULL || dir.n <= strlen(r->top) ||
	    (w->kind != WATCH_ABSENT && w->kind != WATCH_FREE) ||
	    !path_within(str_from(r->base), dir))
		return false;
	for (size_t i = 0; i < r->names.n; i++)
		if (str_is(path_base(path), r->names.p[i]))
			return true;
	return false;
}

/* "-o -e" of none is false, so the first of them needs no other in front. */
static bool
fish_way(struct buf *b, const struct watch *g)
{
	struct buf tests = buf_in(b->arena);

	for (size_t i = 0; i < g->n; i++)
		if (is_on_way(&g->region, &g->tests[i]))
			fish_test(&tests, g->tests[i].kind, g->tests[i].path);
	if (tests.n == 0)
		return false;
	buf_texts(b, "builtin set -q __venvhook_way[1]; and builtin test",
	    buf_string(&tests) + strlen(" -o"), "; and return 1; ", NULL);
	return true;
}

/*
 * Not every fish can compare two files: the hook says by what.  A file is newer
 * than one that is not there, so the reference needs no test of its own.
 */
static void
fish_watch(struct buf *b, const struct watch *g)
{
	bool way;

	buf_text(b, "function __venvhook_holds; ");
	way = fish_way(b, g);
	buf_text(b, "not builtin test "
	    "\"$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|$VIRTUAL_ENV_PROMPT|"
	    "$VENVHOOK_DISABLE$__venvhook_unsure\" != \"$__venvhook_seen\"");
	for (size_t i = 0; i < g->n; i++) {
		const struct watch_test *w = &g->tests[i];

		if ((w->kind == WATCH_THERE && is_reference(g, w->path)) ||
		    is_on_way(&g->region, w))
			continue;
		fish_test(b, w->kind, w->path);
		if (w->kind == WATCH_SAME) {
			buf_text(b, " -o ! ");
			fish_quote(b, w->path);
			buf_text(b, " $__venvhook_same ");
			fish_quote(b, w->other);
		} else if (w->kind == WATCH_NOT_NEWER) {
			buf_text(b, " $__venvhook_newer ");
			fish_quote(b, g->reference);
		}
	}
	buf_text(b, " $argv; end;\n");
	if (way)
		shell_assign(&shell_fish, b, "__venvhook_way", "yes");
}

/* " -o ! -s ./ -o -e ./.venv -o -L ./.venv ..." */
static void
fish_level(struct buf *b, const char *at, const struct region *r)
{
	buf_texts(b, " -o ! -s ", at, NULL);
	if (r->home != NULL) {
		buf_texts(b, " -o ", at, " -ef ", NULL);
		fish_quote(b, r->home);
	}
	for (size_t i = 0; i < r->names.n; i++) {
		buf_texts(b, " -o -e ", at, NULL);
		fish_quote(b, r->names.p[i]);
		if (i < r->nfree) {
			buf_texts(b, " -o -L ", at, NULL);
			fish_quote(b, r->names.p[i]);
		}
	}
}

/*
 * What none of the new directories may hold, nor be, of which the pattern has
 * the names: one that is there as it is costs fish less than one to put in.
 * The lowest is $PWD, and those above it begin at the top.
 */
static void
fish_levels(struct buf *b, const struct region *r)
{
	static const struct {
		const char *more;	/* are there as many? */
		const char *link, *at;
	} levels[REGION_LEVELS] = {
		{ "1", "$PWD", "./" },
		{ "2", "$__venvhook_0$__venvhook_1", "../" },
		{ "3", "$__venvhook_0$__venvhook_1$__venvhook_2", "../../" },
		{ "4", "$__venvhook_0$__venvhook_1$__venvhook_2$__venvhook_3",
		    "../../../" },
	};

	buf_text(b, "function __venvhook_levels; ");
	for (unsigned i = 0; i < r->levels; i++) {
		buf_texts(b, "builtin set -q __venvhook_", levels[i].more,
		    "[1]; or return 0; builtin test -L ", levels[i].link, NULL);
		fish_level(b, levels[i].at, r);
		buf_text(b, "; and return 1; ");
	}
	buf_text(b, "builtin true; end;\n");
}

/* What the hook may put in front has a pattern hold nowhere: in an old fish. */
static void
fish_region(struct buf *b, const struct region *r)
{
	buf_text(b, "builtin set -g __venvhook_pattern $__venvhook_begin");
	fish_quote(b, region_pattern(b->arena, r, "(?P<__venvhook_way>"));
	buf_text(b, ";\n");
	if (!r->tested)
		fish_levels(b, r);
}

/*
 * The env, its entry, its name, what undoes that, and what has left PATH once
 * the shell has left the project.
 */
static void
fish_on(struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;
	struct buf undo = buf_in(b->arena);

	buf_text(b, "builtin set -g __venvhook_on ");
	fish_quote(b, text_or_empty(out->env));
	buf_char(b, ' ');
	fish_quote(b, text_or_empty(out->entry));
	buf_char(b, ' ');
	fish_quote(b, out->name);
	if (out->entry != NULL) {
		shell_changes(&shell_fish, &undo, &out->undo);
		shell_line(&undo);
		if (undo.n > 0)
			undo.p[--undo.n] = '\0';	/* the last newline */
		buf_char(b, ' ');
		fish_quote(b, buf_string(&undo));
	}
	if (out->ends) {
		buf_char(b, ' ');
		fish_quote(b, shell_left(b->arena, x));
	}
	buf_text(b, ";\n");
}

/* Will the hook take one of them for a change of the user's? */
static bool
is_told(const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (variables_sets(c->list[i].name))
			return true;
	return false;
}

static void
fish_answer(struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;

	if (out->kept)
		buf_text(b, shell_fish.kept);
	shell_changes(&shell_fish, b, &out->changes);
	if (is_told(&out->changes))
		buf_text(b, "builtin set -e __venvhook_unsure "
		    "__venvhook_before;\n");
	fish_on(b, x);
	shell_notes(&shell_fish, b, x);
	fish_watch(b, x->watch);
	if (!shell_region(&shell_fish, b, x))
		shell_assign(&shell_fish, b, "__venvhook_pattern", "(?!)");
	buf_text(b, out->plain && !x->tells ? "__venvhook_plain;\n" :
	    "__venvhook_rests;\n");
	shell_calls(&shell_fish, b, x);
	buf_text(b, "#\n");
}

static void
fish_noted(struct buf *b, const char *notices)
{
	shell_assign(&shell_fish, b, "__venvhook_notices", notices);
	buf_text(b, "#\n");
	shell_line(b);
}

const struct shell shell_fish = {
	.name = "fish",
	.rc = { .dir = "~/.config", .file = "fish/config.fish",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "venvhook init fish | source" },
	.over = { ": '\\'; ", "#'" },
	.hook = hook_fish, .completion = completion_fish,
	.doctor = doctor_fish,
	.calls = "__venvhook_on_prompt",
	.called_in = "the handlers of fish_prompt",
	.prompt_function = true,
	.set = "builtin set -gx %n %v;\n",
	.unset = "builtin set -e %n;\n",
	.assign = "builtin set -g %n %v;\n",
	.read = "--on-variable %n", .between = " ",
	.one_line = true, .now_ours = true,
	.kept = "builtin functions -q deactivate; "
	    "and not __venvhook_ours deactivate; "
	    "and deactivate >/dev/null 2>&1; "
	    "builtin set -g __venvhook_settled $__venvhook_settled[1];\n",
	.tell = "builtin functions -q %n; and begin; "
	    "builtin set -lx __venvhook_telling yes; %n %v; end;\n",
	.go = "builtin cd -- %v;\n",
	.say = "builtin printf %%s %v; #\n",
	.quote = fish_quote, .list = fish_list, .answer = fish_answer,
	.noted = fish_noted,
	.region = fish_region, .region_alone = true,
};
