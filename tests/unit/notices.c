#include "config.h"

#include "core/shell/notices.h"

#include "base/arena.h"
#include "base/str.h"
#include "core/rule/decision.h"
#include "fresh.h"
#include "tap.h"

static const char *
key_of(struct arena *a, enum why why, const char *subject)
{
	struct decision d = { .why = why, .subject = subject };

	return notices_key(a, &d);
}

static void
test_keys(struct arena *a)
{
	const char *key = key_of(a, WHY_NO_GRANT, "/p/.venv");

	is_int(strlen(key), 16, "a key has 16 digits");
	is_int(strspn(key, "0123456789abcdef"), 16,
	    "the digits of a key are hexadecimal");
	is_str(key_of(a, WHY_NO_GRANT, "/p/.venv"), key,
	    "the same notice has the same key");
	ok(strcmp(key_of(a, WHY_NO_GRANT, "/q/.venv"), key) != 0,
	    "another directory has another key");
	ok(strcmp(key_of(a, WHY_TRACKED, "/p/.venv"), key) != 0,
	    "another reason has another key");
	ok(strcmp(key_of(a, WHY_NO_GRANT, NULL), key) != 0,
	    "a notice about nothing has another key");
}

static void
test_list(struct arena *a)
{
	const char *notices = notices_add(a, "", "0123456789abcdef");

	is_str(notices, "0123456789abcdef", "the first key stands alone");
	notices = notices_add(a, notices, "fedcba9876543210");
	is_str(notices, "0123456789abcdef,fedcba9876543210",
	    "the next one comes behind it");
	ok(notices_has(notices, "0123456789abcdef"), "the first is found");
	ok(notices_has(notices, "fedcba9876543210"), "the last is found");
	ok(!notices_has(notices, "0000000000000000"), "no other key is found");
	ok(!notices_has(notices, "0123456789abcde"),
	    "a part of a key is not found");
	ok(!notices_has("", "0123456789abcdef"),
	    "no key is found in an empty list");
	ok(!notices_has("garbage,,,", "0123456789abcdef"),
	    "no key is found in garbage");
}

static void
test_length(struct arena *a)
{
	static const char digits[] = "0123456789abcdef";
	const char *notices = "";
	char key[17];

	for (int i = 0; i < 300; i++) {
		memset(key, digits[i % 16], 15);
		key[15] = digits[i / 16 % 16];
		key[16] = '\0';
		notices = notices_add(a, notices, arena_string(a, key));
	}
	ok(strlen(notices) < 65 * 17, "the list does not grow without end");
	ok(notices_has(notices, key), "the list keeps the newest");
	is_int(strspn(notices, "0123456789abcdef"), 16,
	    "its oldest key is a whole one");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_keys(&a);
	test_list(&a);
	test_length(&a);
	return done_testing();
}
