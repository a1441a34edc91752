#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include <string.h>

#include "base/buf.h"
#include "core/text/keyval.h"

struct poetry {
	const struct manager_fact *pyproject, *local, *user;
};

/* Where the user's settings are; NULL: nowhere. */
static const char *
poetry_config(struct inquiry *q)
{
	const char *config = inquiry_var(q, "POETRY_CONFIG_DIR");

	if (config == NULL)
		config = inquiry_own(q, "XDG_CONFIG_HOME", ".config",
		    "pypoetry");
	return config == NULL || config[0] != '/' ? NULL :
	    inquiry_below(q, config, "config.toml");
}

/* NULL: not known yet, or nowhere. */
static const struct manager_fact *
poetry_user(struct inquiry *q)
{
	const char *config = poetry_config(q);

	return config == NULL ? NULL : inquiry_text(q, config);
}

static const char *
poetry_cache_usual(struct inquiry *q)
{
	return q->at->mac ? inquiry_dir(q, "", "Library/Caches/pypoetry") :
	    inquiry_below(q, inquiry_dir(q, "XDG_CACHE_HOME", ".cache"),
	    "pypoetry");
}

/* Poetry's cache, in which its downloads are as well as envs. */
static const char *
poetry_store(struct inquiry *q)
{
	const char *given = inquiry_var(q, "POETRY_CACHE_DIR");

	return given != NULL ? inquiry_path(q, str_from(given), NULL) :
	    poetry_cache_usual(q);
}

/* Is the project one of poetry's?  False, too, while that is not known. */
static bool
poetry_is_its(struct inquiry *q, struct poetry *p)
{
	const struct manager_fact *lock;
	struct str backend;
	bool table;

	p->pyproject = inquiry_here(q, "pyproject.toml");
	p->local = inquiry_here(q, "poetry.toml");
	if (p->pyproject == NULL || p->local == NULL || !p->pyproject->there)
		return false;
	if (!inquiry_has(q, p->pyproject, "tool.poetry", &table) ||
	    !inquiry_string(q, p->pyproject, "build-system.build-backend",
	    &backend))
		return false;
	if (table || p->local->there ||
	    (backend.p != NULL && str_starts(backend, STR("poetry."))))
		return true;
	lock = inquiry_there(q, text_join(q->a, q->at->project,
	    "/poetry.lock", NULL));
	return lock != NULL && lock->there;
}

/* A setting that is text: a variable, the project's file, the user's. */
static bool
poetry_text(struct inquiry *q, const struct poetry *p, const char *var,
    const char *path, struct str *out)
{
	const char *value = inquiry_var(q, var);

	*out = (struct str){ NULL, 0 };
	if (value != NULL) {
		*out = str_from(value);
		return true;
	}
	if (!inquiry_string(q, p->local, path, out))
		return false;
	q->steered = q->steered || out->p != NULL;
	return out->p != NULL || inquiry_string(q, p->user, path, out);
}

static bool
poetry_creates(struct inquiry *q, const struct poetry *p, bool *creates)
{
	const char *value = inquiry_var(q, "POETRY_VIRTUALENVS_CREATE");
	int truth;

	if (value != NULL) {
		*creates = strcmp(value, "1") == 0 ||
		    key_is(str_from(value), "true");
		return true;
	}
	if (!inquiry_truth(q, p->local, "virtualenvs.create", &truth) ||
	    (truth < 0 && !inquiry_truth(q, p->user, "virtualenvs.create",
	    &truth)))
		return false;
	*creates = truth != 0;
	return true;
}

static const char *
poetry_cache(struct inquiry *q, const struct poetry *p)
{
	struct str text;

	if (!poetry_text(q, p, "POETRY_CACHE_DIR", "cache-dir", &text))
		return NULL;
	if (text.p != NULL)
		return inquiry_path(q, text, q->at->project);
	return poetry_cache_usual(q);
}

/* Where its environments are; NULL: that cannot be told. */
static const char *
poetry_dir(struct inquiry *q, const struct poetry *p)
{
	const struct str key = STR("{cache-dir}");
	const char *cache = poetry_cache(q, p), *at;
	struct buf b = buf_in(q->a);
	struct str text;

	if (cache == NULL || !poetry_text(q, p, "POETRY_VIRTUALENVS_PATH",
	    "virtualenvs.path", &text))
		return NULL;
	if (text.p == NULL)
		return text_join(q->a, cache, "/virtualenvs", NULL);
	while ((at = str_find(text, key)) != NULL) {
		buf_str(&b, str_range(text.p, at));
		buf_text(&b, cache);
		text = str_range(at + key.n, text.p + text.n);
	}
	buf_str(&b, text);
	/* another setting's value would take its place */
	if (memchr(buf_string(&b), '{', b.n) != NULL)
		return NULL;
	return inquiry_path(q, buf_view(&b), q->at->project);
}

