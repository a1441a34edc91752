#include "config.h"

#include "core/text/keyval.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* What is read of a text: "1:key=value 2:[section] 3:!neither ". */
static const char *
read_back(struct arena *a, struct keyval k)
{
	struct buf b = buf_in(a);
	struct keyval_line line;

	while (keyval_next(&k, &line)) {
		buf_number(&b, line.number);
		buf_char(&b, ':');
		if (line.kind == KEYVAL_SECTION)
			buf_char(&b, '[');
		buf_str(&b, line.key);
		if (line.kind != KEYVAL_SECTION)
			buf_char(&b, line.kind == KEYVAL_PAIR ? '=' : '!');
		buf_str(&b, line.value);
		buf_char(&b, ' ');
	}
	return buf_string(&b);
}

/* Read plainly, and with comments, sections and byte order mark. */
static const struct {
	const char *title, *text, *plain, *rich;
} rows[] = {
	{ "nothing has no lines", "", "", "" },
	{ "blank lines count and are passed over", "\n \t\n\r\na = 1\n",
	    "4:a=1 ", "4:a=1 " },
	{ "the last line needs no newline", "a = 1\nb = 2",
	    "1:a=1 2:b=2 ", "1:a=1 2:b=2 " },
	{ "CR LF ends a line", "a = 1\r\nb = 2\r\n",
	    "1:a=1 2:b=2 ", "1:a=1 2:b=2 " },
	{ "the first = parts key and value", "a = b = c", "1:a=b = c ",
	    "1:a=b = c " },
	{ "blanks around both are no part of them", " \ta b\t=  c d \t",
	    "1:a b=c d ", "1:a b=c d " },
	{ "no blanks are needed", "a=1", "1:a=1 ", "1:a=1 " },
	{ "a value may be empty", "a =\n", "1:a= ", "1:a= " },
	{ "a key may be empty", "= 1\n", "1:=1 ", "1:=1 " },
	{ "a line without = is neither", "hello world", "1:!hello world ",
	    "1:!hello world " },
	{ "# begins a comment only for who wants comments", "# a = 1\n",
	    "1:# a=1 ", "" },
	{ "# after a value is the caller's", "a = 1 # b", "1:a=1 # b ",
	    "1:a=1 # b " },
	{ "[] is a section only for who wants sections", "[/a]\n[b]=c\n",
	    "1:![/a] 2:[b]=c ", "1:[/a 2:![b]=c " },
	{ "a section may have a comment", "[ /a b ]  # why\n",
	    "1:![ /a b ]  # why ", "1:[/a b " },
	{ "a name may hold a bracket", "[/a]b]", "1:![/a]b] ", "1:[/a]b " },
	{ "a section that is not closed is none", "[/a", "1:![/a ",
	    "1:![/a " },
	{ "text behind a section makes it none", "[/a] b", "1:![/a] b ",
	    "1:![/a] b " },
	{ "a byte order mark hides the first key", "\xef\xbb\xbf" "a = 1\n",
	    "1:\xef\xbb\xbf" "a=1 ", "1:a=1 " },
	{ "in the second line it is no mark", "\n\xef\xbb\xbf" "a = 1\n",
	    "2:\xef\xbb\xbf" "a=1 ", "2:\xef\xbb\xbf" "a=1 " },
};

static const struct {
	const char *key, *lower;
	bool same;
} keys[] = {
	{ "home", "home", true },
	{ "HoMe", "home", true },
	{ "home", "homes", false },
	{ "homes", "home", false },
	{ "", "home", false },
	{ "", "", true },
	{ "@ome", "`ome", false },
	{ "[ome", "{ome", false },
	{ "INCLUDE-SYSTEM", "include-system", true },
};

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str text = str_from(rows[i].text);

		is_str(read_back(&a, (struct keyval){ .rest = text }),
		    rows[i].plain, "plain: %s", rows[i].title);
		is_str(read_back(&a, (struct keyval){ .rest = text,
		    .comments = true, .sections = true, .bom = true }),
		    rows[i].rich, "rich: %s", rows[i].title);
	}
	is_str(read_back(&a, (struct keyval){ .rest = STR("[/a] # b"),
	    .sections = true }), "1:![/a] # b ",
	    "without comments a section has none either");
	is_str(read_back(&a, (struct keyval){ .rest = { NULL, 0 } }), "",
	    "no text has no lines");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		is_int(key_is(str_from(keys[i].key), keys[i].lower),
		    keys[i].same, "'%s' %s '%s'", keys[i].key,
		    keys[i].same ? "is" : "is not", keys[i].lower);
	return done_testing();
}
