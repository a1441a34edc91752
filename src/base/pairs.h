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

/* The bit for the second letter; a name may have none. */
static inline uint32_t
pairs_bit(const char *name)
{
	return UINT32_C(1) << (name[0] == '\0' ? 0 : name[1] & 31);
}

static inline void
pairs_add(struct pairs *p, const char *name)
{
	p->second[name[0] & 31] |= pairs_bit(name);
}

/* Could name be one of them? */
static inline bool
pairs_may_have(const struct pairs *p, const char *name)
{
	return (p->second[name[0] & 31] & pairs_bit(name)) != 0;
}

#endif
