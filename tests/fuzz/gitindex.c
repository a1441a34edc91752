/*
 * Any bytes as an index of git, in one block and in small ones: the answer is
 * the same.  Where a file of an env is tracked, one of what is above it is.
 */
#include "config.h"

#include "core/text/gitindex.h"
#include "fuzz.h"

static bool
same(void *world, struct str dir)
{
	(void)world;
	return dir.n % 2 == 0;
}

static enum gitindex_part
asked(struct str index, struct tracked *t, size_t hash, size_t step)
{
	struct gitindex x;
	size_t at = 0, end = 0;

	gitindex_begin(&x, t, hash, index.n);
	while (x.part < GITINDEX_END && end < index.n) {
		size_t used;

		end = index.n - end < step ? index.n : end + step;
		used = gitindex_take(&x, (struct str){ index.p + at,
		    end - at });
		if (used > end - at)
			abort();
		at += used;
	}
	return x.part == GITINDEX_END ? GITINDEX_END : GITINDEX_BAD;
}

/* The same in blocks of any size. */
static struct tracked
answer(struct str index, const char *env, bool folds)
{
	struct tracked empty = { .env = str_from(env),
	    .same = folds ? same : NULL };
	struct tracked whole, parts;

	for (size_t hash = 20; hash <= 32; hash += 12) {
		whole = parts = empty;
		if (asked(index, &whole, hash, index.n + 1) !=
		    asked(index, &parts, hash, 50) ||
		    whole.found != parts.found || whole.way != parts.way)
			abort();
		if (whole.found)
			break;
	}
	return whole;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str index = { (const char *)bytes, n };

	if (answer(index, "a/b/.venv", false).found &&
	    (!answer(index, "a/b", false).found ||
	    !answer(index, "a", false).found ||
	    !answer(index, "", false).found))
		abort();
	answer(index, ".venv", true);
	return 0;
}
