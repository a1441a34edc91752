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
struct trust;

struct decision {
	enum why why;
	const struct env *env;	/* to be on; NULL: none */
	bool hands_off;		/* change nothing at all */
	const char *subject;	/* what the sentence is about; may be NULL */
	const char *reason;	/* the sentence, whole */
	const char *hint;	/* what the user can do, or NULL */
};

struct decision decide(struct arena *, const struct facts *);

/* May the env by hand, facts->active, be on? */
struct decision decide_by_hand(struct arena *, const struct facts *);

/* The same subject, but another reason against it. */
struct decision decide_instead(struct decision, enum why);

/*
 * The rules of trust alone, for an env however it was named: shape, health,
 * owners, version control, then grants.  named: the user has just named this
 * env, which stands for a grant and for nothing else.  The records are those
 * given, which need not be all.
 */
struct decision judge(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/*
 * The same without shape and health, be it whole or broken: may what is there
 * be kept, and what it says of itself be believed?
 */
struct decision judge_trust(struct arena *, const struct facts *,
    const struct trust *, const struct env *, bool named);

/*
 * May it be made anew by what it says of itself?  One that was moved since is
 * the same still: its record has the place where it was made.
 */
bool judge_again(struct arena *, const struct facts *,
    const struct trust *, const struct env *);

/* Shape and health alone: is it a whole environment, whoever owns it? */
struct decision judge_form(struct arena *, const struct env *);

/* Has VIRTUAL_ENV the value that this session gave it? */
bool session_holds(const struct facts *);

/* Is VIRTUAL_ENV that of an env which we did not switch on? */
bool session_foreign(const struct facts *);

/*
 * Is the shell where this session belongs, and has `deactivate` been here:
 * ours, or the one of the env's own activate, which leaves the session as it
 * was?
 */
bool session_off_here(const struct facts *);

/*
 * Must version control be asked about it?  Not where a record says no, or
 * yes whoever brought it.
 */
bool judge_asks(const struct trust *, const struct env *);

#endif
