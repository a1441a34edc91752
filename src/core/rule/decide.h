/*
 * What should be active here, and why.  Pure: same facts, same answer.
 * `export` acts on it and `status` tells it, so the two cannot differ.
 */
#ifndef CORE_RULE_DECIDE_H
#define CORE_RULE_DECIDE_H

#include <stdbool.h>

#include "core/rule/why.h"

struct arena;
struct env;
struct facts;

struct decision {
	enum why why;
	const struct env *env;	/* to be on; NULL: none */
	bool hands_off;		/* change nothing at all */
	const char *subject;	/* what the sentence is about; may be NULL */
	const char *reason;	/* the sentence, whole */
	const char *hint;	/* what the user can do, or NULL */
};

struct decision decide(struct arena *, const struct facts *);

/*
 * The rules of trust alone, for an env however it was named: shape, health,
 * owners, then grants (design, section 6).  granted: the user has just named
 * this env, which stands for a grant and for nothing else.
 */
struct decision judge(struct arena *, const struct facts *,
    const struct env *, bool granted);

/*
 * Owners and grants alone, be it whole or broken: may what is there be kept,
 * and what it says of itself be believed?
 */
struct decision judge_trust(struct arena *, const struct facts *,
    const struct env *, bool granted);

/* Shape and health alone: is it a whole environment, whoever owns it? */
struct decision judge_form(struct arena *, const struct env *);

/* Has VIRTUAL_ENV the value that this session gave it? */
bool session_holds(const struct facts *);

/*
 * Must the git index be asked?  Only where a tree is all that speaks for
 * the env.  The tree, or NULL.
 */
const struct grant *judge_tree(const struct facts *, const struct env *);

#endif
