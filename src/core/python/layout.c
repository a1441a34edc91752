#include "config.h"

#include "core/python/layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pytext.h"
#include "core/python/python.h"

enum { PIECES_FIXED = 12, MODE_NEW = 0666, MODE_COPY = 0755 };

enum trait {
	CFG_PROMPT,		/* the key prompt in pyvenv.cfg */
	CFG_COMMAND,		/* the keys executable and command */
	PROMPT_DOT,		/* --prompt . means the working directory */
	PROMPT_IN_PARENS,	/* templates get "(name) ", not "name" */
	MINOR_LINK,		/* bin/python3.X */
	PI_LINK,		/* bin/𝜋thon */
	INCLUDE_MINOR,		/* include/python3.X */
	LIB64_LINK,		/* lib64 -> lib */
	SCM_FILES,		/* its venv has .gitignore, and an option */
	KNOWN,			/* made natively at all */
};

/*
 * Every difference between versions: it is there from this minor version of
 * Python 3 on, up to but without that one.
 */
static const struct {
	unsigned from, until;
} traits[] = {
	[CFG_PROMPT] = { 8, ~0u },
	[CFG_COMMAND] = { 11, ~0u },
	[PROMPT_DOT] = { 9, ~0u },
	[PROMPT_IN_PARENS] = { 0, 13 },
	[MINOR_LINK] = { 9, ~0u },
	[PI_LINK] = { 14, 15 },
	[INCLUDE_MINOR] = { 11, 14 },
	[LIB64_LINK] = { 0, 15 },
	[SCM_FILES] = { 13, ~0u },
	[KNOWN] = { 6, 16 },
};

const struct str layout_ignore = STR_INIT("# Created by venvhook\n*\n");

/* A layout in the making. */
struct plan {
	struct arena *arena;
	const struct python *python;
	const struct layout_options *options;
	const char *env;
	const char *name;	/* last part of env */
	const char *prompt;	/* as shown; NULL: not given */
	const char *minor;	/* "python3.12" */
	struct piece *pieces;
	size_t n;
	struct layout *layout;
};

static bool
has(const struct python *python, enum trait trait)
{
	return python->version[1] >= traits[trait].from &&
	    python->version[1] < traits[trait].until;
}

static bool
on_darwin(const struct python *python)
{
	return strcmp(python->platform, "darwin") == 0;
}

bool
layout_ignores(const struct python *python)
{
	return has(python, SCM_FILES);
}

bool
layout_knows(const struct python *python)
{
	static const char *const platforms[] = {
		"linux", "darwin", "freebsd", "openbsd", "netbsd", "dragonfly",
	};
	bool platform = false;

	/* FreeBSD's Python says "freebsd14" */
	for (size_t i = 0; i < sizeof(platforms) / sizeof(*platforms); i++)
		platform = platform || str_starts(
		    str_from(python->platform), str_from(platforms[i]));
	return platform && python->version[0] == 3 && has(python, KNOWN) &&
	    strcmp(python->implementation, "cpython") == 0 &&
	    !python->framework;
}

const char *
layout_site(struct arena *a, const struct python *python)
{
	return text_join(a, "lib/python3.", text_number(a, python->version[1]),
	    python_threaded(python) ? "t" : "", "/site-packages", NULL);
}

static struct piece *
plan_piece(struct plan *p, enum piece_kind kind, const char *path)
{
	struct piece *piece = &p->pieces[p->n++];

	piece->kind = kind;
	piece->path = path;
	return piece;
}

static void
plan_dirs(struct plan *p)
{
	const char *site = p->layout->site = layout_site(p->arena, p->python);

	plan_piece(p, PIECE_DIR, !has(p->python, INCLUDE_MINOR) ? "include" :
	    text_join(p->arena, "include/", p->minor, p->python->abiflags,
	    NULL));
	plan_piece(p, PIECE_DIR, p->layout->site);
	plan_piece(p, PIECE_DIR, "bin");
	if (!has(p->python, LIB64_LINK)) {
		plan_piece(p, PIECE_DIR, text_join(p->arena,
		    p->python->platlibdir, strchr(site, '/'), NULL));
	} else if (p->python->bits64 && !on_darwin(p->python)) {
		struct piece *link = plan_piece(p, PIECE_LINK, "lib64");

		link->target = "lib";
		link->keep = true;
	}
}

static void
plan_python(struct plan *p, const char *name, const char *target)
{
	bool copy = p->options->copies;
	struct piece *piece = plan_piece(p, copy ? PIECE_COPY : PIECE_LINK,
	    text_join(p->arena, "bin/", name, NULL));

	piece->target = copy ? p->python->executable : target;
	piece->mode = MODE_COPY;
	piece->exact = true;
}

/* First the name that the base was called by; the other names link to it. */
static void
plan_pythons(struct plan *p)
{
	const char *first = p->layout->python;
	const char *names[] = { "python", "python3",
	    has(p->python, MINOR_LINK) ? p->minor : first,
	    has(p->python, PI_LINK) && p->python->utf8 ?
	    "\xf0\x9d\x9c\x8bthon" : first };

	plan_python(p, first, p->python->executable);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], first) != 0)
			plan_python(p, names[i], first);
}

static void
quote(struct buf *b, struct str value, const struct template *t, bool quotes)
{
	struct str name = str_from(t->name);

	if (!quotes || str_ends(name, STR(".bat")))
		buf_str(b, value);
	else if (str_ends(name, STR(".ps1")))
		pytext_powershell(b, value);
	else
		pytext_shell(b, value);
}

