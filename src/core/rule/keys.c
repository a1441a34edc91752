/* The keys of the settings, and what holds where no file says anything. */
#include "config.h"

#include "core/rule/settings.h"

#include "core/manager/manager.h"

static const char *const names[] = { ".venv", "venv" };
static const char *const markers[] = {
	"pyproject.toml", "setup.py", "setup.cfg", "requirements.txt",
	"requirements.in", "Pipfile", "pylock.toml", "tox.ini", "noxfile.py",
	".python-version",
};

static const char *const usual_managers[] = {
	"uv", "poetry", "pipenv", "pyenv",
};

#define WORDS(list) { (list), sizeof(list) / sizeof((list)[0]) }

/*
 * A struct and not the text of a file, as parsing that would take longer than
 * all the rest of a run.
 */
const struct settings settings_default = {
	.names = WORDS(names),
	.markers = WORDS(markers),
	.managers = WORDS(usual_managers),
	.trust = TRUST_ASK,
	.create = CREATE_NEVER,
	.pip = 1,
	.link_mode = LINK_COPY,
	.creator = CREATOR_VENVHOOK,
	.prompt = 1,
	.messages = MESSAGES_NOTICES,
};

const struct setting setting_table[SETTINGS] = {
	{ "names", "NAME...",
	    "what the directory of an env may be called, best name first",
	    SETTING_NAMES, 1, SETTINGS_NAMES_MAX,
	    offsetof(struct settings, names), false },
	{ "ceiling", "DIR...",
	    "search neither in these directories nor above them",
	    SETTING_DIRS, 0, 32, offsetof(struct settings, ceiling), false },
	{ "trust", "ask|owner",
	    "activate what was allowed, or all that the user owns",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, trust), false },
	{ "create", "never|hint|auto",
	    "what to do in a project without an env",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, create), false },
	{ "markers", "NAME...",
	    "files that make their directory a project",
	    SETTING_NAMES, 1, 32, offsetof(struct settings, markers), false },
	{ "managers", "NAME...",
	    "project managers whose envs are looked for, best one first",
	    SETTING_MANAGERS, 0, MANAGERS,
	    offsetof(struct settings, managers), false },
	{ "python", "SPEC",
	    "the Python to make envs from, where the project names none",
	    SETTING_SPEC, 0, 1, offsetof(struct settings, python), false },
	{ "pip", "no|yes",
	    "put pip into the envs that are made",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, pip), false },
	{ "link-mode", "copy|hardlink",
	    "how the files of pip come into an env",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, link_mode), false },
	{ "creator", "venvhook|venv|virtualenv|uv",
	    "the program that makes envs",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, creator), false },
	{ "prompt", "no|yes",
	    "show the name of the env in the prompt",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, prompt), false },
	{ "messages", "none|notices|all",
	    "what to say on stderr",
	    SETTING_CHOICE, 1, 1, offsetof(struct settings, messages), false },
	{ "owners", "NAME...",
	    "accounts that are believed like root; for the system's file",
	    SETTING_NAMES, 0, 32, offsetof(struct settings, owners),
	    .system = true },
};

int
setting_find(struct str key)
{
	for (int row = 0; row < SETTINGS; row++)
		if (str_is(key, setting_table[row].key))
			return row;
	return -1;
}

bool
settings_managers(const struct settings *s)
{
	return s->managers.p != usual_managers;
}
