#include "config.h"

#include "core/accounts.h"

#include "base/buf.h"
#include "core/rule/settings.h"
#include "fresh.h"
#include "tap.h"

static const char passwd[] =
    "root:x:0:0:root:/root:/bin/sh\n"
    "# a comment\n"
    "+::::::\n"
    "me:x:1000:1000:Me,,,:/home/me:/bin/sh\n"
    "you:x:1001:1001::/home/you:/bin/sh\n"
    "sw:x:70:70::relative:/bin/sh\n"
    "short:x:1002\n";

/* Is 1000 the group of me alone? */
static const struct {
	const char *title, *groups;
	bool private;
	const char *more;	/* accounts */
} privates[] = {
	{ "called alike, without members", "me:x:1000:\n", true, "" },
	{ "with no line end", "me:x:1000:", true, "" },
	{ "with the user as its member", "me:x:1000:me\n", true, "" },
	{ "with a member", "me:x:1000:you\n", false, "" },
	{ "with two members", "me:x:1000:me,you\n", false, "" },
	{ "called otherwise", "users:x:1000:\n", false, "" },
	{ "not in the file", "you:x:1001:\n", false, "" },
	{ "an empty file", "", false, "" },
	{ "a second line, with a member", "me:x:1000:\nteam:x:1000:you\n",
	    false, "" },
	{ "a second line before it", "team:x:1000:you\nme:x:1000:\n", false,
	    "" },
	{ "a second line of its name, with a member",
	    "me:x:1000:\nme:x:1000:you\n", false, "" },
	{ "a second line that says the same", "me:x:1000:\nme:x:1000:me\n",
	    true, "" },
	{ "a number with zeros in front is the same number",
	    "me:x:1000:\nteam:x:01000:you\n", false, "" },
	{ "the first group of somebody else, too", "me:x:1000:\n", false,
	    "third:x:1003:1000::/:/bin/sh\n" },
	{ "the first group of another name of the user", "me:x:1000:\n",
	    true, "also:x:1000:1000::/:/bin/sh\n" },
	{ "another number", "me:x:1000:\nteam:x:10000:you\n", true, "" },
};

static void
test_private(struct arena *a)
{
	for (size_t i = 0; i < ROWS(privates); i++) {
		const char *all = text_join(a, passwd, privates[i].more,
		    NULL);

		is_int(accounts_private(str_from(all),
		    str_from(privates[i].groups), 1000) != NO_GROUP,
		    privates[i].private, "a group %s", privates[i].title);
	}
	ok(accounts_private(str_from(passwd), STR("me:x:1000:\n"), 4711) ==
	    NO_GROUP, "who has no account has no group either");
	ok(accounts_private(str_from(passwd), STR("short:x:1002:\n"), 1002) ==
	    NO_GROUP, "a line that is cut short is no account");
	is_int((long long)accounts_private(str_from(passwd),
	    STR("root:x:0:\n"), 0), 0, "root's own group");
}

static void
test_numbers(struct arena *a)
{
	static const char *const names[] = { "sw", "nobody-of-that-name",
	    "4711", "you" };
	struct words words = { names, 4 };
	struct numbers n = accounts_named(a, str_from(passwd), &words);

	ok(numbers_have(n, 70), "an account has its number");
	ok(numbers_have(n, 1001), "a second account has its number");
	ok(numbers_have(n, 4711), "a number stands for itself");
	is_int((long long)n.n, 3, "a name without account stands for none");
	n = accounts_admins(a, STR("wheel:x:10:\nadm:x:4:me\nsudo:x:27:me\n"
	    "admin:*:80:root\nadministrators:x:90:\n"));
	ok(numbers_have(n, 10) && numbers_have(n, 27) && numbers_have(n, 80),
	    "admin, wheel and sudo can be root anyway");
	is_int((long long)n.n, 3, "no other group can");
	ok(!numbers_have((struct numbers){ NULL, 0 }, 0),
	    "nothing holds nothing");
}

int
main(void)
{
	struct arena a = arena_fresh();
	struct str text = str_from(passwd);

	test_private(&a);
	test_numbers(&a);
	is_str(accounts_home(&a, text, 0), "/root",
	    "root has the home of its line");
	is_str(accounts_home(&a, text, 1000), "/home/me",
	    "a user has the home of its line");
	is_str(accounts_home(&a, text, 70), NULL, "a relative home is none");
	is_str(accounts_home(&a, text, 1002), NULL, "a short line has no home");
	is_str(accounts_home(&a, text, 4711), NULL, "no account has none");
	return done_testing();
}
