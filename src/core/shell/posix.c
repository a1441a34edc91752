/*
 * Shells that read POSIX's words.  "\builtin" and "\export" because a user may
 * have aliases of those names; an alias is no alias once quoted.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/shell/region.h"
#include "core/shell/variables.h"
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
	const char *at;

	buf_char(b, '\'');
	for (; *(at = text + strcspn(text, "'")) != '\0'; text = at + 1) {
		buf_str(b, str_range(text, at));
		buf_text(b, "'\\''");
	}
	buf_str(b, str_range(text, at));
	buf_char(b, '\'');
}

typedef void quoter(struct buf *, const char *);

/*
 * What needs no quotes has none: ksh93, mksh and yash read a text to evaluate
 * byte by byte, and slowly.
 */
static void
korn_quote(struct buf *b, const char *text)
{
	if (text_is_plain(text, "/._-:="))
		buf_text(b, text);
	else
		posix_quote(b, text);
}

static void
posix_test(struct buf *b, const struct watch_test *w, const char *reference,
    quoter *quote)
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
	quote(b, w->path);
	if (w->kind == WATCH_FREE) {
		/* What the arena has given stays where it is. */
		struct str word = str_range(b->p + at, b->p + b->n);

		buf_text(b, " && ! -e ");
		buf_str(b, word);
	} else if (w->kind == WATCH_SAME) {
		buf_text(b, " -ef ");
		quote(b, w->other);
	} else if (w->kind == WATCH_NOT_NEWER) {
		buf_text(b, " -nt ");
		quote(b, reference);
	}
}

/*
 * That the reference is there, which a file tells, too, that is there and not
 * newer; but in zsh nothing is newer than what is not there.
 */
static bool
is_told(const struct watch *g, const struct watch_test *w)
{
	if (w->kind != WATCH_THERE || w->path != g->reference)
		return false;
	for (size_t i = 0; i < g->n; i++)
		for (size_t j = 0; j < g->n; j++)
			if (g->tests[i].kind == WATCH_NOT_NEWER &&
			    g->tests[j].kind == WATCH_THERE &&
			    strcmp(g->tests[i].path, g->tests[j].path) == 0)
				return true;
	return false;
}

static void
tests_print(struct buf *b, const struct watch *g, quoter *quote, bool all)
{
	buf_text(b, "__venvhook_watch() { [[ -n x");
	for (size_t i = 0; i < g->n; i++) {
		if (!all && is_told(g, &g->tests[i]))
			continue;
		buf_text(b, " && ");
		posix_test(b, &g->tests[i], g->reference, quote);
	}
	buf_text(b, " ]]; }\n");
}

static void
posix_watch(struct buf *b, const struct watch *g)
{
	tests_print(b, g, posix_quote, false);
}

/*
 * Without quotes, which zsh takes away at each test, if it needs none: what
 * does not begin with a / might be empty, or an operator.
 */
static void
zsh_path(struct buf *b, const char *path)
{
	if (path[0] == '/' && text_is_plain(path, "/._-"))
		buf_text(b, path);
	else
		posix_quote(b, path);
}

static void
korn_watch(struct buf *b, const struct watch *g)
{
	tests_print(b, g, korn_quote, false);
}

static void
zsh_watch(struct buf *b, const struct watch *g)
{
	tests_print(b, g, zsh_path, true);
}

/* The names as words of the shell. */
static const char *const *
posix_words(struct arena *a, const struct words *names, quoter *quote)
{
	const char **words = arena_new(a, const char *, names->n);

	for (size_t i = 0; i < names->n; i++) {
		struct buf word = buf_in(a);

		quote(&word, names->p[i]);
		words[i] = buf_string(&word);
	}
	return words;
}

/* The answer for a level, from in there, is the one for the directory above. */
static void
posix_level(struct buf *b, const struct region *r, const char *at,
    const char *in, const char *const *words)
{
	buf_texts(b, " && ! -L ", at, " && -s ", in, NULL);
	if (r->home != NULL) {
		buf_texts(b, " && ! ", in, " -ef ", NULL);
		posix_quote(b, r->home);
	}
	for (size_t i = 0; i < r->names.n; i++) {
		if (i < r->nfree)
			buf_texts(b, " && ! -L ", in, "/", words[i], NULL);
		buf_texts(b, " && ! -e ", in, "/", words[i], NULL);
	}
}

/* Is a directory above known? */
static void
posix_known(struct buf *b, const char *at)
{
	buf_texts(b, "$__venvhook_base == \"", at, "/\"*", NULL);
}

