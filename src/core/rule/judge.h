/*
 * May this env be on?  The rules about one env, in their order: a record that
 * denies it, its shape and health, who could change it, what version control
 * says, then grants.
 */
#ifndef CORE_RULE_JUDGE_H
#define CORE_RULE_JUDGE_H

#include <stdbool.h>

#include "core/rule/decision.h"

struct arena;
struct env;
struct facts;
struct trust;

/*
 * All of these rules.  named: the user has just named this env, which counts
 * as a grant but replaces no other rule.  Only the records given count.
 */
struct decision judge(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/*
 * The same without shape and health, so for a broken env as well: may its
 * files be kept, and what its pyvenv.cfg says be believed?
 */
struct decision judge_trust(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/* Owners and modes alone: could somebody else change it? */
struct decision judge_owners(struct arena *, const struct facts *,
    const struct env *);

/*
 * May it be recreated as its pyvenv.cfg says, because a record trusts it?  For
 * an env that was moved, a record for the path where it was made is enough.
 */
bool judge_again(struct arena *, const struct facts *,
    const struct trust *, const struct env *);

/* Shape and health alone: is it a whole environment, whoever owns it? */
struct decision judge_form(struct arena *, const struct env *);

/*
 * Does it matter what version control says of it?  Not if a record denies it,
 * or allows it wherever it came from.
 */
bool judge_asks(const struct trust *, const struct env *);

#endif
