#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/redirect.h"

struct hatch {
	const struct manager_fact *pyproject, *own, *user;
	const char *env;		/* the name of the environment */
};

static bool
hatch_files(struct inquiry *q, struct hatch *h)
{
	const char *config = inquiry_var(q, "HATCH_CONFIG");

	if (config == NULL)
		config = inquiry_own(q, "XDG_CONFIG_HOME", ".config",
		    "hatch/config.toml");
	h->pyproject = inquiry_here(q, "pyproject.toml");
	h->own = inquiry_here(q, "hatch.toml");
	h->user = config == NULL || config[0] != '/' ? NULL :
	    inquiry_text(q, config);
	h->env = inquiry_var(q, "HATCH_ENV");
	if (h->env == NULL)
		h->env = "default";
	return h->pyproject != NULL && h->pyproject->there &&
	    h->own != NULL && h->user != NULL;
}

static bool
hatch_is_its(struct inquiry *q, const struct hatch *h)
{
	struct str backend;
	bool table;

	if (!inquiry_has(q, h->pyproject, "tool.hatch", &table) ||
	    !inquiry_string(q, h->pyproject, "build-system.build-backend",
	    &backend))
		return false;
	return table || h->own->there || str_starts(backend, STR("hatchling"));
}

/* A key of the environment: in hatch.toml, else in pyproject.toml. */
static bool
hatch_string(struct inquiry *q, const struct hatch *h, const char *key,
    struct str *out)
{
	const char *path = text_join(q->a, "tool.hatch.envs.", h->env, ".",
	    key, NULL);

	return inquiry_string(q, h->own, path + strlen("tool.hatch."), out) &&
	    (out->p != NULL || inquiry_string(q, h->pyproject, path, out));
}

/* One plain virtual environment?  A matrix is several. */
static bool
hatch_is_plain(struct inquiry *q, const struct hatch *h)
{
	const char *path = text_join(q->a, "tool.hatch.envs.", h->env,
	    ".matrix", NULL);
	bool own, matrix;
	struct str type;

	if (strchr(h->env, '.') != NULL || !name_is_plain(str_from(h->env)))
		return inquiry_unsure(q, "hatch is to use an environment of "
		    "a matrix", NULL);
	if (!hatch_string(q, h, "type", &type) ||
	    !inquiry_has(q, h->own, path + strlen("tool.hatch."), &own) ||
	    !inquiry_has(q, h->pyproject, path, &matrix))
		return false;
	if (own || matrix)
		return inquiry_unsure(q, "hatch keeps a matrix of "
		    "environments for it", NULL);
	return type.p == NULL || str_is(type, "virtual");
}

static const char *
hatch_store(struct inquiry *q)
{
	const char *data = inquiry_var(q, "HATCH_DATA_DIR");

	return data == NULL ? inquiry_own(q, "XDG_DATA_HOME", ".local/share",
	    "hatch") : inquiry_path(q, str_from(data), NULL);
}

/* The directory that holds hatch's environments; NULL: it cannot be told. */
static const char *
hatch_dir(struct inquiry *q, const struct hatch *h)
{
	const char *data = inquiry_var(q, "HATCH_DATA_DIR");
	struct str dir, base;

	if (!inquiry_string(q, h->user, "dirs.env.virtual", &dir) ||
	    !inquiry_string(q, h->user, "dirs.data", &base))
		return NULL;
	if (dir.p != NULL)
		return inquiry_path(q, dir, q->at->project);
	data = data == NULL && base.p != NULL ? inquiry_path(q, base, NULL) :
	    hatch_store(q);
	return inquiry_below(q, data, "env/virtual");
}

/* What identifies the project: on macOS its path without case. */
static const char *
hatch_id(struct inquiry *q)
{
	char *path = arena_string(q->a, q->at->project);

	for (char *c = path; q->at->mac && *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			return NULL;
		*c = str_lower(*c);
	}
	return str_copy(q->a, name_hash(q->a, path));
}

static void
hatch_answer(struct inquiry *q, const struct hatch *h, const char *dir)
{
	const char *id = hatch_id(q), *env, *name;
	const char *shared = inquiry_dir(q, "", ".virtualenvs");
	struct str given;

	if (id == NULL || !inquiry_string(q, h->pyproject, "project.name",
	    &given))
		return;
	name = given.p == NULL ? text_join(q->a, id, "-unmanaged", NULL) :
	    str_copy(q->a, name_canonical(q->a, given));
	if (!name_is_plain(str_from(name)))
		return;
	env = strcmp(h->env, "default") == 0 ? name : h->env;
	dir = path_clean(q->a, dir);
	if (path_within(str_from(dir), str_from(q->at->project)) ||
	    (shared != NULL && strcmp(dir, path_clean(q->a, shared)) == 0))
		inquiry_answer(q, text_join(q->a, dir, "/", env, NULL));
	else
		inquiry_answer(q, text_join(q->a, dir, "/", name, "/", id, "/",
		    env, NULL));
}

static void
hatch_find(struct inquiry *q)
{
	const char *given = inquiry_var(q, "HATCH_ENV_TYPE_VIRTUAL_PATH");
	const char *dir;
	struct hatch h;
	struct str path;

	if (!hatch_files(q, &h) || !hatch_is_its(q, &h) ||
	    !hatch_is_plain(q, &h) || !hatch_string(q, &h, "path", &path))
		return;
	q->steered = given == NULL && path.p != NULL;
	if (given != NULL)
		path = str_from(given);
	if (path.p != NULL) {
		inquiry_answer(q, inquiry_path(q, path, q->at->project));
		return;
	}
	if ((dir = hatch_dir(q, &h)) != NULL)
		hatch_answer(q, &h, dir);
	else if (q->out->says == MANAGER_NONE)
		inquiry_unsure(q, "where hatch keeps its environments cannot "
		    "be told", NULL);
}

const struct manager manager_hatch = {
	.name = "hatch",
	.markers = { "pyproject.toml", "hatch.toml" },
	.files = { "pyproject.toml", "hatch.toml" },
	.named = true,
	.vars = { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HATCH_CONFIG",
	    "HATCH_DATA_DIR", "HATCH_ENV", "HATCH_ENV_TYPE_VIRTUAL_PATH" },
	.stores = { { hatch_store, "/env/virtual", 3, true } },
	.hashed = "",
	.find = hatch_find,
	.care = "'hatch env remove' deletes it, and 'hatch env create' makes "
	    "it again",
};
