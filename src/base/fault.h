/*
 * Why something failed, for a person: whoever can fail returns false and
 * fills one of these; cmd/ alone prints it, as "venvhook: SUBJECT: REASON"
 * and, where the user can act, a second line "venvhook: HINT".
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

struct fault {
	const char *subject;	/* what it is about; NULL: nothing failed */
	const char *reason;	/* a sentence without its full stop */
	const char *hint;	/* what the user can do; or NULL */
	const char *said;	/* what a program printed at last; or NULL */
};

struct arena;

/* Fill *f; always false, for `return fault_set(...)`. */
bool fault_set(struct fault *f, const char *subject, const char *reason,
    const char *hint);

/* "SUBJECT: REASON" */
const char *fault_text(struct arena *, const struct fault *);

/* "REASON; HINT", or "REASON", for where only one line can be printed. */
const char *fault_sentence(struct arena *, const struct fault *);

#endif
