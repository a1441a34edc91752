#include "config.h"

#include "core/text/keyval.h"

#include <string.h>

/* "[name]" and "[name] # why" give "name"; anything else is no section. */
static bool
section_cut(struct str line, bool comments, struct str *name)
{
	for (size_t i = 1; i < line.n; i++) {
		struct str after = str_trim(str_range(line.p + i + 1,
		    line.p + line.n));

		if (line.p[i] != ']')
			continue;
		if (after.n == 0 || (comments && after.p[0] == '#')) {
			*name = str_trim(str_range(line.p + 1, line.p + i));
			return true;
		}
	}
	return false;
}

static void
line_read(const struct keyval *k, struct str text, struct keyval_line *line)
{
	struct str rest = text;

	*line = (struct keyval_line){ KEYVAL_OTHER, k->line, { "", 0 }, text };
	if (k->sections && text.p[0] == '[') {
		if (section_cut(text, k->comments, &line->key)) {
			line->kind = KEYVAL_SECTION;
			line->value = STR("");
		}
	} else if (memchr(text.p, '=', text.n) != NULL) {
		line->kind = KEYVAL_PAIR;
		str_cut(&rest, '=', &line->key);
		line->key = str_trim(line->key);
		line->value = str_trim(rest);
	}
}

bool
keyval_next(struct keyval *k, struct keyval_line *line)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct str text;

	while (str_line(&k->rest, &text)) {
		if (++k->line == 1 && k->bom && str_starts(text, STR(mark)))
			text = str_range(text.p + 3, text.p + text.n);
		text = str_trim(text);
		if (text.n == 0 || (k->comments && text.p[0] == '#'))
			continue;
		line_read(k, text, line);
		return true;
	}
	return false;
}

bool
key_is(struct str key, const char *lower)
{
	if (key.n != strlen(lower))
		return false;
	for (size_t i = 0; i < key.n; i++)
		if (str_lower(key.p[i]) != lower[i])
			return false;
	return true;
}
