#include "config.h"

#include "core/text/percent.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

static const struct { const char *text, *word; } written[] = {
	{ "", "" },
	{ "/home/me/.venv", "/home/me/.venv" },
	{ "a-Z_0.9@,~", "a-Z_0.9@,~" },
	{ "/a b%\n", "/a%20b%25%0A" },
	{ "a:b;c", "a%3Ab%3Bc" },
	{ "=-+", "%3D-%2B" },
	{ "\x1b[31m", "%1B%5B31m" },
	{ "\xc3\xa9\xff\x80", "%C3%A9%FF%80" },
	{ "'\"\\$`!", "%27%22%5C%24%60%21" },
};

/* No word that percent_put makes. */
static const char *const bad[] = {
	"a b", "a:b", "=", "%", "%4", "a%", "a%2", "%zz", "%2g", "%g2",
	"%0a", "%fF", "%00", "%41", "%2F", "%2e", "%%", "a\nb", "\xff",
	"%+1", "% 1", "%-1", "caf\xc3\xa9",
};

int
main(void)
{
	struct arena a = arena_fresh();
	struct buf all = buf_in(&a), word = buf_in(&a);

	for (size_t i = 0; i < ROWS(written); i++) {
		struct buf b = buf_in(&a);

		percent_put(&b, written[i].text);
		is_str(buf_string(&b), written[i].word, "row %zu is written", i);
		is_str(percent_take(&a, buf_view(&b)), written[i].text,
		    "row %zu is read back", i);
	}
	for (int c = 1; c < 256; c++)
		buf_char(&all, (char)c);
	percent_put(&word, all.p);
	is_str(percent_take(&a, buf_view(&word)), all.p,
	    "all bytes from 1 to 255 come back");
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.p[i] <= ' ' || word.p[i] == ':' ||
		    (unsigned char)word.p[i] > 0x7e)
			ok(false, "byte %zu of the word is not plain", i);
	for (size_t i = 0; i < ROWS(bad); i++)
		is_str(percent_take(&a, str_from(bad[i])), NULL,
		    "\"%s\" is no word of ours", bad[i]);
	is_str(percent_take(&a, (struct str){ "a\0b", 3 }), NULL,
	    "a word that holds a NUL is none of ours");
	is_str(percent_take(&a, (struct str){ "%\0" "0", 3 }), NULL,
	    "a word with a NUL for a digit is none of ours");
	is_str(percent_take(&a, (struct str){ "%0A", 2 }), NULL,
	    "what stands behind the word is not read");
	return done_testing();
}
