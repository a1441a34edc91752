#include "config.h"

#include "core/identity.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* Is what was recorded as the one word what is now as the other? */
static const struct {
	const char *recorded, *now;
	bool same, renews;
	const char *what;
} rows[] = {
	{ "b7.100.5", "b7.100.5", true, false, "inode and birth" },
	{ "b7.100.5", "b8.100.5", false, false, "another inode" },
	{ "b7.100.5", "b7.101.5", false, false, "born a second later" },
	{ "b7.100.5", "b7.100.6", false, false, "a nanosecond later" },
	{ "b7.100.5", "b7.99.5", false, false, "born earlier" },
	{ "b7.100.5", "i7", false, false, "no birth is to be had now" },
	{ "b7.100.5", "h1.07", false, false, "a handle now" },
	{ "b7.100.5", "-", false, false, "nothing is known now" },
	{ "h1.0700", "h1.0700", true, false, "the same handle" },
	{ "h1.0700", "h1.0701", false, false, "another one" },
	{ "h1.0700", "h2.0700", false, false, "another type" },
	{ "h1.0700", "h1.07", false, false, "a shorter one" },
	{ "h1.0700", "b7.100.5", false, false, "a birth now" },
	{ "h1.0700", "i7", false, false, "no handle now" },
	{ "i7", "i7", true, false, "inodes alone" },
	{ "i7", "i8", false, false, "another inode alone" },
	{ "i7", "b7.100.5", true, true, "a birth is known now" },
	{ "i7", "b8.100.5", false, false, "another with its birth" },
	{ "o7.100.5", "b7.99.9", true, true, "born before the record" },
	{ "o7.100.5", "b7.100.5", true, true, "born with the record" },
	{ "o7.100.5", "b7.100.6", false, false, "born after the record" },
	{ "o7.100.5", "b7.101.0", false, false, "a second after it" },
	{ "o7.100.5", "b8.99.9", false, false, "another inode before it" },
	{ "o7.100.5", "i7", true, true, "an old record, no birth" },
	{ "o7.100.5", "i8", false, false, "an old record, another inode" },
	{ "o7.100.5", "-", false, false, "an old record, nothing known" },
	{ "-", "-", false, false, "nothing known is not the same" },
	{ "-", "b7.100.5", false, false, "nothing was known" },
	{ "-", "i0", false, false, "nothing was known, inode 0" },
};

static const char *const bad[] = {
	"", "b", "b7", "b7.", "b7.1", "b7.1.", "b7.1.2.", "b7.1.2.3", "b.1.2",
	"b-7.1.2", "b7.-1.2", "b7.1.-2", "b7.1.1000000000", "b7 .1.2",
	"b18446744073709551616.1.2", "b7.9223372036854775808.0", "b7.1.x",
	"B7.1.2", "x7", "i", "i7.", "i7.1", "i 7", "ix", "i7x", "o7", "o7.1",
	"o7.1.2.3", "h", "h1", "h1.", "h.07", "h1.0", "h1.0g", "h1.0A",
	"h1.07.", "h-1.07", "h4294967296.07", "--", "-7", "7", "\xff",
	"h1.0 ", " i7", "i7\n",
};

static struct identity
parsed(struct arena *a, const char *word)
{
	struct identity id;

	if (!identity_parse(a, str_from(word), &id))
		bail("%s is no identity", word);
	return id;
}

static void
test_row(struct arena *a, size_t i)
{
	struct identity recorded = parsed(a, rows[i].recorded);
	struct identity now = parsed(a, rows[i].now);
	struct buf b = buf_in(a);

	/* what is gathered has its inode beside the handle */
	is_int(identity_same(&recorded, &now), rows[i].same, "%s: %s",
	    rows[i].what, rows[i].same ? "the same" : "another");
	is_int(identity_renews(&recorded, &now), rows[i].renews, "%s: %s",
	    rows[i].what, rows[i].renews ? "written anew" : "left as it is");
	identity_print(&b, &recorded);
	is_str(buf_string(&b), rows[i].recorded, "%s comes back",
	    rows[i].recorded);
}

static void
test_old_and_handle(struct arena *a)
{
	struct identity now = parsed(a, "h1.0700");
	struct identity old = parsed(a, "o7.100.5"), plain = parsed(a, "i7");

	now.ino = 7;
	ok(identity_same(&old, &now), "an old record, a handle now");
	ok(identity_renews(&plain, &now), "an inode, a handle now: anew");
	now.ino = 8;
	ok(!identity_same(&old, &now), "an old record, another's handle");
}

static void
test_bad(struct arena *a)
{
	static const char nul[] = "h1.0\0";
	struct identity id = { .kind = IDENTITY_INODE, .ino = 9 };
	struct buf b = buf_in(a);

	for (size_t i = 0; i < ROWS(bad); i++)
		ok(!identity_parse(a, str_from(bad[i]), &id),
		    "'%s' is no identity", bad[i]);
	ok(!identity_parse(a, (struct str){ nul, sizeof(nul) - 1 }, &id),
	    "a NUL is no digit");
	buf_text(&b, "h1.");
	for (int i = 0; i < 129; i++)
		buf_text(&b, "ab");
	buf_text(&b, "abababababab");
	ok(!identity_parse(a, buf_view(&b), &id),
	    "a handle too long is no identity");
	is_int(id.ino, 9, "what is none changes nothing");
	ok(identity_weak(&id), "an inode alone is weak");
	id = parsed(a, "b7.1.2");
	ok(!identity_weak(&id), "a birth is not");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(rows); i++)
		test_row(&a, i);
	test_old_and_handle(&a);
	test_bad(&a);
	return done_testing();
}
