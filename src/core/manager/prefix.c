/* Managers whose environments are told by their path: pdm, pixi, conda. */
#include "config.h"

#include "core/manager/inquiry.h"
#include "core/manager/rows.h"

#include "base/arena.h"
#include "base/buf.h"

/* The interpreter that was chosen; its environment is two levels up. */
static void
pdm_find(struct inquiry *q)
{
	const char *given = inquiry_var(q, "PDM_PYTHON");
	const struct manager_fact *f = inquiry_here(q, ".pdm-python");
	const char *path;
	struct str python;

	if (f == NULL)
		return;
	python = str_trim(f->there ? f->text : STR(""));
	if (given != NULL)
		python = str_from(given);
	else if (inquiry_flag(q, "PDM_IGNORE_SAVED_PYTHON") == 1)
		return;
	if (python.n == 0 || python.p[0] != '/')
		return;
	q->steered = given == NULL;
	path = inquiry_path(q, python, NULL);
	if (path == NULL || !str_is(path_base(path_dir(python)), "bin"))
		return;
	inquiry_answer(q, str_copy(q->a, path_dir(path_dir(str_from(path)))));
}

static const char *
pdm_store(struct inquiry *q)
{
	return inquiry_own(q, "XDG_DATA_HOME", ".local/share", "pdm");
}

const struct manager manager_pdm = {
	.name = "pdm",
	.markers = { ".pdm-python" },
	.files = { ".pdm-python" },
	.named = true,
	.vars = { "HOME", "XDG_DATA_HOME", "PDM_PYTHON",
	    "PDM_IGNORE_SAVED_PYTHON" },
	.stores = { { pdm_store, "/venvs", 1, true } },
	.find = pdm_find,
	.care = "'pdm venv remove' deletes it, and 'pdm venv create' makes one",
};

/* The manifests of a directory, and the table that makes each pixi's. */
static const struct { const char *file, *table; } manifests[] = {
	{ "pixi.toml", "" },
	{ "pyproject.toml", "tool.pixi." },
	{ "mojoproject.toml", "" },
};

enum { MANIFESTS = sizeof(manifests) / sizeof(manifests[0]) };

/* Does the manifest say that the workspace begins here? */
static bool
pixi_begins(struct inquiry *q, const struct manager_fact *f, size_t i,
    bool *here)
{
	bool workspace, project;

	if (!inquiry_has(q, f, text_join(q->a, manifests[i].table,
	    "workspace", NULL), &workspace) ||
	    !inquiry_has(q, f, text_join(q->a, manifests[i].table,
	    "project", NULL), &project))
		return false;
	*here = workspace || project;
	return true;
}

/* Is dir a workspace?  False: that is not known, or cannot be. */
static bool
pixi_looks(struct inquiry *q, const char *dir, bool *here)
{
	const struct manager_fact *f[MANIFESTS];
	bool known = true;

	*here = false;
	for (size_t i = 0; i < MANIFESTS; i++) {
		f[i] = inquiry_text(q, text_join(q->a, dir, "/",
		    manifests[i].file, NULL));
		known = known && f[i] != NULL;
	}
	for (size_t i = 0; known && i < MANIFESTS && !*here; i++)
		if (f[i]->there && !pixi_begins(q, f[i], i, here))
			return false;
	return known;
}

/* Of a pyproject.toml that is not pixi's, nothing further up is asked. */
static bool
pixi_is_its(struct inquiry *q)
{
	const struct manager_fact *pixi = inquiry_here(q, "pixi.toml");
	const struct manager_fact *mojo = inquiry_here(q, "mojoproject.toml");
	const struct manager_fact *py = inquiry_here(q, "pyproject.toml");
	bool table;

	if (pixi == NULL || mojo == NULL || py == NULL ||
	    !inquiry_has(q, py, "tool.pixi", &table))
		return false;
	return table || pixi->there || mojo->there;
}

