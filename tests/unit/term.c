#include "config.h"

#include "core/text/term.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* Length and code point of the first sequence; length 0: there is none. */
static const struct {
	const char *in;
	size_t length;
	unsigned long point;
} decodes[] = {
	{ "a", 1, 'a' },
	{ "\x7f", 1, 0x7f },
	{ "\xc2\x80", 2, 0x80 },
	{ "\xdf\xbf", 2, 0x7ff },
	{ "\xe0\xa0\x80", 3, 0x800 },
	{ "\xed\x9f\xbf", 3, 0xd7ff },
	{ "\xee\x80\x80", 3, 0xe000 },
	{ "\xef\xbf\xbf", 3, 0xffff },
	{ "\xf0\x90\x80\x80", 4, 0x10000 },
	{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff },
	{ "", 0, 0 },
	{ "\x80", 0, 0 },
	{ "\xbf", 0, 0 },
	{ "\xc0\x80", 0, 0 },
	{ "\xc1\xbf", 0, 0 },
	{ "\xe0\x9f\xbf", 0, 0 },
	{ "\xf0\x8f\xbf\xbf", 0, 0 },
	{ "\xed\xa0\x80", 0, 0 },
	{ "\xed\xbf\xbf", 0, 0 },
	{ "\xf4\x90\x80\x80", 0, 0 },
	{ "\xf5\x80\x80\x80", 0, 0 },
	{ "\xff", 0, 0 },
	{ "\xfe", 0, 0 },
	{ "\xc2", 0, 0 },
	{ "\xe2\x82", 0, 0 },
	{ "\xf0\x9f\x98", 0, 0 },
	{ "\xc2" "a", 0, 0 },
	{ "\xe2\x82" "a", 0, 0 },
};

static const struct { const char *in, *text, *prompt; } texts[] = {
	{ "plain", "plain", "plain" },
	{ "", "", "" },
	{ "a\033[31m", "a?[31m", "a?[31m" },
	{ "\033]0;x\a", "?]0;x?", "?]0;x?" },
	{ "a\nb\rc\td", "a?b?c?d", "a?b?c?d" },
	{ "\x01\x1f\x7f", "???", "???" },
	{ "\xc2\x80\xc2\x9b\xc2\x9f", "???", "???" },
	{ "\xc2\xa0", "\xc2\xa0", "\xc2\xa0" },
	{ "\xe2\x80\xae" "txt", "?txt", "?txt" },
	{ "\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad", "????", "????" },
	{ "\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9", "????", "????" },
	{ "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", "???", "???" },
	{ "\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf", "???", "???" },
	{ "a\xe2\x80\x8b" "b\xc2\xad" "c", "a?b?c", "a?b?c" },
	{ "\xe3\x85\xa4\xef\xbe\xa0\xe2\xa0\x80", "???", "???" },
	{ "\xef\xb8\x8f\xf3\xa0\x81\x81\xcd\x8f", "???", "???" },
	{ "\xe3\x85\xa3\xe2\xa0\x81", "\xe3\x85\xa3\xe2\xa0\x81",
	    "\xe3\x85\xa3\xe2\xa0\x81" },
	{ "\xff\xfe", "??", "??" },
	{ "\xe2\x82", "??", "??" },
	{ "\xc0\xaf", "??", "??" },
	{ "\xed\xa0\x80", "???", "???" },
	{ "caf\xc3\xa9 \xf0\x9f\x9a\x92", "caf\xc3\xa9 \xf0\x9f\x9a\x92",
	    "caf\xc3\xa9 \xf0\x9f\x9a\x92" },
	{ "$(id)", "$(id)", "_(id)" },
	{ "`id`", "`id`", "_id_" },
	{ "\\u@%n!", "\\u@%n!", "_u@_n_" },
};

static const struct {
	const char *in;
	size_t columns;
	const char *want;
} fits[] = {
	{ "abc", 3, "abc" },
	{ "abc", 2, "ab" },
	{ "abc", 0, "" },
	{ "", 0, "" },
	{ "", 9, "" },
	{ "a\033[31m", 3, "a?[" },
	{ "\xe4\xb8\xad\xe4\xb8\xad", 4, "\xe4\xb8\xad\xe4\xb8\xad" },
	{ "\xe4\xb8\xad\xe4\xb8\xad", 3, "\xe4\xb8\xad" },
	{ "a\xf0\x9f\x9a\x92" "b", 3, "a\xf0\x9f\x9a\x92" },
	{ "a\xf0\x9f\x9a\x92" "b", 2, "a" },
	{ "\xff\xff\xff", 2, "??" },
};

/* No byte of any text comes out that acts. */
static void
test_bytes(struct arena *a)
{
	for (unsigned c = 0; c < 256; c++) {
		char in[] = { 'a', (char)c, 'b' };
		struct buf b = buf_in(a), p = buf_in(a);
		bool plain = c >= 0x20 && c < 0x7f;

		term_text(&b, (struct str){ in, 3 });
		term_prompt(&p, (struct str){ in, 3 });
		is_int((unsigned char)b.p[1], plain ? c : '?',
		    "byte %02x %s", c, plain ? "is shown" : "is not shown");
		ok(b.n == 3 && p.n == 3 && strchr("\\$`!%", p.p[1]) == NULL,
		    "byte %02x does not act in a prompt", c);
	}
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(decodes); i++) {
		unsigned long point = 0;

		is_int(utf8_decode(str_from(decodes[i].in), &point),
		    decodes[i].length, "length of sequence %zu", i);
		if (decodes[i].length > 0)
			is_int(point, decodes[i].point,
			    "point of sequence %zu", i);
		is_int(utf8_valid(str_from(decodes[i].in)),
		    decodes[i].length > 0 || decodes[i].in[0] == '\0',
		    "sequence %zu is valid or not", i);
	}
	for (size_t i = 0; i < ROWS(texts); i++) {
		struct buf b = buf_in(&a), p = buf_in(&a);

		term_text(&b, str_from(texts[i].in));
		term_prompt(&p, str_from(texts[i].in));
		is_str(buf_string(&b), texts[i].text,
		    "text %zu is harmless in a terminal", i);
		is_str(buf_string(&p), texts[i].prompt,
		    "text %zu is harmless in a prompt", i);
	}
	for (size_t i = 0; i < ROWS(fits); i++) {
		struct buf b = buf_in(&a);

		buf_text(&b, "> ");
		term_fit(&b, str_from(fits[i].in), fits[i].columns);
		is_str(buf_string(&b), text_join(&a, "> ", fits[i].want,
		    NULL), "text %zu fits into %zu columns", i,
		    fits[i].columns);
	}
	test_bytes(&a);
	ok(!utf8_valid((struct str){ "\xc3\xa9", 1 }),
	    "a sequence is not read beyond the end of its text");
	return done_testing();
}
