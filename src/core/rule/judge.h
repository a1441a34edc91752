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
 * All of them.  named: the user has just named this env, which stands for a
 * grant and for nothing else.  The records are those given, which need not be
 * all.
 */
struct decision judge(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/*
 * The same without shape and health, be it whole or broken: may what is there
 * be kept, and what it says of itself be believed?
 */
struct decision judge_trust(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/* Owners and modes alone: could somebody else change it? */
struct decision judge_owners(struct arena *, const struct facts *,
    const struct env *);

/*
 * May it be made anew by what it says of itself?  One that was moved since is
 * the same still: its record has the place where it was made.
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
