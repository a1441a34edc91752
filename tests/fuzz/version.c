/*
 * Any bytes as a version and as specifiers.  What is a version is the same
 * version when it is printed and read again, and stands in one order with
 * what the bytes hold behind a line end.
 */
#include "config.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/version.h"
#include "fuzz.h"

static char memory[1 << 20];

static void
version_again(struct arena *a, const struct version *v)
{
	struct buf b = buf_in(a);
	struct version w;

	version_print(&b, v);
	hold(version_parse(buf_view(&b), &w));
	hold(version_compare(v, &w) == 0);
	hold(version_begins(v, &w));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str rest = { (const char *)bytes, n }, line;
	struct version v, w;
	struct specifiers set;

	if (n > 65536 || n == 0 || !str_cut(&rest, '\n', &line))
		return 0;
	if (!version_parse(line, &v))
		return 0;
	version_again(&a, &v);
	if (rest.p == NULL)
		return 0;
	if (version_parse(rest, &w))
		hold(version_compare(&v, &w) == -version_compare(&w, &v));
	if (specifiers_parse(rest, &set))
		specifiers_fit(&set, &v);
	return 0;
}