static void
pixi_find(struct inquiry *q)
{
	const char *dir = q->at->project;
	bool here = false;

	if (!pixi_is_its(q))
		return;
	while (pixi_looks(q, dir, &here) && !here) {
		if (dir[0] != '/' || dir[1] == '\0')
			return;
		dir = str_copy(q->a, path_dir(str_from(dir)));
	}
	if (!here)
		return;
	q->out->project = dir;
	inquiry_answer(q, text_join(q->a, dir, "/.pixi/envs/default", NULL));
}

const struct manager manager_pixi = {
	.name = "pixi",
	.markers = { "pixi.toml", "pyproject.toml", "mojoproject.toml" },
	.files = { "pixi.toml", "pyproject.toml", "mojoproject.toml" },
	.above = true,
	.conda = true,
	.find = pixi_find,
	.care = "'pixi clean' deletes it, and 'pixi install' makes it again",
};

/* The `name:` at the left margin of an environment.yml. */
static struct str
conda_name(struct str text)
{
	struct str line, none = { NULL, 0 };

	while (str_line(&text, &line)) {
		const char *comment;

		if (!str_starts(line, STR("name:")))
			continue;
		line = (struct str){ line.p + 5, line.n - 5 };
		if ((comment = str_find(line, STR(" #"))) != NULL)
			line = str_range(line.p, comment);
		line = str_trim(line);
		if (line.n > 1 && (line.p[0] == '"' || line.p[0] == '\'') &&
		    line.p[line.n - 1] == line.p[0])
			line = (struct str){ line.p + 1, line.n - 2 };
		return name_is_plain(line) && !str_is(line, "base") &&
		    !str_is(line, "root") ? line : none;
	}
	return none;
}

static void
conda_below(struct inquiry *q, const char *dir, const char *name)
{
	if (dir != NULL && dir[0] == '/')
		inquiry_answer(q, text_join(q->a, dir, "/", name, NULL));
}

/* In each place for named environments that is known without conda. */
static void
conda_named(struct inquiry *q, const char *name)
{
	static const char *const usual[] = { ".conda/envs", "miniconda3/envs",
	    "miniforge3/envs", "anaconda3/envs", ".local/share/mamba/envs",
	    "micromamba/envs" };
	const char *list = inquiry_var(q, "CONDA_ENVS_PATH");
	const char *exe = inquiry_var(q, "CONDA_EXE");
	const char *root = inquiry_var(q, "MAMBA_ROOT_PREFIX");
	struct str rest, dir;

	if (list == NULL)
		list = inquiry_var(q, "CONDA_ENVS_DIRS");
	rest = str_from(list == NULL ? "" : list);
	while (list != NULL && str_cut(&rest, ':', &dir))
		conda_below(q, inquiry_path(q, dir, NULL), name);
	if (exe != NULL && exe[0] == '/')
		conda_below(q, text_join(q->a, str_copy(q->a,
		    path_dir(path_dir(str_from(exe)))), "/envs", NULL), name);
	if (root != NULL)
		conda_below(q, text_join(q->a, root, "/envs", NULL), name);
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		conda_below(q, inquiry_dir(q, "", usual[i]), name);
}

static void
conda_find(struct inquiry *q)
{
	static const char *const inside[] = { ".conda", "env" };
	const struct manager_fact *yml = inquiry_here(q, "environment.yml");
	const struct manager_fact *yaml = inquiry_here(q, "environment.yaml");
	struct str name;

	if (yml == NULL || yaml == NULL)
		return;
	for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
		conda_below(q, q->at->project, inside[i]);
	name = conda_name(yml->there ? yml->text : yaml->text);
	if ((yml->there || yaml->there) && name.p != NULL)
		conda_named(q, str_copy(q->a, name));
}

const struct manager manager_conda = {
	.name = "conda",
	.markers = { "environment.yml", "environment.yaml", ".conda", "env" },
	.files = { "environment.yml", "environment.yaml" },
	.conda = true,
	.vars = { "HOME", "CONDA_ENVS_PATH", "CONDA_ENVS_DIRS", "CONDA_EXE",
	    "MAMBA_ROOT_PREFIX" },
	.find = conda_find,
	.care = "'conda env remove' deletes it, and 'conda env create' makes "
	    "one",
};
