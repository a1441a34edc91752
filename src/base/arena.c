#include "config.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/bytes.h"

enum { ALIGN = 16 };

struct arena
arena_over(void *block, size_t size, void (*full)(void))
{
	char *start = block;
	size_t skew = (ALIGN - (uintptr_t)block % ALIGN) % ALIGN;

	if (skew > size)
		skew = size;
	return (struct arena){ start + skew, start + size, full };
}

/*
 * The bytes that count * size takes, rounded up to ALIGN; where that cannot be
 * said in a size_t, more than any arena holds.
 */
static size_t
arena_room(size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n) || n > SIZE_MAX - ALIGN)
		return SIZE_MAX;
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

char *
arena_ahead(struct arena *a, size_t n)
{
	if (n > (size_t)(a->end - a->at)) {
		a->full();
		__builtin_trap();
	}
	return a->at;
}

static void *
arena_take(struct arena *a, size_t room)
{
	char *p = arena_ahead(a, room);

	a->at += room;
	return p;
}

void *
arena_alloc(struct arena *a, size_t count, size_t size)
{
	size_t room = arena_room(count, size);

	return memset(arena_take(a, room), 0, room);
}

void *
arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	size_t had = arena_room(1, old_size);
	void *p;

	if (old != NULL && (char *)old + had == a->at && new_size >= old_size)
		a->at = old;
	p = arena_take(a, arena_room(1, new_size));
	if (p == old)
		return p;
	if (old_size != 0)
		bytes_copy(p, old, old_size < new_size ? old_size : new_size);
	return p;
}

void *
arena_more(struct arena *a, void *list, size_t n, size_t *room, size_t first,
    size_t size)
{
	size_t had = *room;

	if (n < had)
		return list;
	*room = had == 0 ? first : had * 2;
	return arena_grow(a, list, had * size, *room * size);
}

char *
arena_copy(struct arena *a, const char *bytes, size_t n)
{
	char *p = arena_take(a, arena_room(1, n + 1));

	bytes_copy(p, bytes, n);
	p[n] = '\0';
	return p;
}

char *
arena_string(struct arena *a, const char *text)
{
	return arena_copy(a, text, strlen(text));
}
