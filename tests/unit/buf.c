#include "config.h"

#include "base/buf.h"

#include <limits.h>

#include "fresh.h"
#include "tap.h"

static void
test_append(struct arena *a)
{
	struct buf b = buf_in(a);

	is_str(buf_string(&b), "", "a new buffer is the empty string");
	is_int(buf_view(&b).n, 0, "a new buffer has an empty view");
	buf_bytes(&b, NULL, 0);
	is_str(buf_string(&b), "", "no bytes leave it empty");
	buf_text(&b, "one");
	buf_char(&b, ' ');
	buf_str(&b, STR("two"));
	buf_texts(&b, " three", "", " four", NULL);
	is_str(buf_string(&b), "one two three four",
	    "texts come one after another");
	buf_char(&b, '\0');
	buf_char(&b, 'x');
	is_mem(b.p, b.n, "one two three four\0x", 20, "a NUL is a byte");
	is_int(b.p[b.n], 0, "a NUL that is not counted ends it");
}

static void
test_growth(struct arena *a)
{
	struct buf b = buf_in(a), other = buf_in(a);
	bool kept = true;

	for (unsigned i = 0; i < 5000; i++) {
		buf_char(&b, (char)('a' + i % 26));
		if (i % 100 == 0)
			buf_char(&other, 'x');
	}
	for (unsigned i = 0; i < 5000; i++)
		kept = kept && b.p[i] == (char)('a' + i % 26);
	ok(kept && b.n == 5000, "two that grow in turn keep their bytes");
	is_int(other.n, 50, "both of them");
}

static const struct {
	unsigned long long n;
	const char *decimal;
} numbers[] = {
	{ 0, "0" },
	{ 7, "7" },
	{ 8, "8" },
	{ 10, "10" },
	{ 0755, "493" },
	{ ULLONG_MAX, "18446744073709551615" },
};

static void
test_numbers(struct arena *a)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct buf b = buf_in(a);

		buf_number(&b, numbers[i].n);
		is_str(buf_string(&b), numbers[i].decimal,
		    "%s is printed in decimal", numbers[i].decimal);
	}
}

static void
test_hex(struct arena *a)
{
	struct buf b = buf_in(a);

	buf_hex(&b, 10, 4);
	is_str(buf_string(&b), "000a", "zeros lead up to so many digits");
	buf_hex(&b, 0x123, 2);
	is_str(buf_string(&b), "000a23", "what is more than those is left out");
	buf_hex(&b, ULLONG_MAX, 16);
	is_str(buf_string(&b), "000a23ffffffffffffffff",
	    "all sixteen can be had");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_append(&a);
	test_growth(&a);
	test_numbers(&a);
	test_hex(&a);
	is_str(text_join(&a, "/p", "/", ".venv", NULL), "/p/.venv",
	    "texts are joined");
	is_str(text_typed(&a, "/p/.venv"), "/p/.venv",
	    "a plain path is typed as it stands");
	is_str(text_typed(&a, "/bob's p"), "\"/bob's p\"",
	    "one with a blank is typed in double quotes");
	is_str(text_typed(&a, "a$(b)`c`\"!"), "'a$(b)`c`\"!'",
	    "what double quotes do not hold is typed in single ones");
	is_str(text_typed(&a, "'$(a)\\\n\xe2\x80\x99"), "'?$(a)?" "??" "'",
	    "what neither hold in all shells is typed as question marks");
	is_str(text_typed(&a, ""), "\"\"",
	    "an empty text is typed as two quotes");
	is_str(text_join(&a, NULL), "", "joining none gives the empty string");
	is_str(text_join(&a, "", "", NULL), "",
	    "joining empty ones gives it as well");
	return done_testing();
}
