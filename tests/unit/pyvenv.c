#include "config.h"

#include "core/python/pyvenv.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* All that was understood, in the order of the struct; ~ for no such key. */
static const char *
shown(struct arena *a, const struct pyvenv *v)
{
	const struct str texts[] = {
		v->home, v->version, v->prompt, v->command,
	};
	struct buf b = buf_in(a);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_str(&b, texts[i].p == NULL ? STR("~") : texts[i]);
		buf_char(&b, '|');
	}
	buf_texts(&b, v->system_site ? "site " : "", v->has_home ? "home " : "",
	    v->uv ? "uv " : "", v->virtualenv ? "virtualenv " : "",
	    v->relocatable ? "relocatable " : "", NULL);
	buf_number(&b, v->major);
	buf_char(&b, '.');
	buf_number(&b, v->minor);
	return buf_string(&b);
}

static const struct { const char *title, *text, *want; } rows[] = {
	{ "venv of 3.12",
	    "home = /usr/bin\n"
	    "include-system-site-packages = false\n"
	    "version = 3.12.1\n"
	    "executable = /usr/bin/python3.12\n"
	    "command = /usr/bin/python3 -m venv /p/.venv\n",
	    "/usr/bin|3.12.1|~|/usr/bin/python3 -m venv /p/.venv|"
	    "home 3.12" },
	{ "venv of 3.6",
	    "home = /usr/bin\ninclude-system-site-packages = true\n"
	    "version = 3.6.15\n",
	    "/usr/bin|3.6.15|~|~|site home 3.6" },
	{ "virtualenv 20",
	    "home = /usr\nimplementation = CPython\n"
	    "version_info = 3.11.2.final.0\nvirtualenv = 20.17.1+ds\n"
	    "include-system-site-packages = false\nbase-prefix = /usr\n"
	    "base-executable = /usr/bin/python3\n",
	    "/usr|3.11.2.final.0|~|~|home virtualenv 3.11" },
	{ "uv",
	    "home = /usr/bin\nimplementation = CPython\nuv = 0.8.0\n"
	    "version_info = 3.13\ninclude-system-site-packages = false\n"
	    "relocatable = true\nprompt = it's\n",
	    "/usr/bin|3.13|it's|~|home uv relocatable 3.13" },
	{ "nothing: the packages of the system are seen", "",
	    "~|~|~|~|site 0.0" },
	{ "a home that is empty is one", "home =\n", "|~|~|~|site home 0.0" },
	{ "the first home wins", "home = /a\nhome = /b\n",
	    "/a|~|~|~|site home 0.0" },
	{ "an empty home wins too when it is first", "home =\nhome = /b\n",
	    "|~|~|~|site home 0.0" },
	{ "of other keys the last wins",
	    "include-system-site-packages = false\nversion = 3.1\n"
	    "include-system-site-packages = true\nversion = 3.2\n",
	    "~|3.2|~|~|site 3.2" },
	{ "keys have no case, and TRUE is true",
	    "HOME = /a\nInclude-System-Site-Packages = TRUE\nVersion = 3.9\n",
	    "/a|3.9|~|~|site home 3.9" },
	{ "what is not true is false",
	    "include-system-site-packages = yes\nrelocatable = 1\n",
	    "~|~|~|~|0.0" },
	{ "a byte order mark hides the first key",
	    "\xef\xbb\xbfhome = /a\nversion = 3.9\n", "~|3.9|~|~|site 3.9" },
	{ "CR LF ends lines", "home = /a\r\nversion = 3.9\r\n",
	    "/a|3.9|~|~|site home 3.9" },
	{ "there are no comments", "# home = /a\n#home\nhome = /b # c\n",
	    "/b # c|~|~|~|site home 0.0" },
	{ "there are no sections", "[x]\nhome = /a\n",
	    "/a|~|~|~|site home 0.0" },
	{ "lines without = say nothing", "uv\nvirtualenv\nhome\n",
	    "~|~|~|~|site 0.0" },
	{ "version wins over version_info, before it or behind",
	    "version = 3.8\nversion_info = 3.9\n", "~|3.8|~|~|site 3.8" },
	{ "version wins where it comes last",
	    "version_info = 3.9\nversion = 3.8\n", "~|3.8|~|~|site 3.8" },
	{ "a version of one number is none", "version = 3\n",
	    "~|3|~|~|site 0.0" },
	{ "a version of words is none", "version = three.nine\n",
	    "~|three.nine|~|~|site 0.0" },
	{ "a version too great is none", "version = 3.99999999999999999999\n",
	    "~|3.99999999999999999999|~|~|site 0.0" },
	{ "a negative version is none", "version = 3.-9\n",
	    "~|3.-9|~|~|site 0.0" },
};

