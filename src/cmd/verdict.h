/*
 * May an env be pruned?  It has to be orphaned, broken or unused, as far as
 * that is wanted, and nothing may speak for it: what is not certain stays.
 */
#ifndef CMD_VERDICT_H
#define CMD_VERDICT_H

#include "cmd/listing.h"

enum verdict_kind {
	VERDICT_NONE,		/* nothing is against it */
	VERDICT_ORPHANED,
	VERDICT_BROKEN,
	VERDICT_UNUSED,
	VERDICTS,
};

/* What is asked for. */
struct wanted {
	bool kinds[VERDICTS];
	long long days;		/* unused for so many */
};

struct verdict {
	enum verdict_kind kind;
	const char *why;	/* "its project /p is gone" */
	const char *stays;	/* why it is kept all the same; or NULL */
};

/* By what was read of it, and the records. */
struct verdict verdict_of(const struct listing *, struct arena *,
    const struct listed *, const struct wanted *);

#endif
