/*
 * Any bytes, quoted and normalized.  What was quoted can be read back as sh
 * and PowerShell read it, and a normal path stays what it is.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pytext.h"
#include "fuzz.h"

static char memory[4 << 20];

/* Take the quotes off: '...' and "..." for sh; inside '...', '' is a quote. */
static struct str
unquoted(struct arena *a, struct str s, bool shell)
{
	struct buf b = buf_in(a);
	char quote = '\0';

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (quote == '\0' && (c == '\'' || (shell && c == '"')))
			quote = c;
		else if (c != quote)
			buf_char(&b, c);
		else if (!shell && i + 1 < s.n && s.p[i + 1] == c)
			buf_char(&b, s.p[i++]);
		else
			quote = '\0';
	}
	hold(quote == '\0');
	return buf_view(&b);
}

/* Printable, in one pair of quotes, which none inside ends. */
static void
check_repr(struct arena *a, struct str s, unsigned minor)
{
	struct buf b = buf_in(a);

	pytext_repr(&b, s, minor);
	hold(b.n >= 2 && b.p[0] == b.p[b.n - 1] &&
	    strchr("'\"", b.p[0]) != NULL);
	for (size_t i = 1; i + 1 < b.n; i++) {
		hold((unsigned char)b.p[i] >= ' ' && b.p[i] != 0x7f);
		hold(b.p[i] != b.p[0]);
		if (b.p[i] == '\\')
			i++;
	}
}

static void
check_paths(struct arena *a, const char *text)
{
	const char *normal = pytext_normal(a, text);
	const char *absolute = pytext_absolute(a, "/w", text);

	hold(strcmp(pytext_normal(a, normal), normal) == 0);
	hold(absolute[0] == '/');
	hold(strstr(absolute, "/../") == NULL);
	hold(strstr(absolute + 1, "//") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str s = { (const char *)bytes, n };
	struct buf sh = buf_in(&a), ps = buf_in(&a), same = buf_in(&a);

	if (n > 4096)
		return 0;
	pytext_shell(&sh, s);
	hold(str_eq(unquoted(&a, buf_view(&sh), true), s));
	pytext_powershell(&ps, s);
	hold(str_eq(unquoted(&a, buf_view(&ps), false), s));
	pytext_replace(&same, s, STR("ab"), STR("ab"));
	hold(str_eq(buf_view(&same), s));
	check_repr(&a, s, n > 0 ? bytes[0] % 16 : 0);
	check_paths(&a, arena_copy(&a, s.p, s.n));
	return 0;
}
