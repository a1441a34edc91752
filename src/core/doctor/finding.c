#include "config.h"

#include "core/doctor/finding.h"

#include "base/arena.h"
#include "base/buf.h"

#define WRONG(id, text, act) \
	{ .key = id, .wrong = true, .sentence = text, .todo = act }
#define NOTE(id, text, act) { .key = id, .sentence = text, .todo = act }

#define RESTART "'exec @' starts the shell again"
#define LOOK_UP "look for it in the files that your shell reads at its start"
#define BEFORE "in the file that your shell reads at its start, put what " \
	"adds that directory before the line of venvhook"

const struct found_row found_rows[NFOUND] = {
	[FOUND_NO_HOOK] = WRONG("no-hook", "this shell has no hook, so "
	    "nothing is activated on cd", "run 'venvhook setup', and start "
	    "the shell again"),
	[FOUND_NOT_READ] = WRONG("line-not-read", "@ has the line of "
	    "venvhook, but this shell has no hook", RESTART "; if the hook "
	    "is still missing then, the shell does not read that file, or "
	    "stops before that line"),
	[FOUND_DISABLED] = WRONG("disabled", "VENVHOOK_DISABLE is set, so the "
	    "hook does nothing", "'unset VENVHOOK_DISABLE' switches it on "
	    "again"),
	[FOUND_HOOK_VERSION] = WRONG("hook-version", "the hook of this shell "
	    "is of @, and the program is of version " PACKAGE_VERSION, RESTART),
	[FOUND_NOT_CALLED] = WRONG("hook-not-called", "the hook is loaded, "
	    "but nothing calls it at the prompt: it is missing in @",
	    "put the line of venvhook at the end of @, and start the shell "
	    "again"),
	[FOUND_TWICE] = WRONG("hook-twice", "the hook is called @ times at "
	    "each prompt", "take the copies out of @ by hand, or start the "
	    "shell again"),
	[FOUND_LATE] = NOTE("hook-late", "at each prompt '@' runs before the "
	    "hook, so what it draws may be a prompt behind", "add it at "
	    "the end of @ instead of in front"),
	[FOUND_CD] = NOTE("cd-replaced", "cd is @ of your own, so the "
	    "environment changes at the next prompt and not within a line",
	    "give it another name, and start the shell again; or leave it "
	    "so"),
	[FOUND_DEACTIVATE] = WRONG("deactivate-replaced", "'deactivate' is "
	    "not that of venvhook, though the environment is: something has "
	    "replaced it", "run 'venvhook deactivate', and leave it to "
	    "venvhook to activate"),
	[FOUND_OTHER_HOOK] = WRONG("other-activator", "@ activates "
	    "environments in this shell as well", "@"),
	[FOUND_RC_TWICE] = WRONG("line-twice", "@ has the line of venvhook a "
	    "second time", "delete one of the two lines"),
	[FOUND_RC_SHELL] = WRONG("line-of-other-shell", "@ has the line of "
	    "another shell", "the line for this one is: @"),
	[FOUND_PROGRAM_GONE] = WRONG("program-gone", "the program that the "
	    "hook was made by, @, is gone, and another one was taken",
	    RESTART),
	[FOUND_PROGRAM_OTHER] = NOTE("program-other", "PATH leads to another "
	    "venvhook than the one that the hook calls: @", "remove one of "
	    "the two"),
	[FOUND_SLOW_EXPORT] = NOTE("slow-export", "finding out what is to be "
	    "on here takes @ milliseconds", "a slow disk or network is the "
	    "likely reason: in the settings, 'ceiling' ends the search below "
	    "it"),
	[FOUND_SLOW_PROMPT] = NOTE("slow-prompt", "what venvhook does at an "
	    "idle prompt takes @ microseconds", "a slow disk or network is "
	    "the likely reason: in the settings, 'ceiling' ends the search "
	    "below it"),

	[FOUND_ALIAS] = WRONG("python-alias", "@ in this shell, so the one of "
	    "the environment is not run", "take that alias of @ away; "
	    LOOK_UP),
	[FOUND_FUNCTION] = NOTE("python-function", "@ is a function of this "
	    "shell, which may run another one than that of the environment",
	    LOOK_UP),
	[FOUND_PATH_MISSING] = WRONG("path-missing", "@ is activated, but "
	    "its bin is not in PATH", "something has replaced PATH: "
	    "'deactivate' and 'venvhook activate' put it back; let it add to "
	    "PATH instead"),
	[FOUND_PATH_PYENV] = WRONG("path-pyenv", "pyenv stands in front of "
	    "the environment in PATH: @", "put the line of pyenv before that "
	    "of venvhook, and start the shell again"),
	[FOUND_PATH_CONDA] = WRONG("path-conda", "conda stands in front of "
	    "the environment in PATH: @", "'conda config --set "
	    "auto_activate_base false' keeps conda's base off; 'conda "
	    "deactivate' ends it for now"),
	[FOUND_PATH_MISE] = WRONG("path-mise", "mise or asdf stands in front "
	    "of the environment in PATH: @", "take python out of the tools "
	    "of this project there, or put its line before that of venvhook"),
	[FOUND_PATH_ORDER] = WRONG("path-order", "another directory stands in "
	    "front of the environment in PATH: @", BEFORE),
	[FOUND_PATH_RELATIVE] = NOTE("path-relative", "PATH holds '@', which "
	    "means the directory at hand: a program that lies there is run",
	    "take it out of PATH; " LOOK_UP),
	[FOUND_PIP_MISSING] = NOTE("pip-missing", "the environment has no "
	    "pip: 'pip' is @, which installs elsewhere", "'python -m "
	    "ensurepip' puts one in; in an environment of uv, 'uv pip' is "
	    "meant"),
	[FOUND_PYTHONHOME] = WRONG("pythonhome", "PYTHONHOME is set, to @: "
	    "the Python of an environment does not find its own files then",
	    "unset it; " LOOK_UP),
	[FOUND_PYTHONPATH] = NOTE("pythonpath", "PYTHONPATH is set, to @: "
	    "what lies there is imported before the packages of the "
	    "environment", "unset it, if that is not meant; " LOOK_UP),
	[FOUND_PIP_SETTINGS] = WRONG("pip-redirected", "@ is set, so pip "
	    "installs elsewhere than into the environment", "unset it; "
	    LOOK_UP),

	[FOUND_BY_HAND] = WRONG("by-hand", "@ was not activated by venvhook, "
	    "and is not the environment for here: it is left alone", "'"
	    "deactivate' leaves it to venvhook again"),
	[FOUND_BY_DIRENV] = WRONG("by-direnv", "direnv has activated @, so "
	    "venvhook leaves it alone", "take 'layout python' out of .envrc, "
	    "and run 'direnv reload'"),
	[FOUND_ON_GONE] = WRONG("virtual-env-gone", "VIRTUAL_ENV is @, which "
	    "is not there", "'deactivate' takes it away; where there is no "
	    "such command, unset VIRTUAL_ENV"),
	[FOUND_VSCODE_TYPES] = NOTE("vscode-types", "VS Code types 'source "
	    ".../activate' into its terminals, on top of what venvhook does",
	    "set \"python.terminal.activateEnvironment\": false in the "
	    "settings of VS Code"),
	[FOUND_VSCODE_VARIABLES] = NOTE("vscode-variables", "VS Code starts "
	    "its terminals with an environment on, by @", "set "
	    "\"python-envs.terminal.autoActivationType\": \"off\" in the "
	    "settings of VS Code"),

	[FOUND_ENV_BROKEN] = WRONG("environment-broken", "@", "@"),
	[FOUND_ENV_UNSAFE] = WRONG("environment-unsafe", "@", "@"),
	[FOUND_ENV_ASKS] = NOTE("environment-not-allowed", "@", "@"),
	[FOUND_BIN_UNSAFE] = WRONG("bin-unsafe", "somebody else could change "
	    "what is run: @", "'chmod -R go-w @' ends that; look first what "
	    "has become of the files"),

	[FOUND_HOME] = WRONG("home", "HOME is not used: @", "set HOME to the "
	    "directory of the user who runs the shell; after sudo, 'sudo -i' "
	    "does that"),
	[FOUND_SETTINGS] = WRONG("settings", "the settings are not believed, "
	    "so nothing is activated: @", "@"),
	[FOUND_RECORDS] = WRONG("records", "the records of what you allowed "
	    "are not believed, so nothing is activated: @", "@"),
	[FOUND_STATE_UNSAFE] = WRONG("state-unsafe", "a directory of venvhook "
	    "cannot be used: @", "@"),
	[FOUND_KNOWN_BROKEN] = NOTE("known-broken", "@", "'venvhook recreate "
	    "@' rebuilds that one; 'venvhook list' shows all, and 'venvhook "
	    "prune' deletes what is of no use any more"),
	[FOUND_RECORD_GONE] = NOTE("record-gone", "@", "'venvhook allow "
	    "--list' shows all records, and 'venvhook revoke @' takes that "
	    "one back"),
};

static struct finding *
findings_add(struct findings *f)
{
	f->list = arena_more(f->arena, f->list, f->n, &f->room, 16,
	    sizeof(*f->list));
	return &f->list[f->n++];
}

void
found(struct findings *f, enum found kind, const char *detail,
    const char *other)
{
	found_todo(f, kind, detail, text_fill(f->arena, found_rows[kind].todo,
	    other));
}

void
found_todo(struct findings *f, enum found kind, const char *detail,
    const char *todo)
{
	*findings_add(f) = (struct finding){
		.found = kind,
		.sentence = text_fill(f->arena, found_rows[kind].sentence,
		    detail),
		.todo = todo == NULL ? found_rows[kind].todo : todo,
	};
}

bool
findings_wrong(const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (found_rows[f->list[i].found].wrong)
			return true;
	return false;
}
