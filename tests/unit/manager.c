/*
 * Each row of managers.  A case is the texts of files ("PATH\nTEXT" up to a
 * NULL; a directory is "PATH/\nNAMES"), and variables as NAME=VALUE; what it
 * asks for and is not among them is not there.
 */
#include "config.h"

#include "core/manager/manager.h"

#include "base/buf.h"
#include "core/text/glob.h"
#include "fresh.h"
#include "tap.h"

#define H "HOME=/h"
#define POETRY "[tool.poetry]\nname = \"demo\"\n"
#define V "/h/.cache/pypoetry/virtualenvs"
#define BOTH V "/\ndemo-z8SdHBQA-py3.11\ndemo-z8SdHBQA-py3.9\nenvs.toml"
#define CHOSE V "/envs.toml\n[demo-z8SdHBQA]\nminor = \"3.11\"\n"
#define HATCH "[tool.hatch]\n[project]\nname = "
#define STORE "/h/.local/share/hatch/env/virtual/"
#define UNSURE "(unsure)"
#define N42 "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
#define N50 N42 "nnnnnnnn"

static const struct row {
	const char *manager, *project, *want;
	const char *vars[4];
	const char *files[5];
} rows[] = {
	/* uv */
	{ "uv", "/w/a", "/w/a/.venv", { 0 },
	    { "/w/a/pyproject.toml\n[project]\n" } },
	{ "uv", "/w/a", NULL, { 0 }, { "/w/a/pyproject.toml\n[tool.x]\n" } },
	{ "uv", "/w/a", NULL, { 0 }, { 0 } },
	{ "uv", "/w/a", NULL, { 0 },
	    { "/w/a/pyproject.toml\n[project]\n[tool.uv]\nmanaged = false" } },
	{ "uv", "/w/p/a", "/w/.venv", { 0 },
	    { "/w/p/a/pyproject.toml\n[project]\n", "/w/pyproject.toml\n"
	    "[tool.uv.workspace]\nmembers = [\"p/*\"]\n" } },
	{ "uv", "/w/p/a", "/w/p/a/.venv", { 0 },
	    { "/w/p/a/pyproject.toml\n[project]\n", "/w/pyproject.toml\n"
	    "[tool.uv.workspace]\nmembers = ['p/*']\nexclude = ['p/a']" } },
	{ "uv", "/w/p/a", "/w/p/a/.venv", { 0 },
	    { "/w/p/a/pyproject.toml\n[project]\n",
	    "/w/p/pyproject.toml\n[project]\n", "/w/pyproject.toml\n"
	    "[tool.uv.workspace]\nmembers = ['p/*']\n" } },
	{ "uv", "/w/a", "/w/envs/x", { "UV_PROJECT_ENVIRONMENT=envs/x" },
	    { "/w/a/pyproject.toml\n[project]\n", "/w/pyproject.toml\n"
	    "[tool.uv.workspace]\nmembers = ['./a/']\n" } },
	{ "uv", "/w/a", "/e", { "UV_PROJECT_ENVIRONMENT=/e" },
	    { "/w/a/pyproject.toml\n[tool.uv.workspace]\n" } },
	{ "uv", "/w/a", UNSURE, { 0 }, { "/w/a/pyproject.toml\n[project\n" } },
	{ "uv", "/w/a", UNSURE, { 0 },
	    { "/w/a/pyproject.toml\n[project]\n", "/w/pyproject.toml\n"
	    "[tool.uv.workspace]\nmembers = [1]\n" } },
	/* poetry */
	{ "poetry", "/srv/vec/demo", V "/demo-z8SdHBQA-py3.11", { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, BOTH, CHOSE } },
	{ "poetry", "/srv/vec/demo", V "/demo-z8SdHBQA-py3.9", { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, BOTH,
	    V "/envs.toml\n[demo-z8SdHBQA]\nminor = \"3.9\"\n" } },
	{ "poetry", "/srv/vec/demo", UNSURE, { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, BOTH } },
	{ "poetry", "/srv/vec/demo", NULL, { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    V "/\ndemo-z8SdHBQA-pyx\nother-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", V "/demo-z8SdHBQA-py3.9", { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    V "/\ndemo-z8SdHBQA-py3.9\ndemo-z8SdHBQA-py3.9.bak" } },
	{ "poetry", "/srv/vec/demo", "/pv/demo-z8SdHBQA-py3.11", { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    "/srv/vec/demo/poetry.toml\n[virtualenvs]\npath = \"/pv\"",
	    "/pv/\ndemo-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", "/cd/virtualenvs/demo-z8SdHBQA-py3.11",
	    { H }, { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    "/srv/vec/demo/poetry.toml\ncache-dir = \"/cd\"",
	    "/cd/virtualenvs/\ndemo-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", "/pv/demo-z8SdHBQA-py3.11",
	    { H, "POETRY_VIRTUALENVS_PATH=/pv" },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    "/srv/vec/demo/poetry.toml\ncache-dir = \"/cd\"",
	    "/pv/\ndemo-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", "/h/pv2/demo-z8SdHBQA-py3.11", { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    "/h/.config/pypoetry/config.toml\nvirtualenvs.path = '~/pv2'",
	    "/h/pv2/\ndemo-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", "/c/x/demo-z8SdHBQA-py3.11",
	    { H, "POETRY_CACHE_DIR=/c",
	    "POETRY_VIRTUALENVS_PATH={cache-dir}/x" },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY,
	    "/c/x/\ndemo-z8SdHBQA-py3.11" } },
	{ "poetry", "/srv/vec/demo", UNSURE,
	    { H, "POETRY_VIRTUALENVS_PATH={project-dir}/../envs" },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY } },
	{ "poetry", "/srv/vec/demo", NULL, { H },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, BOTH, CHOSE,
	    "/srv/vec/demo/poetry.toml\n[virtualenvs]\ncreate = false" } },
	{ "poetry", "/srv/vec/demo", V "/demo-z8SdHBQA-py3.11",
	    { H, "POETRY_VIRTUALENVS_CREATE=True" },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, BOTH, CHOSE,
	    "/srv/vec/demo/poetry.toml\n[virtualenvs]\ncreate = false" } },
	{ "poetry", "/srv/vec/demo", NULL, { H },
	    { "/srv/vec/demo/pyproject.toml\n[project]\nname = 'demo'", BOTH,
	    CHOSE } },
	{ "poetry", "/srv/vec/demo", V "/demo-z8SdHBQA-py3.11", { H },
	    { "/srv/vec/demo/pyproject.toml\n[project]\nname = 'demo'", BOTH,
	    CHOSE, "/srv/vec/demo/poetry.lock\n" } },
	{ "poetry", "/srv/vec/demo", V "/non-package-mode-z8SdHBQA-py3.1",
	    { H }, { "/srv/vec/demo/pyproject.toml\n[tool.poetry]\n"
	    "package-mode = false", V "/\nnon-package-mode-z8SdHBQA-py3.1" } },
	{ "poetry", "/srv/vec/demo", NULL, { 0 },
	    { "/srv/vec/demo/pyproject.toml\n" POETRY, CHOSE } },
	{ "poetry", "/srv/vec/My_Proj", V "/my-proj-x-5uxlw-Dn-py3.1", { H },
	    { "/srv/vec/My_Proj/pyproject.toml\n[tool.poetry]\n"
	    "name = 'My.Proj__X'", V "/\nmy-proj-x-5uxlw-Dn-py3.1" } },
	{ "poetry", "/srv/vec/sp ace", V "/sp-ace-snhMRR52-py3.1", { H },
	    { "/srv/vec/sp ace/pyproject.toml\n[tool.poetry]\n"
	    "name = 'sp-ace'", V "/\nsp-ace-snhMRR52-py3.1" } },
	{ "poetry", "/srv/vec/\xc3\xbcn\xc3\xaf",
	    V "/unicode-lxg6TWeB-py3.1", { H },
	    { "/srv/vec/\xc3\xbcn\xc3\xaf/pyproject.toml\n[tool.poetry]\n"
	    "name = 'unicode'", V "/\nunicode-lxg6TWeB-py3.1" } },
	{ "poetry", "/srv/vec/long", V "/aaaaaaaaaabbbbbbbbbbccccccccccdddd"
	    "ddddddee-8FvRoFQd-py3.1", { H }, { "/srv/vec/long/pyproject.toml\n"
	    "[tool.poetry]\nname = 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
	    "eeeeeeeeee'", V "/\naaaaaaaaaabbbbbbbbbbccccccccccddddddddddee-"
	    "8FvRoFQd-py3.1" } },
	{ "poetry", "/home/user/src/app", V "/app--YUvAWSo-py3.1", { H },
	    { "/home/user/src/app/pyproject.toml\n[tool.poetry]\nname='app'",
	    V "/\napp--YUvAWSo-py3.1" } },
	{ "poetry", "/home/user/p", V "/" N42 "-Y6jz2qTj-py3.1", { H },
	    { "/home/user/p/pyproject.toml\n[tool.poetry]\nname='" N50 "'",
	    V "/\n" N42 "-Y6jz2qTj-py3.1" } },
	/* pipenv */
	{ "pipenv", "/srv/vec/pip1",
	    "/h/.local/share/virtualenvs/pip1-4EZj8hO7", { H },
	    { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-4EZj8hO7",
	    { H, "WORKON_HOME=/wh" }, { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/xdg/virtualenvs/pip1-4EZj8hO7",
	    { H, "XDG_DATA_HOME=/xdg" }, { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/Pip_Two", "/wh/Pip_Two-XKfKwvnD",
	    { "WORKON_HOME=/wh" }, { "/srv/vec/Pip_Two/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pi p", "/wh/pi_p-7ieTnLsL",
	    { "WORKON_HOME=/wh" }, { "/srv/vec/pi p/Pipfile\n" } },
	{ "pipenv", "/srv/vec/p\xc3\xa9", "/wh/p\xc3\xa9-ipwue5sH",
	    { "WORKON_HOME=/wh" }, { "/srv/vec/p\xc3\xa9/Pipfile\n" } },
	{ "pipenv", "/home/user/MY_PROJECT", "/wh/MY_PROJECT-wyUfYPqE",
	    { "WORKON_HOME=/wh" }, { "/home/user/MY_PROJECT/Pipfile\n" } },
	{ "pipenv", "/home/user/a(b)[c]&d", "/wh/a_b__c__d-CshQRl1t",
	    { "WORKON_HOME=/wh" }, { "/home/user/a(b)[c]&d/Pipfile\n" } },
	{ "pipenv", "/home/user/" N50, "/wh/" N42 "-mf7lBuWf",
	    { "WORKON_HOME=/wh" }, { "/home/user/" N50 "/Pipfile\n" } },
	{ "pipenv", "/home/user/src/app", "/wh/app-tYFIFex6",
	    { "WORKON_HOME=/wh" }, { "/home/user/src/app/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-NsahgozJ",
	    { "WORKON_HOME=/wh", "PIPENV_PIPFILE=/srv/vec/pip1/Other" },
	    { "/srv/vec/pip1/Other\n" } },
	{ "pipenv", "/srv/vec/pip1", NULL,
	    { "WORKON_HOME=/wh", "PIPENV_PIPFILE=/other/Pipfile" },
	    { "/srv/vec/pip1/Pipfile\n", "/other/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-4EZj8hO7-3.11",
	    { "WORKON_HOME=/wh", "PIPENV_PYTHON=3.11" },
	    { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-4EZj8hO7-python3.11",
	    { "WORKON_HOME=/wh", "PIPENV_PYTHON=/usr/bin/python3.11" },
	    { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/custom",
	    { "WORKON_HOME=/wh", "PIPENV_CUSTOM_VENV_NAME=custom" },
	    { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", NULL,
	    { "WORKON_HOME=/wh", "PIPENV_CUSTOM_VENV_NAME=../x" },
	    { "/srv/vec/pip1/Pipfile\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/named", { "WORKON_HOME=/wh" },
	    { "/srv/vec/pip1/Pipfile\n", "/srv/vec/pip1/.venv\nnamed" } },
	{ "pipenv", "/srv/vec/pip1", "/srv/vec/pip1/sub/env",
	    { "WORKON_HOME=/wh" }, { "/srv/vec/pip1/Pipfile\n",
	    "/srv/vec/pip1/.venv\n./sub/env\n" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-4EZj8hO7",
	    { "WORKON_HOME=/wh" }, { "/srv/vec/pip1/Pipfile\n",
	    "/srv/vec/pip1/.venv\n" } },
	{ "pipenv", "/srv/vec/pip1", NULL, { "WORKON_HOME=/wh" },
	    { "/srv/vec/pip1/Pipfile\n", "/srv/vec/pip1/.venv\nTOKEN=x" } },
	{ "pipenv", "/srv/vec/pip1", "/srv/vec/pip1/.venv", { H },
	    { "/srv/vec/pip1/Pipfile\n[pipenv]\nvenv_in_project = true" } },
	{ "pipenv", "/srv/vec/pip1", "/wh/pip1-4EZj8hO7",
	    { "WORKON_HOME=/wh", "PIPENV_VENV_IN_PROJECT=No" },
	    { "/srv/vec/pip1/Pipfile\n[pipenv]\nvenv_in_project = true" } },
	{ "pipenv", "/srv/vec/pip1", NULL, { "WORKON_HOME=/wh" }, { 0 } },
	{ "pipenv", "/srv/vec/pip1", NULL,
	    { "WORKON_HOME=/wh", "PIPENV_MAX_DEPTH=0" },
	    { "/srv/vec/pip1/Pipfile\n" } },
	/* pyenv */
	{ "pyenv", "/p", "/h/.pyenv/versions/foo", { H },
	    { "/p/.python-version\nfoo" } },
	{ "pyenv", "/p", "/r/versions/foo", { "PYENV_ROOT=/r" },
	    { "/p/.python-version\n# c\n\n  foo   3.11.7 \r\n" } },
	{ "pyenv", "/p", "/r/versions/3.11.7", { "PYENV_ROOT=/r" },
	    { "/p/.python-version\n3.11.7\nfoo\n" } },
	{ "pyenv", "/p", "/r/versions/foo", { "PYENV_ROOT=/r" },
	    { "/p/.python-version\nfoo\n3.11.7\n" } },
	{ "pyenv", "/p", "/r/versions/3.11.7", { "PYENV_ROOT=/r" },
	    { "/p/.python-version\npython-3.11.7\n" } },
	{ "pyenv", "/p", "/r/versions/3.11.7/envs/foo", { "PYENV_ROOT=/r" },
	    { "/p/.python-version\n3.11.7/envs/foo\n" } },
	{ "pyenv", "/p", NULL, { "PYENV_ROOT=/r" },
	    { "/p/.python-version\n../../../etc\n" } },
	{ "pyenv", "/p", NULL, { "PYENV_ROOT=/r" },
	    { "/p/.python-version\n/etc\n" } },
	{ "pyenv", "/p", NULL, { H }, { "/p/.python-version\n" } },
	{ "pyenv", "/p", NULL, { H }, { "/p/.python-version\nsystem\n" } },
	{ "pyenv", "/p", "/h/.pyenv/versions/bar", { H, "PYENV_VERSION=bar" },
	    { "/p/.python-version\nfoo" } },
	{ "pyenv", "/p", NULL, { H, "PYENV_VERSION=../x" },
	    { "/p/.python-version\nfoo" } },
	/* virtualenvwrapper */
	{ "virtualenvwrapper", "/p1", "/h/.virtualenvs/b", { H },
	    { "/h/.virtualenvs/\na\nb\nc", "/h/.virtualenvs/a/.project\n/p",
	    "/h/.virtualenvs/b/.project\n/p1\n" } },
	{ "virtualenvwrapper", "/p1", "/wh/b", { "WORKON_HOME=/wh" },
	    { "/wh/\na\nb", "/wh/b/.project\n/p1" } },
	{ "virtualenvwrapper", "/p1", UNSURE, { "WORKON_HOME=/wh" },
	    { "/wh/\na\nb", "/wh/b/.project\n/p1", "/wh/a/.project\n/p1" } },
	{ "virtualenvwrapper", "/p1", NULL, { "WORKON_HOME=/wh" },
	    { "/wh/\na\nb", "/wh/b/.project\np1" } },
	{ "virtualenvwrapper", "/p1", NULL, { H }, { 0 } },
	{ "virtualenvwrapper", "/p1", "/wh/b", { "WORKON_HOME=/wh",
	    "VIRTUALENVWRAPPER_PROJECT_FILENAME=.x" },
	    { "/wh/\nb", "/wh/b/.x\n/p1" } },
	/* hatch */
	{ "hatch", "/srv/vec/demo", STORE "demo/z8SdHBQA/demo", { H },
	    { "/srv/vec/demo/pyproject.toml\n" HATCH "'demo'" } },
	{ "hatch", "/srv/vec/My_Proj", STORE "my-proj-x/5uxlw-Dn/my-proj-x",
	    { H }, { "/srv/vec/My_Proj/pyproject.toml\n" HATCH
	    "'My.Proj__X'" } },
	{ "hatch", "/srv/vec/sp ace", STORE "sp-ace/snhMRR52/sp-ace", { H },
	    { "/srv/vec/sp ace/pyproject.toml\n" HATCH "'sp_ace'" } },
	{ "hatch", "/srv/vec/\xc3\xbcn\xc3\xaf", STORE "lxg6TWeB-unmanaged/"
	    "lxg6TWeB/lxg6TWeB-unmanaged", { H },
	    { "/srv/vec/\xc3\xbcn\xc3\xaf/pyproject.toml\n[tool.hatch]\n" } },
	{ "hatch", "/srv/vec/long", STORE "long/8FvRoFQd/docs",
	    { H, "HATCH_ENV=docs" },
	    { "/srv/vec/long/pyproject.toml\n" HATCH "'long'" } },
	{ "hatch", "/home/user/src/app", STORE "app/-YUvAWSo/app", { H },
	    { "/home/user/src/app/pyproject.toml\n" HATCH "'app'" } },
	{ "hatch", "/p", "/p/.hatch/x", { H },
	    { "/p/pyproject.toml\n" HATCH "'x'",
	    "/h/.config/hatch/config.toml\n[dirs.env]\nvirtual='.hatch'" } },
	{ "hatch", "/p", "/h/.virtualenvs/x", { H },
	    { "/p/pyproject.toml\n" HATCH "'x'", "/h/.config/hatch/config."
	    "toml\n[dirs.env]\nvirtual='~/.virtualenvs/'" } },
	{ "hatch", "/p", UNSURE, { H }, { "/p/pyproject.toml\n" HATCH "'x'",
	    "/h/.config/hatch/config.toml\n[dirs.env]\nvirtual='$X/y'" } },
	{ "hatch", "/p", "/p/.venv", { H },
	    { "/p/pyproject.toml\n" HATCH "'x'\n[tool.hatch.envs.default]\n"
	    "path = '.venv'" } },
	{ "hatch", "/p", "/q", { H, "HATCH_ENV_TYPE_VIRTUAL_PATH=/q" },
	    { "/p/pyproject.toml\n" HATCH "'x'\n[tool.hatch.envs.default]\n"
	    "path = '.venv'" } },
	{ "hatch", "/p", UNSURE, { H }, { "/p/pyproject.toml\n" HATCH "'x'\n"
	    "[[tool.hatch.envs.default.matrix]]\npython = ['3.11']" } },
	{ "hatch", "/p", UNSURE, { H }, { "/p/pyproject.toml\n" HATCH "'x'\n"
	    "[tool.hatch.envs.default]\nmatrix = [{ python = ['3'] }]" } },
	{ "hatch", "/p", NULL, { H }, { "/p/pyproject.toml\n" HATCH "'x'\n"
	    "[tool.hatch.envs]\ndefault = { type = 'system' }" } },
	{ "hatch", "/p", NULL, { H }, { "/p/pyproject.toml\n[project]" } },
	/* pdm */
	{ "pdm", "/p", "/p/.venv", { 0 },
	    { "/p/.pdm-python\n/p/.venv/bin/python\n" } },
	{ "pdm", "/p", "/e", { "PDM_PYTHON=/e/bin/python3" },
	    { "/p/.pdm-python\n/p/.venv/bin/python\n" } },
	{ "pdm", "/p", NULL, { "PDM_IGNORE_SAVED_PYTHON=1" },
	    { "/p/.pdm-python\n/p/.venv/bin/python\n" } },
	{ "pdm", "/p", NULL, { 0 }, { "/p/.pdm-python\nbin/python\n" } },
	{ "pdm", "/p", NULL, { 0 }, { "/p/.pdm-python\n/opt/python\n" } },
	{ "pdm", "/p", NULL, { 0 }, { "/p/.pdm-python\n/a\n/b/bin/p\n" } },
	{ "pdm", "/p", NULL, { 0 }, { 0 } },
	/* pixi */
	{ "pixi", "/w", "/w/.pixi/envs/default", { 0 },
	    { "/w/pixi.toml\n[workspace]\n" } },
	{ "pixi", "/w", "/w/.pixi/envs/default", { 0 },
	    { "/w/pyproject.toml\n[tool.pixi.project]\n" } },
	{ "pixi", "/w/a", "/w/.pixi/envs/default", { 0 },
	    { "/w/a/pixi.toml\n[package]\n", "/w/pixi.toml\n[project]\n" } },
	{ "pixi", "/w/a", NULL, { 0 },
	    { "/w/a/pyproject.toml\n[project]", "/w/pixi.toml\n[project]" } },
	{ "pixi", "/w", NULL, { 0 }, { "/w/pixi.toml\n[package]\n" } },
	/* conda */
	{ "conda", "/p", "/p/.conda /p/env", { H }, { 0 } },
	{ "conda", "/p", "/p/.conda /p/env /ce/foo /opt/c/envs/foo",
	    { "CONDA_ENVS_PATH=/ce:x", "CONDA_EXE=/opt/c/bin/conda" },
	    { "/p/environment.yml\nname: foo # x\nchannels:\n" } },
	{ "conda", "/p", "/p/.conda /p/env /ce/foo", { "CONDA_ENVS_DIRS=/ce" },
	    { "/p/environment.yaml\nx: 1\nname: \"foo\"\n" } },
	{ "conda", "/p", "/p/.conda /p/env", { "CONDA_ENVS_PATH=/ce" },
	    { "/p/environment.yml\nname: base\n" } },
	{ "conda", "/p", "/p/.conda /p/env", { "CONDA_ENVS_PATH=/ce" },
	    { "/p/environment.yml\nname: ../x\n" } },
};

static const struct { const char *glob, *text; bool want; } globs[] = {
	{ "a", "a", true }, { "a", "b", false }, { "", "", true },
	{ "a/*", "a/b", true }, { "a/*", "a/b/c", true },
	{ "*", ".a", true }, { "a?c", "abc", true }, { "a?c", "ac", false },
	{ "a/**/b", "a/b", true }, { "a/**/b", "a/x/y/b", true },
	{ "a/**/b", "a/xb", false }, { "**/b", "b", true },
	{ "**/b", "xb", false }, { "**", "a/b", true },
	{ "[ab]c", "bc", true }, { "[!ab]c", "bc", false },
	{ "[a-c]", "b", true }, { "[a-c]", "d", false }, { "[a", "a", false },
	{ "*a*b*c", "xaxbxbxc", true }, { "*a*b*c", "xaxcxb", false },
};

/* What stands in the case's files for what was asked. */
static struct manager_fact
told(const struct row *r, struct manager_fact f)
{
	size_t n = strlen(f.path);

	for (size_t i = 0; r->files[i] != NULL; i++) {
		const char *file = r->files[i];
		bool dir = f.ask == MANAGER_NAMES;

		if (strncmp(file, f.path, n) != 0 ||
		    strncmp(file + n, dir ? "/\n" : "\n", dir ? 2 : 1) != 0)
			continue;
		f.there = true;
		f.text = str_from(file + n + (dir ? 2 : 1));
	}
	return f;
}

static void
set_values(const struct row *r, const struct manager *m, const char **values)
{
	for (size_t i = 0; m->vars[i] != NULL; i++)
		for (size_t k = 0; k < 4 && r->vars[k] != NULL; k++) {
			size_t n = strlen(m->vars[i]);

			if (strncmp(r->vars[k], m->vars[i], n) == 0 &&
			    r->vars[k][n] == '=')
				values[i] = r->vars[k] + n + 1;
		}
}

static const char *
answered(struct arena *a, const struct row *r)
{
	const struct manager *m = manager_named(str_from(r->manager));
	const char *values[MANAGER_VARS_MAX] = { NULL };
	static struct manager_fact facts[64];
	struct manager_case c = { .project = r->project, .values = values,
	    .facts = facts };
	struct manager_answer out;
	struct buf b = buf_in(a);

	set_values(r, m, values);
	while (manager_ask(a, m, &c, &out) == MANAGER_ASKS)
		for (size_t i = 0; i < out.n_asked; i++) {
			if (c.n_facts == ROWS(facts))
				bail("%s asks for ever", r->manager);
			facts[c.n_facts++] = told(r, out.asked[i]);
		}
	if (out.says == MANAGER_UNSURE)
		return out.reason == NULL ? "no reason" : UNSURE;
	for (size_t i = 0; i < out.n_envs; i++) {
		if (strstr(out.envs[i], "/h/.conda") || strstr(out.envs[i],
		    "/h/mini") || strstr(out.envs[i], "/h/ana"))
			continue;
		buf_text(&b, i > 0 ? " " : "");
		buf_text(&b, out.envs[i]);
	}
	return out.says == MANAGER_NONE ? NULL : buf_string(&b);
}

static void
test_mac(struct arena *a)
{
	const char *values[MANAGER_VARS_MAX] = { "/h" };
	struct manager_case c = { .project = "/p", .values = values,
	    .mac = true };
	struct manager_fact facts[] = {
		{ MANAGER_TEXT, "/p/pyproject.toml", "", false, true,
		    STR_INIT(POETRY) },
		{ MANAGER_TEXT, "/p/poetry.toml", "", false, false,
		    { NULL, 0 } },
	};
	struct manager_answer out;

	c.facts = facts;
	c.n_facts = 2;
	manager_ask(a, manager_named(STR("poetry")), &c, &out);
	is_int(out.n_asked, 1, "poetry asks for the user's settings last");
	is_str(out.n_asked == 1 ? out.asked[0].path : NULL,
	    "/h/Library/Application Support/pypoetry/config.toml",
	    "on macOS poetry's settings have their own place");
	is_str(manager_store(a, manager_named(STR("pyenv")), 0, &c),
	    "/h/.pyenv/versions", "the store of pyenv is known without files");
	ok(manager_named(STR("uv"))->stores[0].where == NULL, "uv has none");
	ok(manager_named(STR("rye")) == NULL, "rye is no row");
}

int
main(void)
{
	struct arena a = arena_fresh();

	for (size_t i = 0; i < ROWS(rows); i++)
		is_str(answered(&a, &rows[i]), rows[i].want,
		    "%s in %s, row %zu", rows[i].manager, rows[i].project, i);
	for (size_t i = 0; i < ROWS(globs); i++)
		is_int(glob_matches(str_from(globs[i].glob),
		    str_from(globs[i].text)), globs[i].want, "%s %s %s",
		    globs[i].glob, globs[i].want ? "matches" : "does not match",
		    globs[i].text);
	test_mac(&a);
	return done_testing();
}