/* That a directory is in no hole. */
static void
posix_holes(struct buf *b, const struct region *r, const char *at)
{
	for (size_t i = 0; i < r->holes.n; i++) {
		buf_texts(b, " && ", at, "/ != ", NULL);
		posix_quote(b, r->holes.p[i]);
		buf_text(b, "/*");
	}
}

/* Mostly so; ksh93 alone tells it from an empty one. */
static bool
is_unset(const struct variable *v, bool empty)
{
	return v->value == NULL || (empty && v->value[0] == '\0');
}

/*
 * That the variables are as they were: those without a value, which an empty
 * one may be as well, by what stands around their names, in one word or each.
 */
static void
posix_variables(struct buf *b, const struct region *r, bool empty,
    struct str before, struct str behind)
{
	for (size_t i = 0; i < r->nvars; i++)
		if (is_unset(&r->vars[i], empty)) {
			buf_str(b, before);
			buf_str(b, r->vars[i].name);
			buf_str(b, behind);
		}
	for (size_t i = 0; i < r->nvars; i++)
		if (!is_unset(&r->vars[i], empty)) {
			buf_texts(b, " && ${", r->vars[i].name.p, "-} == ",
			    NULL);
			posix_quote(b, r->vars[i].value);
		}
}

/*
 * Without a loop, as that takes them longer than all the tests do:
 *
 *	KNOWN || ( x && LEVEL && ( KNOWN above || ( x && LEVEL above ... ) ) )
 *
 * at is what is so many levels above the directory, and in how it is looked at.
 */
static void
posix_levels(struct buf *b, const struct region *r, const char *const *at,
    const char *const *in, quoter *quote)
{
	const char *const *words = posix_words(b->arena, &r->names, quote);

	buf_text(b, "-n x");
	posix_holes(b, r, at[0]);
	buf_text(b, " && ( ");
	for (unsigned level = 0; level < r->levels; level++) {
		posix_known(b, at[level]);
		buf_text(b, " || ( -n x");
		posix_level(b, r, at[level], in[level], words);
		buf_text(b, " && ( ");
	}
	posix_known(b, at[r->levels]);
	for (unsigned level = 0; level < r->levels; level++)
		buf_text(b, " ) )");
	buf_text(b, " )");
}

/* Names that no directory may have. */
#define ODD_NAMES "*//* && $1/ != */./* && $1/ != */../*"

/* No directory of the region is outside its top. */
static void
posix_below(struct buf *b)
{
	buf_text(b, "__venvhook_region() { [[ -n ${__venvhook_top-} && "
	    "$1/ == \"$__venvhook_top\"/* && ");
}

/*
 * Also that $1 is where the shell is: then all that is no link up from there is
 * what ".." says.  above is what leads up from it; never is what its name may
 * not be like; empty, before and behind are for posix_variables.
 */
static void
korn_region(struct buf *b, const struct region *r, const char *const *above,
    const char *never, bool empty, struct str before, struct str behind)
{
	static const char *const up[] = { ".", "..", "../..", "../../.." };

	posix_below(b);
	posix_levels(b, r, above, up, korn_quote);
	buf_texts(b, " && . -ef $1 && $1/ != ", never,
	    empty ? " && -z ${__venvhook_none-}" : "", NULL);
	posix_variables(b, r, empty, before, behind);
	buf_text(b, " ]]; }\n");
}

/* One level more above each time, by a pattern for the last. */
#define UP(last) "${1%" last "}"
#define ABOVE(last) (const char *const []){ "$1", UP(last), UP(last last), \
	UP(last last last), UP(last last last last) }
static void
posix_region(struct buf *b, const struct region *r)
{
	korn_region(b, r, ABOVE("/*"), ODD_NAMES, true, STR("${"), STR("-}"));
}

/*
 * ksh93 sees sooner that a variable is not there.  It makes each pattern anew,
 * but for the last eight, if they have seven bytes or more.
 */
static void
ksh_region(struct buf *b, const struct region *r)
{
	korn_region(b, r, ABOVE("/*([!/])"), "*/@(|.|..)/*", false,
	    STR(" && ! -v "), STR(""));
}

/*
 * The hook makes a function of it, as a call of one takes zsh longer than the
 * tests.  It copies a word for each expansion in it, takes twice as long for
 * one with a "-", and looks at this under no option of the user's.
 */
