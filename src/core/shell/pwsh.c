/* PowerShell 7.  Language and .NET alone: no module is loaded for it. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/region.h"
#include "core/shell/watch.h"
#include "core/shell/hooks.h"
#include "core/shell/shell.h"
#include "core/shell/rows.h"
#include "core/text/term.h"

/* PowerShell takes U+2018 to U+201B for the ASCII quote that they look like. */
static bool
is_quote(unsigned long point)
{
	return point == '\'' || (point >= 0x2018 && point <= 0x201b);
}

/* Inside '...' only its five quote characters mean anything: doubled. */
static void
pwsh_quote(struct buf *b, const char *text)
{
	struct str rest = str_from(text);
	unsigned long point = 0;

	buf_char(b, '\'');
	while (rest.n > 0) {
		size_t n = utf8_decode(rest, &point);

		if (n == 0)
			n = 1;
		else if (is_quote(point))
			buf_bytes(b, rest.p, n);
		buf_bytes(b, rest.p, n);
		rest.p += n;
		rest.n -= n;
	}
	buf_char(b, '\'');
}

/* A word of a line, behind a tab; what a line ends with is escaped. */
static void
pwsh_word(struct buf *b, const char *text)
{
	size_t n;

	buf_char(b, '\t');
	for (;; text += n + 1) {
		n = strcspn(text, "\t\n\\");
		buf_bytes(b, text, n);
		if (text[n] == '\0')
			break;
		buf_char(b, '\\');
		buf_char(b, text[n] == '\t' ? 't' : text[n] == '\n' ? 'n' :
		    '\\');
	}
}

static void
pwsh_line(struct buf *b, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buf_text(b, key);
	pwsh_word(b, text);
	buf_char(b, '\n');
}

static void
pwsh_words(struct buf *b, const char *key, const struct words *words)
{
	buf_text(b, key);
	for (size_t i = 0; i < words->n; i++)
		pwsh_word(b, words->p[i]);
	buf_char(b, '\n');
}

/* A name, or a name and a value: neither name has a "=" in it. */
static void
pwsh_changes(struct buf *b, const char *key, const struct changes *c)
{
	struct buf word;

	buf_text(b, key);
	for (size_t i = 0; i < c->n; i++) {
		word = buf_in(b->arena);
		buf_text(&word, c->list[i].name);
		if (c->list[i].value != NULL)
			buf_texts(&word, "=", c->list[i].value, NULL);
		pwsh_word(b, buf_string(&word));
	}
	buf_char(b, '\n');
}

/* What must not be newer must be there. */
static bool
is_dated(const struct watch *g, const struct watch_test *w)
{
	for (size_t i = 0; w->kind == WATCH_THERE && i < g->n; i++)
		if (g->tests[i].kind == WATCH_NOT_NEWER &&
		    strcmp(g->tests[i].path, w->path) == 0)
			return true;
	return false;
}

/*
 * Of a pair, what it leads to is there if it still leads there: .NET itself
 * takes "../" in a link for the parent in the text of a path.
 */
static void
pwsh_tests(struct buf *b, const char *key, const struct watch *g,
    unsigned kinds)
{
	buf_text(b, key);
	for (size_t i = 0; i < g->n; i++) {
		if ((kinds >> g->tests[i].kind & 1) == 0 ||
		    is_dated(g, &g->tests[i]))
			continue;
		if (g->tests[i].kind != WATCH_SAME ||
		    kinds == 1U << WATCH_SAME)
			pwsh_word(b, g->tests[i].path);
		if (g->tests[i].kind == WATCH_SAME)
			pwsh_word(b, g->tests[i].other);
	}
	buf_char(b, '\n');
}

static void
pwsh_watch(struct buf *b, const struct watch *g)
{
	static const struct {
		const char *key;
		unsigned kinds;
	} lists[] = {
		{ "there", 1U << WATCH_THERE | 1U << WATCH_SAME },
		{ "absent", 1U << WATCH_ABSENT },
		{ "free", 1U << WATCH_FREE },
		{ "no_link", 1U << WATCH_NO_LINK },
		{ "same", 1U << WATCH_SAME },
		{ "not_newer", 1U << WATCH_NOT_NEWER },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		pwsh_tests(b, lists[i].key, g, lists[i].kinds);
	pwsh_line(b, "reference", g->reference);
}

/* "^/h/(?:src/)?(?:([^/]+)/){0,4}$": the levels that are new are captured. */
static void
pwsh_region(struct buf *b, const struct region *r)
{
	struct buf pattern = buf_in(b->arena);

	if (r->top == NULL || !shell_carries(&shell_pwsh, str_from(r->base))) {
		buf_text(b, "region\n");
		return;
	}
	buf_texts(&pattern, "^", region_known(b->arena, r, "(?:"),
	    "(?:([^/]+)/){0,", NULL);
	buf_number(&pattern, r->levels);
	buf_text(&pattern, "}$");
	pwsh_line(b, "region", buf_string(&pattern));
	pwsh_line(b, "home", text_or_empty(r->home));
	pwsh_words(b, "names", &r->names);
}

/* Data, as a text takes longer to compile than all else of an answer. */
static void
pwsh_answer(struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;

	buf_text(b, out->kept ? "kept\tyes\n" : "kept\n");
	pwsh_changes(b, "change", &out->changes);
	pwsh_line(b, "env", text_or_empty(out->env));
	pwsh_line(b, "entry", text_or_empty(out->entry));
	pwsh_line(b, "prefix", out->name[0] == '\0' ? "" :
	    text_join(b->arena, "(", out->name, ") ", NULL));
	pwsh_line(b, "left", out->left);
	pwsh_line(b, "notices", x->notices);
	pwsh_line(b, "go", text_or_empty(x->go));
	pwsh_changes(b, "undo", &out->undo);
	pwsh_watch(b, x->watch);
	pwsh_region(b, &x->watch->region);
}

/* Without what the hook would else do once more. */
static void
pwsh_noted(struct buf *b, const char *notices)
{
	buf_text(b, "kept\nchange\n");
	pwsh_line(b, "notices", notices);
	pwsh_line(b, "go", "");
}

const struct shell shell_pwsh = {
	.name = "pwsh", .aliases = { "powershell" },
	.utf8 = true,
	.rc = { .dir = "~/.config",
	    .file = "powershell/Microsoft.PowerShell_profile.ps1",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "Invoke-Expression (& venvhook init pwsh | Out-String)" },
	.over = { "$null = \"\\\" #\" 2>/dev/null || :; ", "" },
	.hook = hook_pwsh, .completion = completion_pwsh,
	.doctor = doctor_pwsh,
	.calls = "__venvhook", .called_in = "PreCommandLookupAction",
	.prompt_function = true,
	.set = "$env:%n = %v\n", .unset = "$env:%n = $null\n",
	.assign = "$global:%n = %v\n",
	/* Quicker than $env: by a factor of ten. */
	.read = "[Environment]::GetEnvironmentVariable('%n')", .between = ", ",
	.quote = pwsh_quote, .answer = pwsh_answer,
	.noted = pwsh_noted,
};
