/*
 * Any bytes as pyvenv.cfg.  What is taken is part of it; a prompt gets no
 * longer by being decoded, and no NUL comes into it.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "core/python/pyvenv.h"
#include "fuzz.h"

static char memory[1 << 20];

static bool
has_nul(struct str s)
{
	return s.n > 0 && memchr(s.p, '\0', s.n) != NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n }, prompt;
	struct pyvenv v;

	if (n > 65536)
		return 0;
	v = pyvenv_parse(&a, text);
	hold(v.has_home == (v.home.p != NULL));
	hold(v.major == 0 || v.version.n >= 3);
	hold(v.home.n + v.version.n + v.prompt.n + v.command.n <= n);
	if (!pyvenv_prompt(&a, &v, &prompt)) {
		hold(v.prompt.p == NULL);
		return 0;
	}
	hold(prompt.n <= v.prompt.n);
	hold(has_nul(v.prompt) || !has_nul(prompt));
	return 0;
}
