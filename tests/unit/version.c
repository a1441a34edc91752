#include "config.h"

#include "core/python/version.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* As printed; NULL: no version. */
static const struct { const char *in, *out; } parses[] = {
	{ "3", "3" },
	{ "3.12", "3.12" },
	{ "3.12.1", "3.12.1" },
	{ " 3.12.1\t", "3.12.1" },
	{ "v3.12", "3.12" },
	{ "3.14.0rc2", "3.14.0rc2" },
	{ "3.14.0-RC.2", "3.14.0rc2" },
	{ "3.14.0c2", "3.14.0rc2" },
	{ "3.14.0_preview_2", "3.14.0rc2" },
	{ "3.14a1", "3.14a1" },
	{ "3.14.alpha", "3.14a0" },
	{ "3.14beta3", "3.14b3" },
	{ "3.14.dev4", "3.14.dev4" },
	{ "3.14dev", "3.14.dev0" },
	{ "1.0.post2", "1.0.post2" },
	{ "1.0-2", "1.0.post2" },
	{ "1.0r2", "1.0.post2" },
	{ "1a2.post3.dev4", "1a2.post3.dev4" },
	{ "3.012", "3.12" },
	{ "1.2.3.4.5.6", "1.2.3.4.5.6" },
	{ "1.2.3.4.5.6.0", "1.2.3.4.5.6" },
	{ "99999999", "99999999" },
	{ "1.2.3.4.5.6.7", NULL },
	{ "100000000", NULL },
	{ "", NULL },
	{ " ", NULL },
	{ ".", NULL },
	{ "v", NULL },
	{ "3.", NULL },
	{ ".3", NULL },
	{ "3..1", NULL },
	{ "3.x", NULL },
	{ "3.12.*", NULL },
	{ "3 .12", NULL },
	{ "-3", NULL },
	{ "+3", NULL },
	{ "1!3.12", NULL },
	{ "3.12+local", NULL },
	{ "3.12rc1rc2", NULL },
	{ "3.12.dev1.post1", NULL },
	{ "3.12.post1rc1", NULL },
	{ "3.12rc-", NULL },
	{ "3.12-", NULL },
	{ "python", NULL },
};

/* Each stands below the next; "=" joins equal ones. */
static const char *const ordered[] = {
	"1", "=1.0", "1.0.1", "2.7.18", "3.9", "=3.9.0", "3.10.dev1",
	"3.10a0.dev1", "3.10a1", "3.10a2", "3.10b1", "3.10rc1.dev2",
	"3.10rc1", "3.10rc1.post1", "3.10rc2", "3.10rc10", "3.10",
	"=3.10.0.0", "3.10.post0.dev1", "3.10.post0", "3.10.post1", "3.10.1",
	"3.10.10", "4",
};

static const struct { const char *prefix, *version; bool begins; } begins[] = {
	{ "3", "3.12.1", true },
	{ "3.12", "3.12.1", true },
	{ "3.12", "3.12", true },
	{ "3.12.1", "3.12.1", true },
	{ "3.12", "3.14.0rc2", false },
	{ "3.14", "3.14.0rc2", true },
	{ "3.14.0", "3.14.0rc2", true },
	{ "3.14.0rc2", "3.14.0rc2", true },
	{ "3.14.0rc1", "3.14.0rc2", false },
	{ "3.14.0rc2", "3.14.0", false },
	{ "3.1", "3.12.1", false },
	{ "3.12.1", "3.12.10", false },
	{ "3.12.1", "3.12", false },
	{ "2", "3.2", false },
};

