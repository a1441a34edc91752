/*
 * What should be active here, and why.  Pure: same facts, same answer.
 * `export` acts on it and `status` tells it, so the two cannot differ.
 */
#ifndef CORE_RULE_DECIDE_H
#define CORE_RULE_DECIDE_H

#include "core/rule/decision.h"

struct arena;
struct facts;

struct decision decide(struct arena *, const struct facts *);

/* May facts->active be on, which the user activated by name? */
struct decision decide_by_hand(struct arena *, const struct facts *);

#endif
