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
 * May it be recreated by what its pyvenv.cfg says?  An env that was moved is
 * still the same one: there is a record for the path where it was made.
 */
bool judge_again(struct arena *, const struct facts *,
    const struct trust *, const struct env *);

/* Shape and health alone: is it a whole environment, whoever owns it? */
struct decision judge_form(struct arena *, const struct env *);

/*
 * Must version control be asked about it?  Not where a record says no, or
 * yes whoever brought it.
 */
bool judge_asks(const struct trust *, const struct env *);

#endif