/*
 * Replace one token after the other, as venv does: a value that holds a later
 * token is changed by that, and has to be here too.
 */
static struct str
fill(const struct plan *p, const struct template *t)
{
	const char *prompt = p->prompt == NULL ? p->name : p->prompt;
	const struct {
		struct str token;
		const char *value;
	} values[] = {
		{ STR("__VENV_DIR__"), p->env },
		{ STR("__VENV_NAME__"), p->name },
		{ STR("__VENV_PROMPT__"), !has(p->python, PROMPT_IN_PARENS) ?
		    prompt : text_join(p->arena, "(", prompt, ") ", NULL) },
		{ STR("__VENV_BIN_NAME__"), "bin" },
		{ STR("__VENV_PYTHON__"), text_join(p->arena, p->env, "/bin/",
		    p->layout->python, NULL) },
	};
	struct str text = t->text;

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct buf value = buf_in(p->arena);
		struct buf filled = buf_in(p->arena);

		if (str_find(text, values[i].token) == NULL)
			continue;
		quote(&value, str_from(values[i].value), t,
		    p->python->quotes);
		pytext_replace(&filled, text, values[i].token,
		    buf_view(&value));
		text = buf_view(&filled);
	}
	return text;
}

static void
plan_files(struct plan *p, const struct templates *templates)
{
	struct piece *piece;

	if (!p->options->without_scm_ignore_files) {
		piece = plan_piece(p, PIECE_FILE, ".gitignore");
		piece->text = layout_ignores(p->python) ? STR("# Created by "
		    "venv; see https://docs.python.org/3/library/venv.html"
		    "\n*\n") : layout_ignore;
		piece->mode = MODE_NEW;
		/* that venv leaves a file of the user alone */
		piece->keep = !layout_ignores(p->python);
	}
	for (size_t i = 0; i < templates->n && !p->options->upgrade; i++) {
		const struct template *t = &templates->list[i];

		piece = plan_piece(p, PIECE_FILE,
		    text_join(p->arena, "bin/", t->name, NULL));
		piece->text = fill(p, t);
		piece->mode = t->mode;
		piece->exact = true;
	}
}

static void
cfg_line(struct buf *b, const char *key, const char *value)
{
	buf_texts(b, key, " = ", value, "\n", NULL);
}

/* --symlinks is left out, because it is the default on POSIX. */
static void
cfg_command(struct buf *b, const struct plan *p)
{
	const struct layout_options *o = p->options;
	const struct {
		bool given;
		const char *text;
	} words[] = {
		{ o->copies, " --copies" },
		{ o->without_pip, " --without-pip" },
		{ o->system_site_packages, " --system-site-packages" },
		{ o->clear, " --clear" },
		{ o->upgrade, " --upgrade" },
		{ o->upgrade_deps, " --upgrade-deps" },
		{ o->prompt != NULL, o->prompt == NULL ? "" : text_join(
		    p->arena, " --prompt=\"", o->prompt, "\"", NULL) },
		{ o->without_scm_ignore_files && has(p->python, SCM_FILES),
		    " --without-scm-ignore-files" },
	};

	buf_texts(b, "command = ", p->python->executable, " -m venv", NULL);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].given)
			buf_text(b, words[i].text);
	buf_texts(b, " ", p->env, "\n", NULL);
}

static struct str
plan_cfg(const struct plan *p)
{
	struct buf b = buf_in(p->arena);

	cfg_line(&b, "home", p->layout->home);
	cfg_line(&b, "include-system-site-packages",
	    p->options->system_site_packages ? "true" : "false");
	buf_text(&b, "version = ");
	for (int i = 0; i < 3; i++) {
		buf_number(&b, p->python->version[i]);
		buf_char(&b, i < 2 ? '.' : '\n');
	}
	if (p->prompt != NULL && has(p->python, CFG_PROMPT)) {
		buf_text(&b, "prompt = ");
		pytext_repr(&b, str_from(p->prompt), p->python->version[1]);
		buf_char(&b, '\n');
	}
	if (has(p->python, CFG_COMMAND)) {
		cfg_line(&b, "executable", p->python->real);
		cfg_command(&b, p);
	}
	return buf_view(&b);
}

static const char *
plan_prompt(const struct plan *p)
{
	const char *prompt = p->options->prompt;

	if (prompt == NULL || strcmp(prompt, ".") != 0 ||
	    !has(p->python, PROMPT_DOT))
		return prompt;
	return str_copy(p->arena, path_base(str_from(p->options->cwd)));
}

struct layout
layout_make(struct arena *a, const struct python *python,
    const struct layout_options *options, const struct templates *templates,
    const char *env)
{
	struct layout layout = { .npieces = 0 };
	struct plan p = { .arena = a, .python = python, .options = options,
	    .env = env, .layout = &layout };
	struct str base = str_from(pytext_normal(a, python->executable));

	p.minor = text_join(a, "python3.", text_number(a, python->version[1]),
	    NULL);
	p.name = str_copy(a, path_base(str_from(env)));
	p.prompt = plan_prompt(&p);
	p.pieces = arena_new(a, struct piece, PIECES_FIXED + templates->n);
	layout.executable = python->executable;
	layout.home = str_copy(a, path_dir(base));
	layout.python = str_copy(a, path_base(base));
	plan_dirs(&p);
	plan_pythons(&p);
	plan_files(&p, templates);
	layout.cfg = plan_cfg(&p);
	layout.pieces = p.pieces;
	layout.npieces = p.n;
	return layout;
}
