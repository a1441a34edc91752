/*
 * Any bytes as a dirstate of mercurial: as a list, in one block and in small
 * ones, where the answer is the same; as a docket with its tree behind it.
 */
#include "config.h"

#include <string.h>

#include "core/text/dirstate.h"
#include "fuzz.h"

static bool
same(void *world, struct str dir)
{
	(void)world;
	return dir.n % 2 == 0;
}

static struct tracked
list(struct str bytes, const char *env, size_t step)
{
	struct tracked t = { .env = str_from(env) };
	struct dirstate x;
	size_t at = 0, end = 0;

	dirstate_begin(&x, &t, bytes.n);
	while (!dirstate_ended(&x) && end < bytes.n) {
		size_t used;

		end = bytes.n - end < step ? bytes.n : end + step;
		used = dirstate_take(&x, (struct str){ bytes.p + at,
		    end - at });
		if (used > end - at)
			abort();
		at += used;
	}
	t.left_out = x.bad;
	return t;
}

static bool
read_at(void *file, unsigned long long place, void *to, size_t n)
{
	const struct str *bytes = file;

	if (place > bytes->n || n > bytes->n - place)
		return false;
	memcpy(to, bytes->p + place, n);
	return true;
}

static void
tree(struct str bytes, bool folds)
{
	static struct dirstate_tree x;
	struct tracked t = { .env = STR("a/.venv"),
	    .same = folds ? same : NULL };

	x = (struct dirstate_tree){ .tracked = &t, .read = read_at,
	    .file = &bytes };
	if (dirstate_docket(&x, bytes) && strchr(x.uid, '/') != NULL)
		abort();
	dirstate_search(&x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes, n };
	struct tracked whole = list(text, ".venv", n + 1);
	struct tracked parts = list(text, ".venv", 9);

	if (whole.found != parts.found || whole.way != parts.way ||
	    whole.left_out != parts.left_out)
		abort();
	tree(text, false);
	tree(text, true);
	return 0;
}