static void
zsh_region(struct buf *b, const struct region *r)
{
	static const char *const above[REGION_LEVELS + 1] = {
		"$PWD", "${PWD%/*}", "${PWD%/*/*}", "${PWD%/*/*/*}",
		"${PWD%/*/*/*/*}",
	};
	struct buf tests = buf_in(b->arena);

	posix_levels(&tests, r, above, above, posix_quote);
	posix_variables(&tests, r, true, STR(" && -z $"), STR(""));
	buf_text(b, "__venvhook_write ");
	posix_quote(b, buf_string(&tests));
	buf_char(b, '\n');
}

/* With one, as bash copies all of a function at each call; see korn_region. */
static void
bash_region(struct buf *b, const struct region *r)
{
	const char *const *words = posix_words(b->arena, &r->names,
	    posix_quote);

	posix_below(b);
	buf_texts(b, ". -ef $1 && $1/ != ", ODD_NAMES, NULL);
	posix_holes(b, r, "$1");
	buf_text(b, " ]] && until [[ ");
	posix_known(b, "$1");
	buf_text(b, " ]]; do\n[[ ${2-} != ");
	for (unsigned level = 0; level < r->levels; level++)
		buf_char(b, 'x');
	posix_level(b, r, "$1", "$1", words);
	buf_text(b, " ]] || \\return\n"
	    "\\builtin set -- \"${1%/*}\" \"${2-}x\"\ndone");
	if (r->nvars > 0) {
		buf_text(b, " && [[ -z ${__venvhook_none-}");
		posix_variables(b, r, true, STR("${"), STR("-}"));
		buf_text(b, " ]]");
	}
	buf_text(b, "; }\n");
}

/*
 * What is exported again, where the shell does that already, would hold for
 * good in bash (`PATH=... g`), and where a function has a PATH of its own.
 */
#define POSIX_ROW \
	.reset = "%n=%v\n", \
	.assign = "%n=%v\n", \
	.read = "${%n-}", .between = ":", \
	.undo = { "__venvhook_undo() {\n", "}\n" }, \
	.back = { "__venvhook_before=${PATH-}:$__venvhook_tests\n" \
	    "__venvhook_back() {\n", "}\n__venvhook_back\n" }, \
	.shown = "[[ -z ${CONDA_PROMPT_MODIFIER-} ]] || ! __venvhook_cut " \
	    "\"${PS1-}\" \"$CONDA_PROMPT_MODIFIER\" %v || " \
	    "PS1=$__venvhook_rest\n", \
	.leaves = "[[ -z ${_OLD_NODE_VIRTUAL_PATH-} ]] || " \
	    "! __venvhook_drop \"$_OLD_NODE_VIRTUAL_PATH\" %v || " \
	    "_OLD_NODE_VIRTUAL_PATH=$__venvhook_rest\n", \
	.examine = { "VENVHOOK_HOOK=$__venvhook_made \"$__venvhook_found\"", \
	    " --seen\n\\return\n" }, \
	.front = "PATH=%v:$PATH\n", .rest = "PATH=${PATH#*:}\n"

/* What an env's own deactivate does, if that is not ours, nobody is to see. */
#define KEPT "__venvhook_own || ! __venvhook_has deactivate || " \
	"deactivate >/dev/null 2>&1\n__venvhook_settled=''\n"

#define TELL(has) .tell = "! " has " %n || " \
	"__venvhook_telling=yes __venvhook_tell %n %v\n"

#define SETTLE "[[ ${__venvhook_settled-new} == " \
	"\"$__venvhook_entry:$__venvhook_name\" ]] || __venvhook_settle\n"

#define EXPORT(how) .set = how "export %n=%v\n", \
	.unseen = how "export PATH=%v${PATH:+\":$PATH\"}\n"

/* There a function can stand before any builtin. */
#define BUILTIN_ROW \
	.common = { hook_posix }, \
	EXPORT("\\builtin \\"), \
	.joins = true, \
	.go = "\\builtin cd -- %v\n", .quote = posix_quote, \
	.say = "\\builtin printf %%s %v\n\\return\n", \
	POSIX_ROW

/* There none can stand before these two, which are special. */
#define SPECIAL_ROW \
	.special = true, \
	EXPORT("\\")

