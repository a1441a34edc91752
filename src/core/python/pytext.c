#include "config.h"

#include "core/python/pytext.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/printable.h"
#include "core/text/term.h"

bool
pytext_printable(unsigned long point, unsigned minor)
{
	size_t low = 0, high = printable_nruns;
	unsigned since;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (printable_runs[middle] >> 8 <= point)
			low = middle;
		else
			high = middle;
	}
	since = printable_runs[low] & 0xff;
	return since != 0 && since <= minor;
}

static void
append_hex(struct buf *b, const char *lead, unsigned long value, int digits)
{
	buf_text(b, lead);
	buf_hex(b, value, digits);
}

static void
append_escape(struct buf *b, unsigned long point)
{
	if (point == '\t')
		buf_text(b, "\\t");
	else if (point == '\n')
		buf_text(b, "\\n");
	else if (point == '\r')
		buf_text(b, "\\r");
	else if (point <= 0xff)
		append_hex(b, "\\x", point, 2);
	else if (point <= 0xffff)
		append_hex(b, "\\u", point, 4);
	else
		append_hex(b, "\\U", point, 8);
}

static bool
has(struct str s, char c)
{
	return s.n != 0 && memchr(s.p, c, s.n) != NULL;
}

void
pytext_repr(struct buf *b, struct str s, unsigned minor)
{
	char quote = has(s, '\'') && !has(s, '"') ? '"' : '\'';
	unsigned long point = 0;

	buf_char(b, quote);
	while (s.n > 0) {
		size_t n = utf8_decode(s, &point);

		if (n == 0) {
			/* as os.fsdecode does: byte 0xff is U+DCFF */
			append_escape(b, 0xdc00 + (unsigned char)s.p[0]);
			n = 1;
		} else if (!pytext_printable(point, minor)) {
			append_escape(b, point);
		} else {
			if (s.p[0] == quote || s.p[0] == '\\')
				buf_char(b, '\\');
			buf_bytes(b, s.p, n);
		}
		s.p += n;
		s.n -= n;
	}
	buf_char(b, quote);
}

static bool
is_plain(char c)
{
	return str_is_alnum(c) ||
	    (c != '\0' && strchr("_@%+=:,./-", c) != NULL);
}

/* s between single quotes, each quote in it replaced by inner. */
static void
append_quoted(struct buf *b, struct str s, const char *inner)
{
	buf_char(b, '\'');
	pytext_replace(b, s, STR("'"), str_from(inner));
	buf_char(b, '\'');
}

void
pytext_shell(struct buf *b, struct str s)
{
	size_t plain = 0;

	while (plain < s.n && is_plain(s.p[plain]))
		plain++;
	if (s.n > 0 && plain == s.n)
		buf_str(b, s);
	else
		append_quoted(b, s, "'\"'\"'");
}

void
pytext_powershell(struct buf *b, struct str s)
{
	append_quoted(b, s, "''");
}

void
pytext_replace(struct buf *b, struct str s, struct str word, struct str by)
{
	const char *end = s.p + s.n, *at;

	while ((at = str_find(s, word)) != NULL) {
		buf_str(b, str_range(s.p, at));
		buf_str(b, by);
		s = str_range(at + word.n, end);
	}
	buf_str(b, s);
}

/* Cut the last name off b, unless there is none or it is "..". */
static bool
drop_name(struct buf *b, size_t root)
{
	struct str name = path_base(buf_view(b));

	if (b->n == root || str_is(name, ".."))
		return false;
	b->n -= name.n;
	if (b->n > root)
		b->n--;
	b->p[b->n] = '\0';
	return true;
}

char *
pytext_normal(struct arena *a, const char *path)
{
	struct str rest = str_from(path), name;
	struct buf b = buf_in(a);
	size_t root = strspn(path, "/");

	/* POSIX: two slashes at the start may be a root of their own */
	root = root > 2 ? 1 : root;
	buf_bytes(&b, "//", root);
	while (str_cut(&rest, '/', &name)) {
		if (name.n == 0 || str_is(name, "."))
			continue;
		if (str_is(name, "..") && (drop_name(&b, root) || root > 0))
			continue;
		if (b.n > root)
			buf_char(&b, '/');
		buf_str(&b, name);
	}
	return b.n == 0 ? arena_string(a, ".") : b.p;
}

char *
pytext_absolute(struct arena *a, const char *cwd, const char *path)
{
	size_t n = strlen(cwd);

	if (path[0] == '/')
		return pytext_normal(a, path);
	return pytext_normal(a, text_join(a, cwd,
	    n > 0 && cwd[n - 1] == '/' ? "" : "/", path, NULL));
}

struct str
pytext_errno(struct str said)
{
	struct str line, piece, reason = STR("");

	while (str_line(&said, &line))
		while (str_cut(&line, '[', &piece)) {
			struct str rest = line;

			if (str_starts(rest, STR("Errno ")) &&
			    str_cut(&rest, ']', &piece))
				reason = str_trim(rest);
		}
	return reason;
}
