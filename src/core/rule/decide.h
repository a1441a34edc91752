/*
 * What should be active here, and why.  Pure: same facts, same answer.
 * `export` acts on it and `status` tells it, so the two cannot differ.
 */
#ifndef CORE_RULE_DECIDE_H
#define CORE_RULE_DECIDE_H

#include <stdbool.h>

#include "core/rule/decision.h"

struct arena;
struct facts;

struct decision decide(struct arena *, const struct facts *);

/* May facts->active be on, which the user activated by name? */
struct decision decide_by_hand(struct arena *, const struct facts *);

/* Has VIRTUAL_ENV the value that this session gave it? */
bool session_holds(const struct facts *);

/* Is VIRTUAL_ENV that of an env which we did not switch on? */
bool session_foreign(const struct facts *);

/* Is the shell still in the project of this session? */
bool session_here(const struct facts *);

/*
 * Is the shell still in the project of this session, and was `deactivate` run
 * there?  Ours says so in the session; that of the env's own activate script
 * leaves the session as it was, but VIRTUAL_ENV is gone.
 */
bool session_off_here(const struct facts *);

#endif
