/*
 * Shells that read POSIX's words.  "\builtin" and "\export" because a user may
 * have aliases of those names; an alias is no alias once quoted.
 */
#include "config.h"

#include "base/buf.h"
#include "core/shell/region.h"
#include "core/shell/watch.h"
#include "core/shell/hooks.h"
#include "core/shell/shell.h"
#include "core/shell/rows.h"

/*
 * Single quotes keep every byte but the single quote itself:
 *	it's    ->  'it'\''s'
 */
static void
posix_quote(struct buf *b, const char *text)
{
	struct str rest = str_from(text), piece;

	buf_char(b, '\'');
	while (str_cut(&rest, '\'', &piece)) {
		buf_str(b, piece);
		buf_text(b, rest.p == NULL ? "'" : "'\\''");
	}
}

static void
posix_test(struct buf *b, const struct watch_test *w, const char *reference)
{
	static const char *const before[] = {
		[WATCH_THERE] = "-e ",
		[WATCH_ABSENT] = "! -e ",
		[WATCH_FREE] = "! -L ",
		[WATCH_NO_LINK] = "! -L ",
		[WATCH_SAME] = "",
		[WATCH_NOT_NEWER] = "! ",
	};

	size_t at;

	buf_text(b, before[w->kind]);
	at = b->n;
	posix_quote(b, w->path);
	if (w->kind == WATCH_FREE) {
		/* What the arena has given stays where it is. */
		struct str word = str_range(b->p + at, b->p + b->n);

		buf_text(b, " && ! -e ");
		buf_str(b, word);
	} else if (w->kind == WATCH_SAME) {
		buf_text(b, " -ef ");
		posix_quote(b, w->other);
	} else if (w->kind == WATCH_NOT_NEWER) {
		buf_text(b, " -nt ");
		posix_quote(b, reference);
	}
}

static void
posix_watch(struct buf *b, const struct watch *g)
{
	buf_text(b, "__venvhook_watch() { [[ -n x");
	for (size_t i = 0; i < g->n; i++) {
		buf_text(b, " && ");
		posix_test(b, &g->tests[i], g->reference);
	}
	buf_text(b, " ]]; }\n");
}

/* "__venvhook_level() { [[ ! -L $1 && -s $1 && ! -L $1/'.venv' ... ]]; }" */
static void
posix_region(struct buf *b, const struct region *r)
{
	buf_text(b, "__venvhook_base=");
	posix_quote(b, r->base);
	buf_text(b, " __venvhook_levels=");
	buf_number(b, r->levels);
	buf_text(b, "\n__venvhook_level() { [[ ! -L $1 && -s $1");
	if (r->home != NULL) {
		buf_text(b, " && ! $1 -ef ");
		posix_quote(b, r->home);
	}
	for (size_t i = 0; i < r->names.n; i++) {
		buf_text(b, " && ! -L $1/");
		posix_quote(b, r->names.p[i]);
		buf_text(b, " && ! -e $1/");
		posix_quote(b, r->names.p[i]);
	}
	buf_text(b, " ]]; }\n__venvhook_hole() { [[ -z x");
	for (size_t i = 0; i < r->holes.n; i++) {
		buf_text(b, " || $1/ == ");
		posix_quote(b, r->holes.p[i]);
		buf_text(b, "/*");
	}
	buf_text(b, " ]]; }\n");
}

#define POSIX_ROW \
	.carries = CARRIES_ALL, \
	.set = "\\builtin \\export %n=%v\n", \
	.unset = "\\builtin \\unset %n\n", \
	.assign = "%n=%v\n", \
	.read = "${%n-}", .between = ":", \
	.undo = { "__venvhook_undo() {\n", "}\n" }, \
	.quote = posix_quote, .watch = posix_watch, .region = posix_region

const struct shell shell_bash = {
	.name = "bash",
	.rc = { .dir = "~", .file = ".bashrc",
	    .line = "eval \"$(venvhook init bash)\"" },
	.hook = hook_bash, .completion = completion_bash,
	.variable = "BASH_VERSION", .pattern = "?*",
	POSIX_ROW,
};

const struct shell shell_zsh = {
	.name = "zsh",
	.rc = { .dir = "~", .file = ".zshrc", .instead = "ZDOTDIR",
	    .line = "eval \"$(venvhook init zsh)\"" },
	.hook = hook_zsh, .completion = completion_zsh,
	.variable = "ZSH_VERSION", .pattern = "?*",
	POSIX_ROW,
};

/*
 * Whatever reads POSIX's words and no more of them.  The two are special
 * builtins there, which no function can stand before.
 */
const struct shell shell_sh = {
	.name = "sh", .aliases = { "dash", "ash", "busybox", "posix" },
	.carries = CARRIES_BYTES,
	.hookless = "has no hook, as it calls nothing at its prompt",
	.instead = "'eval \"$(venvhook export sh)\"' brings it to where it "
	    "should be, as often as it is run",
	.set = "\\export %n=%v\n", .unset = "\\unset %n\n",
	.quote = posix_quote,
};
