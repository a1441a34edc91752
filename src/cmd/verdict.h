/*
 * May prune delete an env?  Something has to be against it: it is orphaned,
 * broken or unused, as far as the user asked for that.  And nothing may speak
 * for it: where anything is not certain it stays.
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

/* The verdict by what was found out of the env, and by the records. */
struct verdict verdict_of(const struct listing *, struct arena *,
    const struct listed *, const struct wanted *);

#endif
