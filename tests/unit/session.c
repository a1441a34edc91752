#include "config.h"

#include "core/shell/session.h"

#include "base/arena.h"
#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

static const struct { const char *text; struct session s; } good[] = {
	{ "1:on:1000:=/p:=/p/.venv:-:-:-:=more", {
	    .mode = SESSION_ON, .user = 1000, .project = "/p",
	    .env = "/p/.venv", .path = "more" } },
	{ "1:on:0:=/:=/.venv:=:=:=:=", {
	    .mode = SESSION_ON, .user = 0, .project = "/", .env = "/.venv",
	    .virtual_env = "", .prompt = "", .pythonhome = "", .path = "" } },
	{ "1:on:7:=/p:=/p/.venv:-:=a%20b:=/opt/py:-", {
	    .mode = SESSION_ON, .user = 7, .project = "/p",
	    .env = "/p/.venv", .prompt = "a b", .pythonhome = "/opt/py" } },
	{ "1:hand:1:=:=/w/e:-:-:-:=more", {
	    .mode = SESSION_HAND, .user = 1, .project = "", .env = "/w/e",
	    .path = "more" } },
	{ "1:off:1:=/p:=/p/.venv:-:-:-:-", {
	    .mode = SESSION_OFF, .user = 1, .project = "/p",
	    .env = "/p/.venv" } },
	{ "1:on:1:=/p:=/p/.conda:-:-:-:=more:=/opt/conda:=base", {
	    .mode = SESSION_ON, .user = 1, .project = "/p",
	    .env = "/p/.conda", .path = "more", .conda = true,
	    .conda_prefix = "/opt/conda", .conda_name = "base" } },
	{ "1:on:1:=/p:=/p/.conda:-:-:-:-:-:=", {
	    .mode = SESSION_ON, .user = 1, .project = "/p",
	    .env = "/p/.conda", .conda = true, .conda_name = "" } },
	{ "1:on:4294967295:=/a%0Ab%1B:=/%FF:-:-:-:-", {
	    .mode = SESSION_ON, .user = 4294967295, .project = "/a\nb\033",
	    .env = "/\xff" } },
};

/* What no shell of ours has written. */
static const struct { const char *text, *what; } bad[] = {
	{ "", "nothing at all" },
	{ "1", "a version alone" },
	{ "0:on:1:=/p:=/e:-:-:-:-", "an older version" },
	{ "2:on:1:=/p:=/e:-:-:-:-", "a newer version" },
	{ "01:on:1:=/p:=/e:-:-:-:-", "a version with a zero" },
	{ " 1:on:1:=/p:=/e:-:-:-:-", "a blank before it" },
	{ "1:ON:1:=/p:=/e:-:-:-:-", "a mode in capitals" },
	{ "1::1:=/p:=/e:-:-:-:-", "no mode" },
	{ "1:o:1:=/p:=/e:-:-:-:-", "half a mode" },
	{ "1:on::=/p:=/e:-:-:-:-", "no user" },
	{ "1:on:me:=/p:=/e:-:-:-:-", "a user by name" },
	{ "1:on:-1:=/p:=/e:-:-:-:-", "a user below 0" },
	{ "1:on:18446744073709551616:=/p:=/e:-:-:-:-", "a user too great" },
	{ "1:on:1:-:=/e:-:-:-:-", "an absent project" },
	{ "1:on:1:=:=/e:-:-:-:-", "an empty project" },
	{ "1:on:1:=p:=/e:-:-:-:-", "a relative project" },
	{ "1:on:1:/p:=/e:-:-:-:-", "a project without its mark" },
	{ "1:on:1:=/p:-:-:-:-:-", "an absent env" },
	{ "1:on:1:=/p:=:-:-:-:-", "an empty env" },
	{ "1:on:1:=/p:=e:-:-:-:-", "a relative env" },
	{ "1:on:1:=/p:=/e%3Af:-:-:-:-", "an env with a colon" },
	{ "1:on:1:=/p:=/e%00:-:-:-:-", "an env with a NUL" },
	{ "1:on:1:=/p:=/e%0:-:-:-:-", "an escape cut short" },
	{ "1:on:1:=/p:=/e f:-:-:-:-", "a blank that is not encoded" },
	{ "1:on:1:=/p:=/e%41:-:-:-:-", "a letter that is encoded" },
	{ "1:on:1:=/p:=/e:=/x:-:-:-", "a VIRTUAL_ENV to put back" },
	{ "1:on:1:=/p:=/e:-:-:-", "a value less" },
	{ "1:on:1:=/p:=/e:-:-:-:", "an empty last value" },
	{ "1:on:1:=/p:=/e:-:-:-:-:-", "a value more" },
	{ "1:on:1:=/p:=/e:-:-:-:-:-:-:-", "three values more" },
	{ "1:on:1:=/p:=/e:-:-:-:-:", "an empty value more" },
	{ "1:on:1:=/p:=/e:-:-:-:-\n", "a line feed behind" },
	{ "1:on:1:=/p:=/e:--:-:-:-", "two marks of absence" },
	{ "1:hand:1:=/p:=/e:-:-:-:-", "a project of an env by hand" },
	{ "1:hand:1:-:=/e:-:-:-:-", "an absent project by hand" },
	{ "1:off:1:=:=/e:-:-:-:-", "an empty project when off" },
	{ "1:on:1:=/p:=/e:-:-:-:=$(id)", "code that is not encoded" },
	{ "1:on:1:=/p:=/e:-:-:-:=/usr/bin", "a PATH to put back" },
	{ "1:on:1:=/p:=/e:-:-:-:=mo", "half a word for PATH" },
	{ "1:on:1:=/p:=/e:-:-:-:=mores", "a word for PATH and more" },
	{ "1:on:1:=/p:=/e:-:-:-:=More", "a word for PATH in capitals" },
};

