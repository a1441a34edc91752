#include "config.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdint.h>

#include "tap.h"

enum { SIZE = 4096 };

static char memory[SIZE] __attribute__((aligned(16)));
static jmp_buf overflow;
static int overflows;

static void
full(void)
{
	overflows++;
	longjmp(overflow, 1);
}

static struct arena
fresh(void)
{
	memset(memory, 0x5a, sizeof(memory));
	return arena_over(memory, sizeof(memory), full);
}

static bool
is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return false;
	return true;
}

/* Does count * size bytes go beyond an arena of SIZE bytes? */
static bool
overflows_at(size_t count, size_t size)
{
	struct arena a = fresh();
	int before = overflows;

	if (setjmp(overflow) == 0)
		arena_alloc(&a, count, size);
	return overflows > before;
}

static bool
grows_over(size_t to)
{
	struct arena a = fresh();
	void *p = arena_alloc(&a, 1, 64);
	int before = overflows;

	if (setjmp(overflow) == 0)
		arena_grow(&a, p, 64, to);
	return overflows > before;
}

static void
test_alloc(void)
{
	struct arena a = fresh();
	char *p = arena_alloc(&a, 3, 7), *q = arena_alloc(&a, 1, 1);
	char *none = arena_alloc(&a, 0, 8);

	ok(is_zero(p, 21), "memory of an arena is zeroed");
	ok(q >= p + 21, "a second allocation does not overlap the first");
	is_int((uintptr_t)p % 16, 0, "an allocation is aligned");
	is_int((uintptr_t)q % 16, 0, "one behind an odd size is aligned");
	ok(none != NULL, "nothing is allocated as no bytes, not as NULL");
	for (size_t skew = 0; skew < 16; skew++) {
		a = arena_over(memory + skew, 256, full);
		p = arena_alloc(&a, 1, 1);
		ok((uintptr_t)p % 16 == 0 && p >= memory + skew,
		    "a block that starts at %zu gives aligned memory", skew);
	}
}

static void
test_bounds(void)
{
	ok(!overflows_at(SIZE, 1), "all bytes of the block can be had");
	ok(overflows_at(SIZE + 1, 1), "one more is refused");
	ok(overflows_at(SIZE_MAX, 1), "SIZE_MAX bytes are refused");
	ok(overflows_at(SIZE_MAX / 8, 16), "a product that wraps is refused");
	ok(overflows_at(SIZE_MAX / 2, 2), "one that nearly wraps, too");
	ok(overflows_at(2, SIZE_MAX / 2 + 2), "one that wraps to 2, too");
	ok(!overflows_at(0, SIZE_MAX), "none of the largest is nothing");
	ok(!grows_over(SIZE), "an allocation grows to the end of the block");
	ok(grows_over(SIZE + 1), "none grows beyond the block");
	ok(grows_over(SIZE_MAX - 8), "none grows by a size that wraps");
}

static void
test_tiny(void)
{
	struct arena a = arena_over(memory + 1, 3, full);
	int before = overflows;

	if (setjmp(overflow) == 0)
		arena_alloc(&a, 1, 1);
	is_int(overflows, before + 1,
	    "a block that ends before it is aligned gives no byte");
}

static void
test_grow(void)
{
	struct arena a = fresh();
	char *p = arena_copy(&a, "abc", 3), *q, *r;

	q = arena_grow(&a, p, 4, 200);
	ok(q == p, "the newest allocation grows in place");
	is_str(q, "abc", "what grows in place keeps its bytes");
	r = arena_alloc(&a, 1, 16);
	ok(r >= q + 200, "what comes next stands behind all of it");
	p = arena_grow(&a, q, 200, 300);
	ok(p != q, "an older allocation is moved");
	is_str(p, "abc", "with its bytes");
	q = arena_grow(&a, NULL, 0, 16);
	ok(q >= p + 300, "growing nothing gives new memory");
}

static void
test_copies(void)
{
	struct arena a = fresh();

	is_mem(arena_copy(&a, "a\0b", 3), 4, "a\0b\0", 4,
	    "a copy holds NULs and ends in one");
	is_str(arena_copy(&a, NULL, 0), "", "a copy of nothing is empty");
	is_str(arena_string(&a, "text"), "text", "a string is copied whole");
}

int
main(void)
{
	test_alloc();
	test_bounds();
	test_tiny();
	test_grow();
	test_copies();
	return done_testing();
}
