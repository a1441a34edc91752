#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include <string.h>

#include "base/buf.h"
#include "core/text/glob.h"
#include "core/text/toml.h"

/* Is the member, below the root, named by one of the globs of that list? */
static bool
globs_name(struct inquiry *q, struct str list, struct str member, bool *named)
{
	struct str item, glob;

	*named = false;
	while (toml_item(&list, &item)) {
		if (!toml_string(q->a, item, &glob))
			return inquiry_unsure(q, "the members of the uv "
			    "workspace are not understood", NULL);
		while (str_starts(glob, STR("./")))
			glob = (struct str){ glob.p + 2, glob.n - 2 };
		while (glob.n > 0 && glob.p[glob.n - 1] == '/')
			glob.n--;
		if (glob_matches(glob, member))
			*named = true;
	}
	return true;
}

/* Has the file a workspace that this project belongs to? */
static bool
workspace_has(struct inquiry *q, const struct manager_fact *f,
    const char *root, bool *has)
{
	static const char *const keys[] = { "tool.uv.workspace.members",
	    "tool.uv.workspace.exclude" };
	struct str member = str_from(q->at->project + strlen(root));
	bool named[2] = { false, false };

	*has = false;
	if (member.n > 0 && member.p[0] == '/')
		member = (struct str){ member.p + 1, member.n - 1 };
	for (size_t i = 0; i < 2; i++) {
		struct str list = { NULL, 0 };
		enum toml_state state = toml_find(f->text, keys[i], &list);

		if (state == TOML_BAD)
			return inquiry_unsure(q, text_join(q->a, f->path,
			    " is not understood", NULL), NULL);
		if (state == TOML_VALUE &&
		    !globs_name(q, list, member, &named[i]))
			return false;
	}
	*has = named[0] && !named[1];
	return true;
}

/* The nearest pyproject.toml further up decides; NULL: not known yet. */
static const char *
uv_root(struct inquiry *q)
{
	const char *project = q->at->project, *dir = project;
	bool has;

	while (dir[0] == '/' && dir[1] != '\0') {
		const struct manager_fact *f;

		dir = str_copy(q->a, path_dir(str_from(dir)));
		f = inquiry_text(q, text_join(q->a, dir, "/pyproject.toml",
		    NULL));
		if (f == NULL || (f->there && !workspace_has(q, f, dir, &has)))
			return NULL;
		if (f->there)
			return has ? dir : project;
	}
	return project;
}

static void
uv_find(struct inquiry *q)
{
	const struct manager_fact *f = inquiry_here(q, "pyproject.toml");
	const char *env = inquiry_var(q, "UV_PROJECT_ENVIRONMENT"), *root;
	bool workspace, project;
	int managed;

	if (f == NULL || !f->there ||
	    !inquiry_truth(q, f, "tool.uv.managed", &managed) ||
	    !inquiry_has(q, f, "tool.uv.workspace", &workspace) ||
	    !inquiry_has(q, f, "project", &project))
		return;
	if (managed == 0 || (!workspace && !project))
		return;
	root = workspace ? q->at->project : uv_root(q);
	if (root == NULL)
		return;
	q->out->project = root;
	inquiry_answer(q, env != NULL && env[0] == '/' ? env :
	    text_join(q->a, root, "/", env == NULL ? ".venv" : env, NULL));
}

const struct manager manager_uv = {
	.name = "uv",
	.markers = { "pyproject.toml" },
	.files = { "pyproject.toml" },
	.above = true,
	.places = true,
	.needs = "UV_PROJECT_ENVIRONMENT",
	.vars = { "UV_PROJECT_ENVIRONMENT" },
	.find = uv_find,
	.care = "'uv venv --clear' and 'uv sync' make it again",
};
