/*
 * Any bytes as an index of git.  Where a path is tracked, what is above it
 * cannot be said not to be.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/text/gitindex.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str index = { (const char *)bytes, n };

	if (gitindex_tracks(index, STR("")) != GIT_UNKNOWN)
		abort();
	if (gitindex_tracks(index, STR("a/b/.venv")) == GIT_YES &&
	    (gitindex_tracks(index, STR("a/b")) == GIT_NO ||
	    gitindex_tracks(index, STR("a")) == GIT_NO))
		abort();
	return 0;
}
