/* PowerShell 7.  Language and .NET alone: no module is loaded for it. */
#include "config.h"

#include "base/buf.h"
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

/* The next word of a list. */
static void
pwsh_next(struct buf *b, const char **between, const char *text)
{
	buf_text(b, *between);
	pwsh_quote(b, text);
	*between = ", ";
}

static void
pwsh_names(struct buf *b, const char *name, const struct words *words)
{
	const char *between = "";

	buf_texts(b, "$global:", name, " = @(", NULL);
	for (size_t i = 0; i < words->n; i++)
		pwsh_next(b, &between, words->p[i]);
	buf_text(b, ")\n");
}

/* "there = @('/p/.venv')\n": what tests of these kinds are about. */
static void
pwsh_tests(struct buf *b, const char *key, const struct watch *g,
    unsigned kinds)
{
	const char *between = "";

	buf_texts(b, key, " = @(", NULL);
	if (kinds == 1U << WATCH_NOT_NEWER && g->reference != NULL)
		pwsh_next(b, &between, g->reference);
	for (size_t i = 0; i < g->n; i++) {
		if ((kinds >> g->tests[i].kind & 1) == 0)
			continue;
		pwsh_next(b, &between, g->tests[i].path);
		if (kinds == 1U << WATCH_SAME)
			pwsh_next(b, &between, g->tests[i].other);
	}
	buf_text(b, ")\n");
}

/* Data, as it takes longer to compile an expression than to go through it. */
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
		{ "dates", 1U << WATCH_NOT_NEWER },
	};

	buf_text(b, "$global:__venvhook_watch = @{\n");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		pwsh_tests(b, lists[i].key, g, lists[i].kinds);
	buf_text(b, "}\n");
}

static void
pwsh_region(struct buf *b, const struct region *r)
{
	shell_assign(&shell_pwsh, b, "__venvhook_base", r->base);
	shell_assign(&shell_pwsh, b, "__venvhook_home",
	    r->home == NULL ? "" : r->home);
	buf_text(b, "$global:__venvhook_levels = ");
	buf_number(b, r->levels);
	buf_char(b, '\n');
	pwsh_names(b, "__venvhook_names", &r->names);
	pwsh_names(b, "__venvhook_holes", &r->holes);
}

const struct shell shell_pwsh = {
	.name = "pwsh", .aliases = { "powershell" },
	.carries = CARRIES_ALL & ~CARRIES_BYTES,
	.rc = { .dir = "~/.config",
	    .file = "powershell/Microsoft.PowerShell_profile.ps1",
	    .instead = "XDG_CONFIG_HOME",
	    .line = "Invoke-Expression (& venvhook init pwsh | Out-String)" },
	.hook = hook_pwsh, .completion = completion_pwsh,
	.doctor = doctor_pwsh,
	.calls = "__venvhook_draw", .called_in = "the function prompt",
	.prompt_function = true,
	.set = "$env:%n = %v\n", .unset = "$env:%n = $null\n",
	.assign = "$global:%n = %v\n",
	/* Quicker than $env: by a factor of ten. */
	.read = "[Environment]::GetEnvironmentVariable('%n')", .between = ", ",
	.undo = { "function global:__venvhook_undo {\n", "}\n" },
	.quote = pwsh_quote, .watch = pwsh_watch, .region = pwsh_region,
};
