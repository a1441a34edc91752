/*
 * A filter for a set of names, by the first two letters of each.  A name that
 * it lets through may be in the set; one that it stops is not, and need not be
 * compared with any of them.
 */
#ifndef BASE_PAIRS_H
#define BASE_PAIRS_H

#include <stdbool.h>
#include <stdint.h>

struct pairs {
	uint32_t second[32];	/* for each first letter: a bit for each */
				/* letter that comes second */
};

/* The bit for the second letter of name, which may have none. */
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

/* Could name be in the set? */
static inline bool
pairs_may_have(const struct pairs *p, const char *name)
{
	return (p->second[name[0] & 31] & pairs_bit(name)) != 0;
}

#endif
