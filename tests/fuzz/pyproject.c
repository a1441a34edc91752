/*
 * Any bytes as each file that says which Python a project asks for.  What is found is free
 * of controls other than those of a literal string, and each word is a word.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "core/python/asks.h"
#include "core/python/version.h"
#include "core/python/want.h"
#include "fuzz.h"

static char memory[1 << 24];

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n }, out;
	struct version v = { .release = { 3, 12 }, .parts = 2 };
	struct want want;

	if (n > 65536)
		return 0;
	for (size_t i = 0; asks[i].file != NULL; i++)
		if (ask_read(&a, &asks[i], text, &out, &want) == ASKS_FOUND &&
		    (out.n > n || want_may_fit(&want, &v, false)))
			want_install(&want, &v);
	while (pin_next(&text, &out)) {
		if (out.n == 0 || memchr(out.p, '\n', out.n) != NULL)
			abort();
		if (a.end - a.at > 1 << 20)
			want_parse(&a, out, &want);
	}
	return 0;
}