static const struct { const char *set, *version; bool fits; } fits[] = {
	{ "", "3.12.1", true },
	{ " , ", "3.12.1", true },
	{ ">=3.10", "3.10.0", true },
	{ ">=3.10", "3.9.18", false },
	{ ">=3.10,<3.13", "3.12.9", true },
	{ ">=3.10,<3.13", "3.13.0", false },
	{ " >= 3.10 , < 3.13 , ", "3.10.13", true },
	{ ">=3.10, !=3.11.*", "3.11.7", false },
	{ ">=3.10, !=3.11.*", "3.12.1", true },
	{ "!=3.11", "3.11.0", false },
	{ "!=3.11", "3.11.7", true },
	{ "==3.11.*", "3.11.7", true },
	{ "==3.11.*", "3.12.0", false },
	{ "==3.*", "3.6.15", true },
	{ "==3.1.*", "3.11.7", false },
	{ "==3.11", "3.11.7", false },
	{ "==3.11", "3.11.0", true },
	{ "~=3.8", "3.8.18", true },
	{ "~=3.8", "3.13.0", true },
	{ "~=3.8", "3.7.16", false },
	{ "~=3.8", "4.0", false },
	{ "~=3.8.2", "3.8.18", true },
	{ "~=3.8.2", "3.8.1", false },
	{ "~=3.8.2", "3.9.0", false },
	{ "===3.12.1", "3.12.1", true },
	{ "===3.12", "3.12.0", false },
	{ "===foo", "3.12.0", false },
	{ ">3.10", "3.10.0", false },
	{ ">3.10", "3.10.1", true },
	{ ">3.10", "3.10.post1", false },
	{ ">3.10.post0", "3.10.post1", true },
	{ "<=3.10", "3.10.0", true },
	{ "<=3.10", "3.10.1", false },
	{ "<3.12", "3.12.0", false },
	{ "<3.12", "3.11.99", true },
	{ ">=3.6.*", "3.6.15", true },
	{ ">=3.6.*,<4.*", "3.13.0", true },
	{ ">=3.6.*", "3.5.9", false },
	/* pip counts an early version as its release */
	{ ">=3.14", "3.14.0rc2", true },
	{ "<3.14", "3.14.0rc2", false },
	{ ">=3.14.0rc1", "3.14.0rc2", true },
	{ ">=3.14.0rc3", "3.14.0rc2", false },
	{ "<3.14.0rc2", "3.14.0rc1", true },
	{ "<3.14,!=3.2rc1", "3.14.0rc2", false },
	{ "==3.14.0", "3.14.0rc2", true },
	{ "==3.14.0rc1", "3.14.0rc2", false },
};

static const char *const no_sets[] = {
	"3.12", "=3.12", "^3.12", ">=", ">=3.x", ">= 3.10 <4", ">=3.10;<4",
	"~=3", "~=3.8.*", "<=3.8.*", ">3.8.*", "==3.8rc1.*", "==", "===",
	"== *", ">=3.10,oops", "!3.12", "=>3.10", "==.*",
	">1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1,>1",
};

static struct version
version(const char *text)
{
	struct version v;

	if (!version_parse(str_from(text), &v))
		bail("no version: %s", text);
	return v;
}

static void
test_parse(struct arena *a)
{
	for (size_t i = 0; i < sizeof(parses) / sizeof(parses[0]); i++) {
		struct buf b = buf_in(a);
		struct version v;

		if (version_parse(str_from(parses[i].in), &v))
			version_print(&b, &v);
		is_str(b.p, parses[i].out, "version: '%s' is %s",
		    parses[i].in, parses[i].out == NULL ? "none" :
		    parses[i].out);
	}
}

static void
test_order(void)
{
	size_t n = sizeof(ordered) / sizeof(ordered[0]);
	int rank[sizeof(ordered) / sizeof(ordered[0])] = { 0 };

	for (size_t i = 1; i < n; i++)
		rank[i] = rank[i - 1] + (ordered[i][0] != '=');
	for (size_t i = 0; i < n; i++) {
		struct version v = version(ordered[i] + (*ordered[i] == '='));
		bool held = true;

		for (size_t j = 0; j < n; j++) {
			struct version w =
			    version(ordered[j] + (*ordered[j] == '='));
			int cmp = version_compare(&v, &w);

			held = held && (cmp < 0) == (rank[i] < rank[j]) &&
			    (cmp > 0) == (rank[i] > rank[j]);
		}
		ok(held, "version: %s has its place among all", ordered[i]);
	}
}

static void
test_sets(void)
{
	struct specifiers set;

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		struct version prefix = version(begins[i].prefix);
		struct version v = version(begins[i].version);

		is_int(version_begins(&prefix, &v), begins[i].begins,
		    "version: %s %s %s", begins[i].prefix, begins[i].begins ?
		    "begins" : "does not begin", begins[i].version);
	}
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		struct version v = version(fits[i].version);

		if (ok(specifiers_parse(str_from(fits[i].set), &set),
		    "specifiers: '%s' is a set", fits[i].set))
			is_int(specifiers_fit(&set, &v), fits[i].fits,
			    "specifiers: '%s' %s %s", fits[i].set,
			    fits[i].fits ? "takes" : "refuses",
			    fits[i].version);
	}
	for (size_t i = 0; i < sizeof(no_sets) / sizeof(no_sets[0]); i++)
		ok(!specifiers_parse(str_from(no_sets[i]), &set),
		    "specifiers: '%s' is no set", no_sets[i]);
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_parse(&a);
	test_order();
	test_sets();
	return done_testing();
}
