/*
 * Any bytes as pyproject.toml and as .python-version.  What is found is free
 * of controls other than those of a literal string, and each word is a word.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/python/pyproject.h"
#include "core/python/version.h"
#include "core/python/want.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static char memory[1 << 24];

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n }, out;
	struct want want;

	if (n > 65536)
		return 0;
	if (pyproject_requires(&a, text, &out) == PYPROJECT_FOUND)
		want_parse_range(&a, out, &want);
	while (pin_next(&text, &out)) {
		if (out.n == 0 || memchr(out.p, '\n', out.n) != NULL)
			abort();
		if (a.end - a.at > 1 << 20)
			want_parse(&a, out, &want);
	}
	return 0;
}