const struct shell shell_bash = {
	.name = "bash",
	.rc = { .dir = "~", .file = ".bashrc",
	    .line = "eval \"$(venvhook init bash)\"" },
	.hook = hook_bash, .completion = completion_bash,
	.doctor = doctor_bash,
	.calls = "__venvhook_hook", .called_in = "PROMPT_COMMAND",
	.variable = "BASH_VERSION", .pattern = "?*",
	.eval = { "\\builtin eval $'", "'" },
	/* The first may be a local of the function that calls cd. */
	.unset = "\\builtin \\unset %n %n\n",
	.settle = SETTLE,
	TELL("\\builtin declare -f +i"),
	.replaced = "__venvhook_ours=''\n",
	.hidden = "__venvhook_path=yes\n"
	    "__venvhook_ask \"${@:$#-%n+1}\" || \\return\n",
	.kept = KEPT,
	BUILTIN_ROW, .watch = posix_watch,
	.region = bash_region, .region_vars = true,
};

const struct shell shell_zsh = {
	.name = "zsh",
	.rc = { .dir = "~", .file = ".zshrc", .instead = "ZDOTDIR",
	    .line = "eval \"$(venvhook init zsh)\"" },
	.hook = hook_zsh, .completion = completion_zsh,
	.doctor = doctor_zsh,
	.calls = "__venvhook_precmd", .called_in = "precmd_functions",
	.variable = "ZSH_VERSION", .pattern = "?*",
	.eval = { "\\builtin eval $'", "'" },
	.unset = "\\builtin \\unset %n\n",
	.settle = SETTLE,
	.kept = KEPT,
	TELL("__venvhook_has"),
	BUILTIN_ROW, .watch = zsh_watch, .now_ours = true,
	.region = zsh_region, .region_vars = true,
};

#define KORN_ROW \
	.common = { hook_posix, hook_korn }, \
	.joins = true, .region_vars = true, \
	.go = "\\command cd -- %v\n", .quote = korn_quote, \
	.settle = "__venvhook_settle\n", \
	.kept = KEPT, TELL("__venvhook_has"), \
	.say = "\\command printf %%s %v\n\\return\n"

#define NO_COMPLETION \
	.incomplete = "it completes names of files and programs alone"

const struct shell shell_ksh = {
	.name = "ksh", .aliases = { "ksh93" },
	.rc = { .dir = "~", .file = ".kshrc", .whole = "ENV", .expanded = true,
	    .line = "eval \"$(venvhook init ksh)\"" },
	.hook = hook_ksh, KORN_ROW,
	.doctor = doctor_korn, NO_COMPLETION,
	.calls = "PS1.get", .called_in = "the discipline PS1.get",
	.variable = "KSH_VERSION", .pattern = "Version*",
	.eval = { "\\eval $'", "'" },
	.unset = "\\unset %n\n",
	SPECIAL_ROW, POSIX_ROW, .watch = korn_watch, .region = ksh_region,
};

const struct shell shell_mksh = {
	.name = "mksh", .aliases = { "lksh" },
	.rc = { .dir = "~", .file = ".mkshrc", .whole = "ENV",
	    .line = "eval \"$(venvhook init mksh)\"" },
	.hook = hook_mksh, KORN_ROW, NO_COMPLETION,
	.doctor = doctor_korn,
	.calls = "${__venvhook_mksh+${|__venvhook_reply", .called_in = "PS1",
	.variable = "KSH_VERSION", .pattern = "*MIRBSD*|*LEGACY*",
	.eval = { "\\eval $'", "'" },
	.unset = "\\unset %n %n\n",
	SPECIAL_ROW, POSIX_ROW, .watch = korn_watch,
	.region = posix_region,
};

/* Its text is of wide characters, and it has no $'...'; as POSIX, no [[. */
const struct shell shell_yash = {
	.name = "yash", .utf8 = true,
	.rc = { .dir = "~", .file = ".yashrc",
	    .line = "eval \"$(venvhook init yash)\"" },
	.hook = hook_yash, KORN_ROW,
	.completion = completion_yash,
	.doctor = doctor_korn,
	.calls = "__venvhook_hook prompt", .called_in = "PROMPT_COMMAND",
	.variable = "YASH_VERSION", .pattern = "?*",
	.eval = { "\\[ -o posixlycorrect ] || \\eval \"$(\\command printf '",
	    "')\"" },
	.unset = "\\unset %n %n\n",
	SPECIAL_ROW, POSIX_ROW, .watch = korn_watch,
	.region = posix_region,
};

/* Whatever reads POSIX's words and no more of them. */
const struct shell shell_sh = {
	.name = "sh", .aliases = { "dash", "ash", "busybox", "posix" },
	.hookless = "has no hook, as it calls nothing at its prompt",
	.instead = "'eval \"$(venvhook export sh)\"' brings it to where it "
	    "should be, as often as it is run",
	.unset = "\\unset %n\n",
	SPECIAL_ROW, .quote = posix_quote,
};
