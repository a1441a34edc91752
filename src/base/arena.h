/*
 * Memory for one run.  An arena lies over one block that its owner supplies
 * and is never given back in part: the program lives for a millisecond.
 *
 * No caller has to check a result.  When the block is used up, arena_alloc
 * calls full(), which must not return: the program exits, a unit test bails
 * out, the fuzzer jumps back.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	char *at;		/* next free byte */
	char *end;
	void (*full)(void);	/* does not return */
};

/* An arena over the size bytes at block. */
struct arena arena_over(void *block, size_t size, void (*full)(void));

/* count * size bytes, zeroed and aligned for any object. */
void *arena_alloc(struct arena *, size_t count, size_t size);

/*
 * Turn the old_size bytes at old into new_size: the newest allocation grows in
 * place, any other is copied to a new place.  The bytes that are added are not
 * zeroed, as a page that nobody writes to costs nothing.
 */
void *arena_grow(struct arena *, void *old, size_t old_size, size_t new_size);

/*
 * The next n bytes, neither zeroed nor taken.  For a writer who knows the
 * length only once it has written: it writes here, and then takes that much
 * with arena_grow(a, NULL, 0, length).
 */
char *arena_ahead(struct arena *, size_t n);

/*
 * Make room for one more item in a list of n, each of size bytes.  The result
 * is the list, which may have moved.  An empty list is NULL with *room 0: it
 * gets room for `first` items, and twice the room each time it is full.
 */
void *arena_more(struct arena *, void *list, size_t n, size_t *room,
    size_t first, size_t size);

/* A NUL-terminated copy of n bytes. */
char *arena_copy(struct arena *, const char *bytes, size_t n);
char *arena_string(struct arena *, const char *text);

#define arena_new(a, type, count) \
    ((type *)arena_alloc((a), (size_t)(count), sizeof(type)))

#endif
