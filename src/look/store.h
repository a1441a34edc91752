/*
 * The state directory: the grants, and a generation file whose name changes
 * with every change of them, so that a shell sees with one test whether its
 * answer is still good.
 *
 *	grants		the records (core/rule/trust.h)
 *	generation.17	empty; the number stands in grants as well
 *	lock		held by whoever writes
 */
#ifndef LOOK_STORE_H
#define LOOK_STORE_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/facts.h"
#include "core/rule/trust.h"

struct arena;
struct vars;

struct store {
	const char *dir;		/* NULL: there is no home */
	struct fault fault;		/* why trust is not to be believed */
	struct trust trust;
	const char *generation;		/* its file; NULL: nothing yet */
	const char *grants;		/* path of the records */
	struct node stamp;		/* of the generation file */
};

/*
 * Read it; writes nothing.  Nothing there is good and empty.  False with the
 * fault in the store: the records are not to be believed.
 */
bool store_load(struct arena *, const struct vars *, struct store *);

/*
 * Change it: edit gets the records as they are under the lock, and what it
 * makes of them replaces them, synced and renamed into place.  False, with
 * the fault in the store, if that could not be done.
 */
bool store_change(struct arena *, const struct vars *, struct store *,
    void (*edit)(struct arena *, struct trust *, void *), void *context);

/*
 * Add the record of what was made at env, or replace it, if the directory
 * that was made still stands there.  A new one is appended and
 * not waited for until it is on the disk: lost in a power cut it costs one
 * question, and what the user has said is synced and not written again.
 */
bool store_made(struct arena *, const struct vars *, struct store *,
    enum grant_kind, const char *env, const struct identity *made);

/*
 * Change nothing but the generation, so that it is newer than all else; false
 * at once where another one is writing.
 */
bool store_renew(struct arena *, const struct vars *, struct store *);

/*
 * Put what is known now into a record that knew less of the same directory,
 * if it is still there; false at once where another one is writing.
 */
bool store_refresh(struct arena *, const struct vars *, struct store *,
    const struct grant *);

#endif
