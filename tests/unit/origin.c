#include "config.h"

#include "core/python/origin.h"

#include "tap.h"

/* What is missing, of 3.11, and whether another Python is beside it. */
static const struct {
	const char *absent;
	bool others, elsewhere;
} rows[] = {
	/* upgraded */
	{ "/usr/bin/python3.11", true, false },
	{ "/usr/local/bin/python3.11", true, false },
	{ "/home/me/conda/bin/python3.11", true, false },
	/* removed */
	{ "/home/me/.pyenv/versions/3.11.7", false, false },
	{ "/home/me/.local/share/uv/python/cpython-3.11.9-linux-x86_64-gnu",
	    false, false },
	{ "/opt/homebrew/opt/python@3.11", false, false },
	{ "/usr/local/opt/python@3.11", false, false },
	{ "/nix/store/0c2lx-python3-3.11.9", false, false },
	{ "/opt/python/3.11.7", false, false },
	/* in a container, of another user, on a machine with other tools */
	{ "/usr/local/bin/python3.11", false, true },
	{ "/usr/bin/python3.11", false, true },
	{ "/opt/python3.11", false, true },
	{ "/python3.11", false, true },
	{ "/nix", false, true },
	{ "/home/ann", false, true },
	{ "/home/me/.pyenv", false, true },
	{ "/home/me/.pyenv/versions", false, true },
	{ "/src/3.1", false, true },
	{ "/src/3.110", false, true },
	{ "/src/13.11", false, true },
	{ "/src/3", false, true },
	{ "/src/3.", false, true },
	{ "/src/99999999999999999999.11", false, true },
	{ "/src/1.3.11", false, false },
};

int
main(void)
{
	struct trace t = { .major = 3, .minor = 11 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		t.absent = rows[i].absent;
		t.others = rows[i].others;
		ok(origin_elsewhere(&t) == rows[i].elsewhere, "%s%s, %s",
		    t.absent, t.others ? " beside another" : "",
		    rows[i].elsewhere ? "elsewhere" : "here");
	}
	t = (struct trace){ .absent = NULL };
	ok(!origin_elsewhere(&t), "where nothing is missing, it is from here");
	t.absent = "/home/me/.pyenv/versions/3.9.1";
	ok(!origin_elsewhere(&t), "a missing version may be from here");
	t.absent = "/home/me/.pyenv/versions/mine";
	ok(origin_elsewhere(&t),
	    "a missing version of that name is from elsewhere");
	return done_testing();
}
