/* What every fuzz target has: its entry, and hold() for what must be true. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static inline void
hold(bool held)
{
	if (!held)
		abort();
}

#endif
