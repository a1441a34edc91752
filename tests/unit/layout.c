/*
 * The versions that no machine here has are tested by these rows alone; all
 * others also against python -m venv, in identity.bats.
 */
#include "config.h"

#include "core/python/layout.h"

#include "base/buf.h"
#include "core/python/python.h"
#include "fresh.h"
#include "tap.h"

static const struct template activate[] = {
	{ "activate", 0644, { "D=__VENV_DIR__ P=__VENV_PROMPT__\n", 33 } },
	{ "Activate.ps1", 0600, { "__VENV_DIR__", 12 } },
};

static struct python
base(unsigned minor)
{
	return (struct python){
		.executable = "/b/bin/python3",
		.real = "/b/bin/python3.x",
		.version = { 3, minor, 2 },
		.implementation = "cpython",
		.stdlib = "/b/lib/python3",
		.platlibdir = "lib",
		.platform = "linux",
		.abiflags = "",
		.bits64 = true,
		.utf8 = true,
	};
}

/* "bin/ bin/python>python3 bin/activate ..." in the order of the layout */
static const char *
picture(struct arena *a, const struct layout *layout)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < layout->npieces; i++) {
		const struct piece *p = &layout->pieces[i];

		buf_texts(&b, i == 0 ? "" : " ", p->path,
		    p->kind == PIECE_DIR ? "/" :
		    p->kind == PIECE_LINK ? ">" :
		    p->kind == PIECE_COPY ? "=" : "",
		    p->target == NULL ? "" : p->target, NULL);
	}
	return buf_string(&b);
}

static struct layout
make(struct arena *a, const struct python *python,
    const struct layout_options *options)
{
	struct templates t = { activate, 2 };

	return layout_make(a, python, options, &t, "/p/e v");
}

#define LINKS "bin/python3>/b/bin/python3 bin/python>python3"
#define FILES "bin/activate bin/Activate.ps1"

static const struct { unsigned minor; const char *want; } trees[] = {
	{ 6, "include/ lib/python3.6/site-packages/ bin/ lib64>lib " LINKS " "
	    ".gitignore " FILES },
	{ 8, "include/ lib/python3.8/site-packages/ bin/ lib64>lib " LINKS " "
	    ".gitignore " FILES },
	{ 9, "include/ lib/python3.9/site-packages/ bin/ lib64>lib " LINKS
	    " bin/python3.9>python3 .gitignore " FILES },
	{ 12, "include/python3.12/ lib/python3.12/site-packages/ bin/ "
	    "lib64>lib " LINKS " bin/python3.12>python3 .gitignore " FILES },
	{ 13, "include/python3.13/ lib/python3.13/site-packages/ bin/ "
	    "lib64>lib " LINKS " bin/python3.13>python3 .gitignore " FILES },
	{ 14, "include/ lib/python3.14/site-packages/ bin/ lib64>lib " LINKS
	    " bin/python3.14>python3 bin/\xf0\x9d\x9c\x8bthon>python3 "
	    ".gitignore " FILES },
	{ 15, "include/ lib/python3.15/site-packages/ bin/ "
	    "lib/python3.15/site-packages/ " LINKS " bin/python3.15>python3 "
	    ".gitignore " FILES },
};

static void
test_trees(struct arena *a)
{
	const struct layout_options options = { .cwd = "/w" };

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		struct python python = base(trees[i].minor);
		struct layout layout = make(a, &python, &options);

		is_str(picture(a, &layout), trees[i].want, "tree of 3.%u",
		    trees[i].minor);
	}
}

static void
test_bases(struct arena *a)
{
	const struct layout_options options = { .upgrade = true, .cwd = "/w" };
	struct python python = base(13);
	struct layout layout;

	python.abiflags = "t";
	python.executable = "/b/bin/python3.13t";
	layout = make(a, &python, &options);
	is_str(picture(a, &layout), "include/python3.13t/ "
	    "lib/python3.13t/site-packages/ bin/ lib64>lib "
	    "bin/python3.13t>/b/bin/python3.13t bin/python>python3.13t "
	    "bin/python3>python3.13t bin/python3.13>python3.13t .gitignore",
	    "a free-threaded base, and no scripts with --upgrade");
	python = base(15);
	python.platlibdir = "lib64";
	layout = make(a, &python, &options);
	is_str(picture(a, &layout), "include/ lib/python3.15/site-packages/ "
	    "bin/ lib64/python3.15/site-packages/ " LINKS
	    " bin/python3.15>python3 .gitignore",
	    "3.15 where platform libraries are in lib64");
	python = base(12);
	python.platform = "darwin";
	layout = make(a, &python, &options);
	is_str(picture(a, &layout), "include/python3.12/ "
	    "lib/python3.12/site-packages/ bin/ " LINKS
	    " bin/python3.12>python3 .gitignore", "no lib64 on macOS");
	python = base(14);
	python.utf8 = false;
	python.bits64 = false;
	layout = make(a, &python, &options);
	is_str(picture(a, &layout), "include/ lib/python3.14/site-packages/ "
	    "bin/ " LINKS " bin/python3.14>python3 .gitignore",
	    "32 bits, and names that are no UTF-8");
}