/* What prompt = ... is for venv, for virtualenv and for uv. */
static const struct {
	const char *raw, *venv, *virtualenv, *uv;
} prompts[] = {
	{ "p", "p", "p", "p" },
	{ "'p'", "p", "'p'", "'p'" },
	{ "\"p\"", "p", "p", "\"p\"" },
	{ "", "", "", "" },
	{ "''", "", "''", "''" },
	{ "\"\"", "", "", "\"\"" },
	{ "'", "'", "'", "'" },
	{ "'p", "'p", "'p", "'p" },
	{ "'p\"", "'p\"", "'p\"", "'p\"" },
	{ "'it\\'s'", "it's", "'it\\'s'", "'it\\'s'" },
	{ "\"it's\"", "it's", "it's", "\"it's\"" },
	{ "'a b  c'", "a b  c", "'a b  c'", "'a b  c'" },
	{ "'a\\\\b'", "a\\b", "'a\\\\b'", "'a\\\\b'" },
	{ "\"a\\\\b\"", "a\\b", "a\\\\b", "\"a\\\\b\"" },
	{ "a\\nb", "a\\nb", "a\\nb", "a\\nb" },
	{ "'a\\nb\\tc\\rd'", "a\nb\tc\rd", "'a\\nb\\tc\\rd'",
	    "'a\\nb\\tc\\rd'" },
	{ "'\\x1b[31m'", "\033[31m", "'\\x1b[31m'", "'\\x1b[31m'" },
	{ "'\\xa0'", "\xc2\xa0", "'\\xa0'", "'\\xa0'" },
	{ "'\\u2028'", "\xe2\x80\xa8", "'\\u2028'", "'\\u2028'" },
	{ "'\\U000e0001'", "\xf3\xa0\x80\x81", "'\\U000e0001'",
	    "'\\U000e0001'" },
	{ "'\\U000E0001'", "\xf3\xa0\x80\x81", "'\\U000E0001'",
	    "'\\U000E0001'" },
	{ "'\\U0010ffff'", "\xf4\x8f\xbf\xbf", "'\\U0010ffff'",
	    "'\\U0010ffff'" },
	{ "'\\udcff'", "\xff", "'\\udcff'", "'\\udcff'" },
	/* not of repr: what stands there */
	{ "'\\q'", "\\q", "'\\q'", "'\\q'" },
	{ "'a\\'", "a\\", "'a\\'", "'a\\'" },
	{ "'\\x1'", "\\x1", "'\\x1'", "'\\x1'" },
	{ "'\\xg0'", "\\xg0", "'\\xg0'", "'\\xg0'" },
	{ "'\\x00'", "\\x00", "'\\x00'", "'\\x00'" },
	{ "'\\ud800'", "\\ud800", "'\\ud800'", "'\\ud800'" },
	{ "'\\U00110000'", "\\U00110000", "'\\U00110000'", "'\\U00110000'" },
	{ "'\\UFFFFFFFF'", "\\UFFFFFFFF", "'\\UFFFFFFFF'", "'\\UFFFFFFFF'" },
	{ "'\xf0\x9f\x90\x8d'", "\xf0\x9f\x90\x8d", "'\xf0\x9f\x90\x8d'",
	    "'\xf0\x9f\x90\x8d'" },
};

static void
prompt_check(struct arena *a, const char *raw, const char *extra,
    const char *want, const char *maker)
{
	const char *text = text_join(a, extra, "prompt = ", raw, "\n", NULL);
	struct pyvenv v = pyvenv_parse(a, str_from(text));
	struct str got = { "none", 4 };

	pyvenv_prompt(a, &v, &got);
	is_bytes(got.p, got.n, want, "%s: prompt = %s", maker, raw);
}

int
main(void)
{
	struct arena a = arena_fresh();
	struct pyvenv v = pyvenv_parse(&a, STR("home = /a\n"));
	struct str out;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pyvenv row = pyvenv_parse(&a, str_from(rows[i].text));

		is_str(shown(&a, &row), rows[i].want, "%s", rows[i].title);
	}
	for (size_t i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++) {
		prompt_check(&a, prompts[i].raw, "", prompts[i].venv, "venv");
		prompt_check(&a, prompts[i].raw, "virtualenv = 21.0\n",
		    prompts[i].virtualenv, "virtualenv");
		prompt_check(&a, prompts[i].raw, "uv = 0.8\n", prompts[i].uv,
		    "uv");
	}
	ok(!pyvenv_prompt(&a, &v, &out), "no prompt key, no prompt");
	v = pyvenv_parse(&a, (struct str){ "home = /a\0b\n", 12 });
	is_mem(v.home.p, v.home.n, "/a\0b", 4, "a NUL is a byte like any");
	return done_testing();
}
