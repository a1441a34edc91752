#include "config.h"

#include "core/manager/manager.h"

#include "base/buf.h"
#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

const struct manager *const managers[MANAGERS + 1] = {
	&manager_uv, &manager_poetry, &manager_pipenv, &manager_pyenv,
	&manager_wrapper, &manager_hatch, &manager_pdm, &manager_pixi,
	&manager_conda, NULL,
};

const struct manager *
manager_named(struct str name)
{
	for (size_t i = 0; managers[i] != NULL; i++)
		if (str_is(name, managers[i]->name))
			return managers[i];
	return NULL;
}

const char *
manager_store(struct arena *a, const struct manager *row, size_t i,
    const struct manager_case *at)
{
	struct manager_answer out = { .says = MANAGER_NONE };
	struct inquiry q = { a, row, at, &out, false };

	return row->stores[i].where(&q);
}

const char *
manager_mark(struct arena *a, const struct manager *row, const char *project)
{
	return row->hashed == NULL ? NULL : str_copy(a, name_hash(a,
	    text_join(a, project, row->hashed, NULL)));
}

enum manager_says
manager_ask(struct arena *a, const struct manager *row,
    const struct manager_case *at, struct manager_answer *out)
{
	struct inquiry q = { a, row, at, out, false };

	*out = (struct manager_answer){ .project = at->project };
	row->find(&q);
	if (out->n_asked > 0)
		out->says = MANAGER_ASKS;
	out->steered = q.steered;
	return out->says;
}
