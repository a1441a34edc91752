/*
 * What the rules decided: which env is to be on, if any, and the reason, which
 * is a row of why.h with the detail of this case filled in.
 */
#ifndef CORE_RULE_DECISION_H
#define CORE_RULE_DECISION_H

#include <stdbool.h>

#include "core/rule/why.h"

struct arena;
struct env;

struct decision {
	enum why why;
	const struct env *env;	/* to be on; NULL: none */
	bool hands_off;		/* change nothing at all */
	const char *subject;	/* what the sentence is about; may be NULL */
	const char *reason;	/* the sentence, whole */
	const char *hint;	/* what the user can do, or NULL */
};

/*
 * The decision for that reason: env is kept if it switches one on, and detail
 * takes the place of the '@' in its sentence.
 */
struct decision because(struct arena *, enum why, const struct env *,
    const char *subject, const char *detail);

/* The same subject, but another reason against it. */
struct decision decision_instead(struct decision, enum why);

#endif
