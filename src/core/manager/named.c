/* Managers whose environments are told by name: pyenv, virtualenvwrapper. */
#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include <string.h>

#include "base/buf.h"
#include "core/python/asks.h"
#include "core/text/redirect.h"

static const char *
pyenv_store(struct inquiry *q)
{
	return inquiry_below(q, inquiry_dir(q, "PYENV_ROOT", ".pyenv"),
	    "versions");
}

/* foo, python-foo, 3.11.7/envs/foo, but nothing that could lead out. */
static bool
pyenv_name_is_sound(struct str name)
{
	struct str piece;

	while (str_cut(&name, '/', &piece))
		if (!name_is_plain(piece))
			return false;
	return true;
}

/*
 * Only the first name counts, as pyenv-virtualenv has it.  It may well be a
 * version, which is no environment.  The names of $PYENV_ROOT/version hold
 * everywhere and are not this project's.
 */
static void
pyenv_find(struct inquiry *q)
{
	const char *given = inquiry_var(q, "PYENV_VERSION");
	const char *store = pyenv_store(q);
	const struct manager_fact *f = inquiry_here(q, ".python-version");
	struct str rest, name;

	if (store == NULL || f == NULL || !f->there)
		return;
	rest = f->text;
	if (given != NULL) {
		rest = str_from(given);
		if (!str_cut(&rest, ':', &name))
			return;
	} else {
		do {
			if (!pin_next(&rest, &name))
				return;
		} while (!pyenv_name_is_sound(name));
	}
	if (str_starts(name, STR("python-")))
		name = (struct str){ name.p + 7, name.n - 7 };
	if (!str_is(name, "system") && pyenv_name_is_sound(name))
		inquiry_answer(q, text_join(q->a, store, "/",
		    str_copy(q->a, name), NULL));
}

const struct manager manager_pyenv = {
	.name = "pyenv",
	.markers = { ".python-version" },
	.files = { ".python-version" },
	.vars = { "HOME", "PYENV_ROOT", "PYENV_VERSION" },
	.stores = { { pyenv_store, "", 3, false } },
	.find = pyenv_find,
	.care = "'pyenv virtualenv-delete' deletes it, and 'pyenv virtualenv' "
	    "makes one",
};

static const char *
wrapper_store(struct inquiry *q)
{
	const char *home = inquiry_var(q, "WORKON_HOME");

	return home != NULL ? inquiry_path(q, str_from(home), NULL) :
	    inquiry_dir(q, "", ".virtualenvs");
}

/* Does the .project of an environment name the directory asked about? */
static bool
wrapper_names(struct inquiry *q, const struct manager_fact *f)
{
	struct str text = f->text;
	const char *path;

	if (!f->there || text.n == 0 || text.p[0] != '/')
		return false;
	if (text.p[text.n - 1] == '\n')
		text.n--;
	path = path_clean(q->a, str_copy(q->a, text));
	return strcmp(path, q->at->project) == 0 ||
	    (q->at->logical != NULL && strcmp(path, q->at->logical) == 0);
}

static void
wrapper_find(struct inquiry *q)
{
	const char *file = inquiry_var(q, "VIRTUALENVWRAPPER_PROJECT_FILENAME");
	const char *store = wrapper_store(q), *env = NULL;
	const struct manager_fact *names, *f;
	struct str rest, name;
	size_t n = 0;

	if (store == NULL || (names = inquiry_names(q, store, "")) == NULL)
		return;
	rest = names->text;
	while (names->there && str_line(&rest, &name)) {
		const char *dir;

		if (!name_is_plain(name))
			continue;
		dir = text_join(q->a, store, "/", str_copy(q->a, name), NULL);
		f = inquiry_text(q, text_join(q->a, dir, "/",
		    file == NULL ? ".project" : file, NULL));
		if (f != NULL && wrapper_names(q, f)) {
			env = dir;
			n++;
		}
	}
	if (n == 1)
		inquiry_answer(q, env);
	else if (n > 1)
		inquiry_unsure(q, "several environments name it as their "
		    "project", "venvhook activate NAME says which");
}

const struct manager manager_wrapper = {
	.name = "virtualenvwrapper",
	.says = true,
	.vars = { "HOME", "WORKON_HOME",
	    "VIRTUALENVWRAPPER_PROJECT_FILENAME" },
	.stores = { { wrapper_store, "", 1, false } },
	.find = wrapper_find,
	.care = "'rmvirtualenv' deletes it, and 'mkvirtualenv -a' makes one",
};
