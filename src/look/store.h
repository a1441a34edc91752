/*
 * The state directory: the grants, and a generation file.  Its name changes
 * with every change of the grants, so that a shell sees with one test whether
 * its answer still holds.
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
 * Read it; writes nothing.  Where nothing is there, there are no records, which
 * is no fault.  False with the fault in the store: they are not believed.
 */
bool store_load(struct arena *, const struct vars *, struct store *);

/*
 * Change the records: edit is called with those that are there, under the
 * lock, and what it leaves is synced and renamed into place.  False, with the
 * fault in the store, if that could not be done.
 */
bool store_change(struct arena *, const struct vars *, struct store *,
    void (*edit)(struct arena *, struct trust *, void *), void *context);

/*
 * Record that we made the env, if that directory (made) is still there.  A new
 * record is appended without waiting for the disk: if a power cut takes it, the
 * user is asked once more, and older records are not at risk.  state: the state
 * directory, if it is open, or -1.  project: whose env it is; NULL: that of the
 * directory that it is in.
 */
bool store_made(struct arena *, const struct vars *, struct store *,
    int state, enum grant_kind, const char *env, const char *project,
    const struct identity *made);

/*
 * Change only the generation, so that its file is newer than all that is
 * watched; false at once if somebody else is writing.
 */
bool store_renew(struct arena *, const struct vars *, struct store *);

/*
 * Put the grant in the place of a record of the same directory whose identity
 * says less (trust_renew); false at once if somebody else is writing.
 */
bool store_refresh(struct arena *, const struct vars *, struct store *,
    const struct grant *);

#endif