static void
test_good(struct arena *a)
{
	for (size_t i = 0; i < ROWS(good); i++) {
		const struct session *want = &good[i].s;
		const char *text = good[i].text;
		struct session s;

		is_str(session_print(a, want), text, "\"%s\" is written",
		    text);
		if (!ok(session_parse(a, str_from(text), &s),
		    "\"%s\" is understood", text))
			continue;
		is_int(s.mode, want->mode, "mode of \"%s\"", text);
		is_int(s.user, want->user, "user of \"%s\"", text);
		is_str(s.project, want->project, "project of \"%s\"", text);
		is_str(s.env, want->env, "env of \"%s\"", text);
		is_str(s.virtual_env, want->virtual_env, "VIRTUAL_ENV of \"%s\"",
		    text);
		is_str(s.prompt, want->prompt, "prompt of \"%s\"", text);
		is_str(s.pythonhome, want->pythonhome, "PYTHONHOME of \"%s\"",
		    text);
		is_str(s.path, want->path, "PATH of \"%s\"", text);
	}
}

static void
test_cut(struct arena *a)
{
	struct str whole = str_from(good[0].text);
	size_t empty = whole.n - strlen("more");
	struct session s;

	/* Cut to "=" the last value is one: PATH was empty. */
	for (size_t n = 0; n < whole.n; n++)
		ok(session_parse(a, (struct str){ whole.p, n }, &s) ==
		    (n == empty), "its first %zu bytes are %s session", n,
		    n == empty ? "a" : "no");
}

static const char *
session_of(struct arena *a, size_t length)
{
	char *text = arena_alloc(a, length + 1, 1);
	static const char head[] = "1:on:1:=/p:=/";
	static const char tail[] = ":-:-:-:-";

	memset(text, 'e', length);
	memcpy(text, head, sizeof(head) - 1);
	memcpy(text + length - sizeof(tail) + 1, tail, sizeof(tail) - 1);
	return text;
}

int
main(void)
{
	struct arena a = arena_fresh();
	struct session s;

	test_good(&a);
	for (size_t i = 0; i < ROWS(bad); i++)
		ok(!session_parse(&a, str_from(bad[i].text), &s),
		    "%s: dropped", bad[i].what);
	test_cut(&a);
	ok(!session_parse(&a, (struct str){ "1:on:1:=/p:=/e:-:-:-:-\0", 23 },
	    &s), "a NUL behind: dropped");
	ok(session_parse(&a, str_from(session_of(&a, 64 << 10)), &s),
	    "64 KiB of session are understood");
	ok(!session_parse(&a, str_from(session_of(&a, (64 << 10) + 1)), &s),
	    "one byte more is dropped");
	return done_testing();
}