/* The name of the environment without its Python; NULL: none. */
static const char *
poetry_base(struct inquiry *q, const struct poetry *p)
{
	struct str name;
	int package;

	if (!inquiry_string(q, p->pyproject, "project.name", &name) ||
	    (name.p == NULL && !inquiry_string(q, p->pyproject,
	    "tool.poetry.name", &name)) ||
	    !inquiry_truth(q, p->pyproject, "tool.poetry.package-mode",
	    &package))
		return NULL;
	if (name.p == NULL && package != 0)
		return NULL;
	name = name.p == NULL ? STR("non-package-mode") :
	    name_canonical(q->a, name);
	name = name_safe(q->a, name, " $`!*@\"\\\r\n\t");
	if (!name_is_plain(name))
		return NULL;
	return text_join(q->a, str_copy(q->a, name), "-",
	    str_copy(q->a, name_hash(q->a, q->at->project)), NULL);
}

/* "3.11", "3.13t" */
static bool
is_minor(struct str text)
{
	struct str major;
	unsigned long long n;

	if (text.n > 0 && text.p[text.n - 1] == 't')
		text.n--;
	return str_cut(&text, '.', &major) && str_number(major, 99, &n) &&
	    str_number(text, 999, &n);
}

/* Without a word of `poetry env use`: the only one there is. */
static void
poetry_only(struct inquiry *q, const char *dir, const char *base)
{
	const char *prefix = text_join(q->a, base, "-py", NULL);
	const struct manager_fact *names = inquiry_names(q, dir, prefix);
	struct str rest, name, only = { NULL, 0 };
	size_t n = 0;

	if (names == NULL)
		return;
	for (rest = names->text; names->there && str_line(&rest, &name);) {
		struct str minor = name;

		if (!str_starts(name, str_from(prefix)))
			continue;
		minor.p += strlen(prefix);
		minor.n -= strlen(prefix);
		if (is_minor(minor)) {
			only = name;
			n++;
		}
	}
	if (n == 1)
		inquiry_answer(q, text_join(q->a, dir, "/",
		    str_copy(q->a, only), NULL));
	else if (n > 1)
		inquiry_unsure(q, "poetry keeps several environments for it",
		    "poetry env use says which");
}

static void
poetry_find(struct inquiry *q)
{
	const struct manager_fact *chosen;
	const char *base, *dir;
	struct poetry p;
	struct str minor;
	bool creates;

	if (!poetry_is_its(q, &p) || (p.user = poetry_user(q)) == NULL ||
	    !poetry_creates(q, &p, &creates) || !creates ||
	    (base = poetry_base(q, &p)) == NULL)
		return;
	if ((dir = poetry_dir(q, &p)) == NULL) {
		if (q->out->says == MANAGER_NONE)
			inquiry_unsure(q, "where poetry keeps its "
			    "environments cannot be told", NULL);
		return;
	}
	chosen = inquiry_text(q, text_join(q->a, dir, "/envs.toml", NULL));
	if (chosen == NULL || !inquiry_string(q, chosen,
	    text_join(q->a, base, ".minor", NULL), &minor))
		return;
	if (minor.p == NULL)
		poetry_only(q, dir, base);
	else if (is_minor(minor))
		inquiry_answer(q, text_join(q->a, dir, "/", base, "-py",
		    str_copy(q->a, minor), NULL));
}

const struct manager manager_poetry = {
	.name = "poetry",
	.markers = { "pyproject.toml" },
	.files = { "pyproject.toml", "poetry.toml", "poetry.lock" },
	.named = true,
	.vars = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
	    "POETRY_CONFIG_DIR", "POETRY_CACHE_DIR",
	    "POETRY_VIRTUALENVS_PATH", "POETRY_VIRTUALENVS_CREATE" },
	.stores = { { poetry_store, "/virtualenvs", 1, false },
	    { poetry_config, "", 0, false } },
	.hashed = "",
	.find = poetry_find,
	.care = "'poetry env remove --all' deletes it, and 'poetry install' "
	    "makes it again",
};
