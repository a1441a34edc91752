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

/*
 * Of a link that leads nowhere File.Exists says that it is there, where links
 * are not to be followed.
 */
static void
pwsh_exists(struct buf *b, const char *path, bool follow)
{
	buf_text(b, "([IO.Directory]::Exists(");
	pwsh_quote(b, path);
	buf_text(b, follow ? ") -or ([IO.File]::Exists(" :
	    ") -or [IO.File]::Exists(");
	pwsh_quote(b, path);
	if (follow) {
		buf_text(b, ") -and (__venvhook_file ");
		pwsh_quote(b, path);
		buf_char(b, ')');
	}
	buf_text(b, "))");
}

/* All ages in one call: " -and (__venvhook_older REFERENCE FILE...)" */
static void
pwsh_ages(struct buf *b, const struct watch *g)
{
	bool any = false;

	for (size_t i = 0; i < g->n; i++) {
		if (g->tests[i].kind != WATCH_NOT_NEWER)
			continue;
		if (!any) {
			buf_text(b, " -and (__venvhook_older ");
			pwsh_quote(b, g->reference);
		}
		any = true;
		buf_char(b, ' ');
		pwsh_quote(b, g->tests[i].path);
	}
	if (any)
		buf_char(b, ')');
}

/* Without a link in its way it stands where other says. */
static void
pwsh_same(struct buf *b, const struct watch_test *w)
{
	buf_text(b, "[string]::Equals((__venvhook_real ");
	pwsh_quote(b, w->path);
	buf_text(b, "), ");
	pwsh_quote(b, w->other);
	buf_char(b, ')');
}

static void
pwsh_no_link(struct buf *b, const char *path)
{
	buf_text(b, "($null -eq [IO.FileInfo]::new(");
	pwsh_quote(b, path);
	buf_text(b, ").LinkTarget)");
}

static void
pwsh_test(struct buf *b, const struct watch_test *w)
{
	bool absent = w->kind == WATCH_ABSENT || w->kind == WATCH_FREE;

	buf_text(b, absent ? " -and -not " : " -and ");
	if (w->kind == WATCH_NO_LINK) {
		pwsh_no_link(b, w->path);
		return;
	}
	pwsh_exists(b, w->path, w->kind != WATCH_FREE);
	if (w->kind == WATCH_SAME) {
		buf_text(b, " -and ");
		pwsh_same(b, w);
	}
}

static void
pwsh_watch(struct buf *b, const struct watch *g)
{
	buf_text(b, "function global:__venvhook_watch { $true");
	for (size_t i = 0; i < g->n; i++)
		if (g->tests[i].kind != WATCH_NOT_NEWER)
			pwsh_test(b, &g->tests[i]);
	pwsh_ages(b, g);
	buf_text(b, " }\n");
}

static void
pwsh_level(struct buf *b, const struct region *r)
{
	buf_text(b, "function global:__venvhook_level($at) { "
	    "(__venvhook_plain $at)");
	for (size_t i = 0; i < r->names.n; i++) {
		buf_text(b, " -and -not ([IO.Directory]::Exists(\"$at/\" + ");
		pwsh_quote(b, r->names.p[i]);
		buf_text(b, ") -or [IO.File]::Exists(\"$at/\" + ");
		pwsh_quote(b, r->names.p[i]);
		buf_text(b, "))");
	}
	if (r->home != NULL) {
		buf_text(b, " -and -not [string]::Equals($at, "
		    "(__venvhook_real ");
		pwsh_quote(b, r->home);
		buf_text(b, "))");
	}
	buf_text(b, " }\n");
}

static void
pwsh_region(struct buf *b, const struct region *r)
{
	buf_text(b, "$global:__venvhook_base = ");
	pwsh_quote(b, r->base);
	buf_text(b, "\n$global:__venvhook_levels = ");
	buf_number(b, r->levels);
	buf_char(b, '\n');
	pwsh_level(b, r);
	buf_text(b, "function global:__venvhook_hole($at) { $false");
	for (size_t i = 0; i < r->holes.n; i++) {
		buf_text(b, " -or (__venvhook_within $at ");
		pwsh_quote(b, r->holes.p[i]);
		buf_char(b, ')');
	}
	buf_text(b, " }\n");
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