static void
test_cfg(struct arena *a)
{
	const struct layout_options plain = { .cwd = "/w/d" };
	const struct layout_options all = { .system_site_packages = true,
	    .copies = true, .clear = true, .upgrade = true,
	    .without_pip = true, .upgrade_deps = true,
	    .without_scm_ignore_files = true, .prompt = ".",
	    .cwd = "/w/it's" };
	struct python python = base(7);

	is_bytes(make(a, &python, &all).cfg.p,
	    make(a, &python, &all).cfg.n, "home = /b/bin\n"
	    "include-system-site-packages = true\nversion = 3.7.2\n",
	    "pyvenv.cfg of 3.7 knows no prompt");
	python = base(8);
	is_str(make(a, &python, &all).cfg.p, "home = /b/bin\n"
	    "include-system-site-packages = true\nversion = 3.8.2\n"
	    "prompt = '.'\n", "3.8 takes '.' as it is");
	python = base(12);
	is_str(make(a, &python, &plain).cfg.p, "home = /b/bin\n"
	    "include-system-site-packages = false\nversion = 3.12.2\n"
	    "executable = /b/bin/python3.x\n"
	    "command = /b/bin/python3 -m venv /p/e v\n", "plain, 3.12");
	is_str(make(a, &python, &all).cfg.p, "home = /b/bin\n"
	    "include-system-site-packages = true\nversion = 3.12.2\n"
	    "prompt = \"it's\"\nexecutable = /b/bin/python3.x\n"
	    "command = /b/bin/python3 -m venv --copies --without-pip "
	    "--system-site-packages --clear --upgrade --upgrade-deps "
	    "--prompt=\".\" /p/e v\n", "all options, 3.12");
	python = base(13);
	ok(strstr(make(a, &python, &all).cfg.p, "--prompt=\".\" "
	    "--without-scm-ignore-files /p/e v\n") != NULL,
	    "3.13 has an option more");
}

static const char *
text_of(const struct layout *layout, const char *path)
{
	for (size_t i = 0; i < layout->npieces; i++)
		if (strcmp(layout->pieces[i].path, path) == 0)
			return layout->pieces[i].text.p;
	return NULL;
}

static void
test_fill(struct arena *a)
{
	const struct layout_options options = { .cwd = "/w" };
	const struct layout_options odd = { .cwd = "/w",
	    .prompt = "__VENV_PYTHON__" };
	struct python old = base(12), new = base(13);
	struct layout layout = make(a, &old, &options);

	is_str(text_of(&layout, "bin/activate"), "D=/p/e v P=(e v) \n",
	    "up to 3.12 the prompt comes in parentheses");
	old.quotes = true;
	layout = make(a, &old, &options);
	is_str(text_of(&layout, "bin/activate"), "D='/p/e v' P='(e v) '\n",
	    "quoted where the base quotes");
	is_str(text_of(&layout, "bin/Activate.ps1"), "'/p/e v'",
	    "PowerShell is quoted in its own way");
	layout = make(a, &new, &options);
	is_str(text_of(&layout, "bin/activate"), "D=/p/e v P=e v\n",
	    "from 3.13 it comes alone");
	layout = make(a, &new, &odd);
	is_str(text_of(&layout, "bin/activate"),
	    "D=/p/e v P=/p/e v/bin/python3\n",
	    "a value that holds a later token is filled again");
}

static void
test_known(void)
{
	struct python python = base(5);

	ok(!layout_knows(&python), "3.5 is not known");
	python = base(16);
	ok(!layout_knows(&python), "3.16 is not known");
	python = base(6);
	ok(layout_knows(&python), "3.6 is");
	python = base(15);
	ok(layout_knows(&python), "3.15 is");
	python.platform = "freebsd14";
	ok(layout_knows(&python), "FreeBSD is");
	python.platform = "sunos5";
	ok(!layout_knows(&python), "Solaris is not");
	python = base(12);
	python.implementation = "pypy";
	ok(!layout_knows(&python), "PyPy is not");
	python = base(12);
	python.framework = true;
	ok(!layout_knows(&python), "a framework build is not");
}

static void
test_copies(struct arena *a)
{
	const struct layout_options options = { .copies = true, .cwd = "/w",
	    .upgrade = true };
	struct python python = base(12);
	struct layout layout = make(a, &python, &options);

	is_str(picture(a, &layout), "include/python3.12/ "
	    "lib/python3.12/site-packages/ bin/ lib64>lib "
	    "bin/python3=/b/bin/python3 bin/python=/b/bin/python3 "
	    "bin/python3.12=/b/bin/python3 .gitignore",
	    "--copies, and lib64 still a link");
	is_int(layout.pieces[4].mode, 0755, "a copy can be run");
	ok(layout.pieces[4].exact, "whatever the umask is");
	is_str(layout.python, "python3", "the name it was called by");
	is_str(layout.site, "lib/python3.12/site-packages", "the site");
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_trees(&a);
	test_bases(&a);
	test_cfg(&a);
	test_fill(&a);
	test_known();
	test_copies(&a);
	return done_testing();
}
