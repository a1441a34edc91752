/*
 * What the answer rests on, so that a shell can see with builtin tests alone
 * that it still holds: names that are there, names that are not, files that
 * have not been written since.
 */
#ifndef CORE_GUARD_H
#define CORE_GUARD_H

#include <stddef.h>

struct arena;

enum watch_kind {
	WATCH_THERE,
	WATCH_ABSENT,
	WATCH_NOT_NEWER,	/* than the reference of the guard */
};

struct watch {
	enum watch_kind kind;
	const char *path;
};

struct guard {
	struct watch *watches;
	size_t n, room;
	const char *reference;	/* a file that changes with every grant */
};

void guard_add(struct arena *, struct guard *, enum watch_kind,
    const char *path);

#endif
