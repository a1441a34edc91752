#include "config.h"

#include "core/python/shebang.h"

#include <string.h>

#include "base/buf.h"
#include "core/text/sha256.h"

/* distlib's limits of a whole line: "#!", exe and the newline. */
enum { LINE_MAX = 127, LINE_MAX_DARWIN = 512 };

static bool
contains(struct str s, const char *bytes)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\0' && strchr(bytes, s.p[i]) != NULL)
			return true;
	return false;
}

bool
shebang_simple(struct str exe, bool darwin)
{
	return !contains(exe, " ") &&
	    exe.n + 3 <= (darwin ? LINE_MAX_DARWIN : LINE_MAX);
}

/* Python reads the line as a string in ''', which these would end. */
static bool
has_triple(struct str s)
{
	for (size_t i = 0; i + 2 < s.n; i++)
		if (memcmp(s.p + i, "'''", 3) == 0)
			return true;
	return false;
}

/* Is exe a word that sh takes as it is, so that it needs no quotes? */
static bool
is_harmless(struct str exe)
{
	if (has_triple(exe))
		return false;
	if (contains(exe, " "))
		return !contains(exe, "\"$`\\\t\n");
	return !contains(exe, "\"$`\\\t\n'!#&()*;<>?[]^{|}~");
}

/*
 * exe as a word for sh, in a line that is also the inside of a ''' string to
 * Python.  Single quotes suit both unless exe holds a backslash: Python would
 * read \x, \u and \N as escapes.  Then it is double quotes, where "\\" is
 * one backslash to both.
 */
static void
append_word(struct buf *b, struct str exe)
{
	bool twice = contains(exe, "\\");

	buf_char(b, twice ? '"' : '\'');
	for (size_t i = 0; i < exe.n; i++) {
		char c = exe.p[i];

		if (!twice && c == '\'') {
			buf_text(b, "'\\''");
			continue;
		}
		if (twice && contains((struct str){ &c, 1 }, "\\\"$`"))
			buf_char(b, '\\');
		/* put "" between two quotes, so that three never meet */
		if (twice && c == '\'' && i > 0 && exe.p[i - 1] == '\'')
			buf_text(b, "\"\"");
		buf_char(b, c);
	}
	buf_char(b, twice ? '"' : '\'');
}

void
shebang_write(struct buf *b, struct str exe, bool darwin)
{
	const char *quote = contains(exe, " ") ? "\"" : "";

	if (shebang_simple(exe, darwin)) {
		buf_text(b, "#!");
		buf_str(b, exe);
		buf_char(b, '\n');
		return;
	}
	buf_text(b, "#!/bin/sh\n'''exec' ");
	if (is_harmless(exe)) {
		buf_text(b, quote);
		buf_str(b, exe);
		buf_text(b, quote);
	} else {
		append_word(b, exe);
	}
	buf_text(b, " \"$0\" \"$@\"\n' '''\n");
}

struct str
shebang_body(struct str script, bool *simple)
{
	struct str rest = script, line;

	*simple = true;
	if (!str_starts(script, STR("#!")) || !str_line(&rest, &line))
		return script;
	if (str_starts(rest, STR("'''exec' "))) {
		*simple = false;
		str_line(&rest, &line);
		str_line(&rest, &line);
	}
	return rest.p == NULL ? STR("") : rest;
}

/* A line is CSV; what has quotes within quotes is no name we know. */
struct str
shebang_recorded(struct str line)
{
	bool quoted = line.n > 0 && line.p[0] == '"';
	struct str path;

	if (quoted)
		line = str_range(line.p + 1, line.p + line.n);
	return str_cut(&line, quoted ? '"' : ',', &path) ? path : STR("");
}

static const struct script *
script_of(struct str path, const struct script *scripts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(path, scripts[i].path))
			return &scripts[i];
	return NULL;
}

/* The line, as long as its path is, with the hash and size of text. */
static void
put_sum(struct buf *b, struct str line, struct str path, struct str text)
{
	size_t quotes = path.p > line.p ? 1 : 0;

	buf_bytes(b, line.p, path.n + 2 * quotes);
	buf_text(b, ",sha256=");
	sha256_base64(b, text);
	buf_char(b, ',');
	buf_number(b, text.n);
}

void
shebang_record(struct buf *b, struct str record,
    const struct script *scripts, size_t n)
{
	struct str line;

	while (record.n > 0 && str_cut(&record, '\n', &line)) {
		struct str path = shebang_recorded(line);
		const struct script *script = script_of(path, scripts, n);
		bool crlf = line.n > 0 && line.p[line.n - 1] == '\r';

		if (script == NULL) {
			buf_str(b, line);
		} else {
			put_sum(b, line, path, script->text);
			buf_text(b, crlf ? "\r" : "");
		}
		if (record.p != NULL)
			buf_char(b, '\n');
	}
}
