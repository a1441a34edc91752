/* Memory for a test in C. */
#ifndef TESTS_UNIT_FRESH_H
#define TESTS_UNIT_FRESH_H

#include "base/arena.h"
#include "tap.h"

static inline void
arena_full(void)
{
	bail("out of memory");
}

/* An empty arena, over the same memory at each call. */
static inline struct arena
arena_fresh(void)
{
	static char memory[16 << 20];

	return arena_over(memory, sizeof(memory), arena_full);
}

#endif
