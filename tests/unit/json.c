#include "config.h"

#include "core/text/json.h"

#include "base/buf.h"
#include "core/text/report.h"
#include "fresh.h"
#include "tap.h"

static const struct { const char *in, *out; } strings[] = {
	{ "plain", "\"plain\"" },
	{ "", "\"\"" },
	{ "a\"b\\c/", "\"a\\\"b\\\\c/\"" },
	{ "\b\f\n\r\t", "\"\\u0008\\u000c\\u000a\\u000d\\u0009\"" },
	{ "\033[31m\177", "\"\\u001b[31m\\u007f\"" },
	{ "\xc2\x9b", "\"\\u009b\"" },
	{ "\xe2\x80\xae\xe2\x81\xa6", "\"\\u202e\\u2066\"" },
	{ "\xe2\x80\xa8\xef\xbb\xbf", "\"\\u2028\\ufeff\"" },
	{ "caf\xc3\xa9 \xf0\x9f\x9a\x92", "\"caf\xc3\xa9 \xf0\x9f\x9a\x92\"" },
	{ "\xf3\xa0\x80\x81", "\"\\udb40\\udc01\"" },
	{ "\xf0\x9d\x85\xb3" "a", "\"\\ud834\\udd73a\"" },
	{ "\xff", "\"\\udcff\"" },
	{ "\x80" "a", "\"\\udc80a\"" },
	{ "\xed\xa0\x80", "\"\\udced\\udca0\\udc80\"" },
	{ "\xc3", "\"\\udcc3\"" },
};

static void
test_nesting(struct arena *a)
{
	struct buf b = buf_in(a);
	struct json j = json_in(&b);

	json_open(&j, NULL, '{');
	json_text(&j, "text", "x");
	json_text(&j, "none", NULL);
	json_bool(&j, "yes", true);
	json_bool(&j, "no", false);
	json_number(&j, "number", 18446744073709551615u);
	json_open(&j, "empty", '[');
	json_close(&j, ']');
	json_open(&j, "list", '[');
	json_text(&j, NULL, "a");
	json_open(&j, NULL, '{');
	json_text(&j, "b\n", "");
	json_close(&j, '}');
	json_close(&j, ']');
	json_close(&j, '}');
	is_str(buf_string(&b), "{\n"
	    "  \"text\": \"x\",\n"
	    "  \"none\": null,\n"
	    "  \"yes\": true,\n"
	    "  \"no\": false,\n"
	    "  \"number\": 18446744073709551615,\n"
	    "  \"empty\": [],\n"
	    "  \"list\": [\n"
	    "    \"a\",\n"
	    "    {\n"
	    "      \"b\\u000a\": \"\"\n"
	    "    }\n"
	    "  ]\n"
	    "}\n", "objects and arrays stand in one another");
}

static void
test_report(struct arena *a)
{
	static const char *const list[] = { "one", "t\033wo", NULL };
	static const char *const none[] = { NULL };
	struct report r = { .n = 0 };
	struct buf table = buf_in(a), json = buf_in(a);

	report_text(&r, "a", "first", "x\ny");
	report_text(&r, "b", NULL, "for programs");
	report_text(&r, "c", "absent", NULL);
	report_flag(&r, "d", true);
	report_list(&r, "e", "list", list);
	report_list(&r, "f", "nothing", none);
	report_table(&table, &r);
	report_json(&json, &r);
	is_str(buf_string(&table), "first        x?y\n"
	    "list         one\n"
	    "             t?wo\n", "a person sees the rows with a label");
	is_str(buf_string(&json), "{\n"
	    "  \"a\": \"x\\u000ay\",\n"
	    "  \"b\": \"for programs\",\n"
	    "  \"c\": null,\n"
	    "  \"d\": true,\n"
	    "  \"e\": [\n    \"one\",\n    \"t\\u001bwo\"\n  ],\n"
	    "  \"f\": []\n"
	    "}\n", "a program sees all of them");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(strings); i++) {
		struct buf b = buf_in(&a);
		struct json j = { .out = &b, .depth = 1 };

		json_text(&j, NULL, strings[i].in);
		/* without the line feed and indent before it */
		is_str(buf_string(&b) + 3, strings[i].out,
		    "string %zu is quoted", i);
	}
	test_nesting(&a);
	test_report(&a);
	return done_testing();
}
