/*
 * Which two letters some names begin with.  A name that begins with others is
 * none of them, so that most need not be compared with each.
 */
#ifndef BASE_PAIRS_H
#define BASE_PAIRS_H

#include <stdbool.h>
#include <stdint.h>

struct pairs {
	uint32_t second[32];	/* by the first letter: a bit for each second */
};

static inline void
pairs_add(struct pairs *p, const char *name)
{
	p->second[name[0] & 31] |= UINT32_C(1) << (name[1] & 31);
}

/* Could name, which is not empty, be one of them? */
static inline bool
pairs_may_have(const struct pairs *p, const char *name)
{
	return (p->second[name[0] & 31] >> (name[1] & 31) & 1) != 0;
}

#endif
