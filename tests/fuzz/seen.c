/*
 * Any bytes as what a shell says of itself.  What is found in them has a row, a
 * sentence, and what to do.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "core/doctor/finding.h"
#include "core/doctor/seen.h"
#include "core/shell/shell.h"
#include "fuzz.h"

static char memory[1 << 22];

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n > 8192)
		return 0;
	for (size_t i = 0; shells[i] != NULL; i++) {
		struct arena a = arena_over(memory, sizeof(memory), abort);
		struct findings f = { .arena = &a };
		struct seen seen = { .shell = shells[i], .rc = "/h/.rc",
		    .text = { (const char *)bytes, n }, .env = "/e" };

		if (shells[i]->doctor == NULL)
			continue;
		seen_examine(&seen, &f);
		for (size_t k = 0; k < f.n; k++) {
			hold(f.list[k].found < NFOUND);
			hold(f.list[k].sentence[0] != '\0');
			hold(f.list[k].todo[0] != '\0');
		}
	}
	return 0;
}
