#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include "base/buf.h"
#include "core/text/redirect.h"

/* How far above the working directory it looks for a Pipfile. */
enum { LEVELS = 10 };

static const char *
pipenv_store(struct inquiry *q)
{
	const char *home = inquiry_var(q, "WORKON_HOME");

	if (home != NULL)
		return inquiry_path(q, str_from(home), NULL);
	return inquiry_below(q, inquiry_dir(q, "XDG_DATA_HOME",
	    ".local/share"), "virtualenvs");
}

/* Would pipenv look as far up as this? */
static bool
pipenv_reaches(struct inquiry *q)
{
	const char *depth = inquiry_var(q, "PIPENV_MAX_DEPTH");
	unsigned long long levels = LEVELS;

	if (depth != NULL && !str_number(str_from(depth), 1000, &levels))
		return false;
	if (inquiry_flag(q, "PIPENV_NO_INHERIT") == 1)
		levels = 1;
	return q->at->depth < levels;
}

/* The Pipfile that is meant; NULL: not one of this project. */
static const char *
pipenv_pipfile(struct inquiry *q)
{
	const char *given = inquiry_var(q, "PIPENV_PIPFILE");

	if (given == NULL)
		return pipenv_reaches(q) ? text_join(q->a, q->at->project,
		    "/Pipfile", NULL) : NULL;
	if (given[0] != '/')
		return NULL;
	given = path_clean(q->a, given);
	return str_is(path_dir(str_from(given)), q->at->project) ? given :
	    NULL;
}

static const char *
pipenv_name(struct inquiry *q, const char *pipfile)
{
	const char *custom = inquiry_var(q, "PIPENV_CUSTOM_VENV_NAME");
	const char *python = inquiry_var(q, "PIPENV_PYTHON");
	struct str name = path_base(path_dir(str_from(pipfile)));
	struct buf b = buf_in(q->a);

	if (custom != NULL)
		return custom;
	buf_str(&b, name_safe(q->a, name, " &$`!*@\"()[]\\\r\n\t"));
	buf_char(&b, '-');
	buf_str(&b, name_hash(q->a, pipfile));
	if (python != NULL) {
		buf_char(&b, '-');
		buf_str(&b, python[0] == '/' ? path_base(str_from(python)) :
		    str_from(python));
	}
	return buf_string(&b);
}

/* 1: .venv in the project, 0: in the store; -1: not said. */
static bool
pipenv_inside(struct inquiry *q, const struct manager_fact *pipfile, int *in)
{
	int not = inquiry_flag(q, "PIPENV_NO_VENV_IN_PROJECT");

	*in = inquiry_flag(q, "PIPENV_VENV_IN_PROJECT");
	if (*in < 0 && not >= 0)
		*in = !not;
	return *in >= 0 ||
	    inquiry_truth(q, pipfile, "pipenv.venv_in_project", in);
}

/* A file .venv: a path, or a name in the store; true if it said which. */
static bool
pipenv_redirected(struct inquiry *q, const struct manager_fact *file,
    const char *store)
{
	struct redirect to;

	if (!file->there || str_trim(file->text).n == 0)
		return false;
	to = redirect_parse(q->a, file->text, q->at->project,
	    inquiry_var(q, "HOME"));
	q->steered = true;
	if (to.kind == REDIRECT_PATH)
		inquiry_answer(q, to.path);
	else if (to.kind == REDIRECT_NAME)
		inquiry_answer(q, text_join(q->a, store, "/", to.text, NULL));
	return true;
}

static void
pipenv_find(struct inquiry *q)
{
	const char *path = pipenv_pipfile(q), *store = pipenv_store(q), *name;
	const struct manager_fact *file, *pipfile;
	int inside;

	if (path == NULL || store == NULL)
		return;
	pipfile = inquiry_text(q, path);
	file = inquiry_here(q, ".venv");
	if (file == NULL || pipfile == NULL || !pipfile->there ||
	    pipenv_redirected(q, file, store) ||
	    !pipenv_inside(q, pipfile, &inside))
		return;
	name = pipenv_name(q, path);
	if (inside == 1)
		inquiry_answer(q, text_join(q->a, q->at->project, "/.venv",
		    NULL));
	else if (name_is_plain(str_from(name)))
		inquiry_answer(q, text_join(q->a, store, "/", name, NULL));
}

const struct manager manager_pipenv = {
	.name = "pipenv",
	.markers = { "Pipfile" },
	.files = { "Pipfile", ".venv" },
	.named = true,
	.vars = { "HOME", "XDG_DATA_HOME", "WORKON_HOME", "PIPENV_PIPFILE",
	    "PIPENV_MAX_DEPTH", "PIPENV_NO_INHERIT",
	    "PIPENV_CUSTOM_VENV_NAME", "PIPENV_PYTHON",
	    "PIPENV_VENV_IN_PROJECT", "PIPENV_NO_VENV_IN_PROJECT" },
	.stores = { { pipenv_store, "", 1, false } },
	.hashed = "/Pipfile",
	.find = pipenv_find,
	.care = "'pipenv --rm' deletes it, and 'pipenv install' makes it again",
};
