#include "config.h"

#include "core/text/toml.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

#define SILENT "(silent)"
#define TABLE "(table)"
#define BAD "(bad)"

static const struct { const char *text, *path, *want; } finds[] = {
	{ "", "a", SILENT },
	{ "a = 1", "a", "1" },
	{ "a = 1", "a.b", SILENT },
	{ "a = true # x\n", "a", "true" },
	{ "[a]\nb = 'x'\n", "a.b", "'x'" },
	{ "[a]\nb = 'x'\n", "a", TABLE },
	{ "[a]\nb = 'x'\n", "b", SILENT },
	{ "[a.b.c]\n", "a.b", TABLE },
	{ "[a.b.c]\n", "a.b.c", TABLE },
	{ "[a.b.c]\n", "a.b.c.d", SILENT },
	{ "[a.b.c]\nd.e = 1\n", "a.b.c.d.e", "1" },
	{ "[a.b.c]\nd.e = 1\n", "a.b.c.d", TABLE },
	{ "[a.b]\nx=1\n[a]\nb.c = 2\n", "a.b.c", "2" },
	{ "['a.b']\nc = 1\n", "a.b.c", SILENT },
	{ "[a]\n'b' = 1\n", "a.b", "1" },
	{ "[[a]]\nb = 1\n", "a", TABLE },
	{ "[[a]]\nb = 1\n", "a.b", SILENT },
	{ "[[a]]\nb = 1\n[c]\nb = 2\n", "c.b", "2" },
	{ "a = { b = { c = 'x', d = 2 } }", "a.b.c", "'x'" },
	{ "a = { b = { c = 'x', d = 2 } }", "a.b.d", "2" },
	{ "a = { b = { c = 'x', d = 2 } }", "a.b", TABLE },
	{ "a = { b = { c = 'x', d = 2 } }", "a.c", SILENT },
	{ "a = { b.c = 1 }", "a.b.c", "1" },
	{ "a = { b.c = 1 }", "a.b", TABLE },
	{ "a = { }", "a.b", SILENT },
	{ "a = { b = 1 c = 2 }", "a.c", BAD },
	{ "a = { b = 1, }", "a.b", "1" },
	{ "a = [ { b = 1 } ]", "a.b", SILENT },
	{ "a = [1, 2]", "a", "[1, 2]" },
	{ "a.b.c.d.e.f.g.h.i = 1", "a.b", TABLE },
	{ "a.b.c.d.e.f.g.h.i = 1", "a.b.c.d.e.f.g.h.i", SILENT },
	{ "[a]\nb\n", "a.b", BAD },
	{ "x = '\n[a]\nb = 1\n", "a.b", BAD },
	{ "x = '''\n[a]\nb = 1\n'''\n", "a.b", SILENT },
};

static const struct { const char *value, *want; } strings[] = {
	{ "'a'", "a" },
	{ "\"a\"", "a" },
	{ "'a\\n'", "a\\n" },
	{ "\"a\\\\b\\\"c\"", "a\\b\"c" },
	{ "\"\\u0041\"", "A" },
	{ "'\xc3\xbc'", "\xc3\xbc" },
	{ "''", "" },
	{ "\"\\u001b\"", NULL },
	{ "\"\\u007f\"", NULL },
	{ "\"\\u007e\"", "~" },
	{ "\"\\u00fc\"", NULL },
	{ "'a' x", NULL },
	{ "true", NULL },
	{ "['a']", NULL },
	{ "", NULL },
};

static const struct { const char *array, *want; } arrays[] = {
	{ "[]", "" },
	{ "[ ]", "" },
	{ "['a']", "'a';" },
	{ "['a', \"b\"]", "'a';\"b\";" },
	{ "[\n 'a', # why\n 'b',\n]", "'a';'b';" },
	{ "[['a'], {b = 1}, 2]", "['a'];{b = 1};2;" },
	{ "'a'", "" },
	{ "true", "" },
	{ "", "" },
};

static const char *
found(struct arena *a, const char *text, const char *path)
{
	struct str value;

	switch (toml_find(str_from(text), path, &value)) {
	case TOML_SILENT:
		return SILENT;
	case TOML_TABLE:
		return TABLE;
	case TOML_BAD:
		return BAD;
	case TOML_VALUE:
		break;
	}
	return str_copy(a, value);
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(finds); i++)
		is_str(found(&a, finds[i].text, finds[i].path), finds[i].want,
		    "%s of \"%s\"", finds[i].path, finds[i].text);
	for (size_t i = 0; i < ROWS(strings); i++) {
		struct str out;
		bool held = toml_string(&a, str_from(strings[i].value), &out);

		is_str(held ? str_copy(&a, out) : NULL, strings[i].want,
		    "the string %s", strings[i].value);
	}
	for (size_t i = 0; i < ROWS(arrays); i++) {
		struct str rest = str_from(arrays[i].array), item;
		struct buf b = buf_in(&a);

		for (; toml_item(&rest, &item); buf_char(&b, ';'))
			buf_str(&b, item);
		is_str(buf_string(&b), arrays[i].want, "the items of %s",
		    arrays[i].array);
	}
	return done_testing();
}
