#include "config.h"

#include "core/rule/why.h"

#include <stddef.h>

#define ALLOW "run 'venvhook allow' to have it activated from now on"
#define FOREIGN "'venvhook allow --foreign' allows it nevertheless; " \
	"'venvhook help allow' says what that means"
#define AGAIN "run 'venvhook recreate' to rebuild it"
#define STATUS "'venvhook status' tells more"

#define ON(id, text) { .name = id, .sentence = text, .on = true }
#define QUIET(id, text, todo) { .name = id, .sentence = text, .hint = todo }
#define BROKEN(id, text) { .name = id, .sentence = text, .hint = AGAIN, \
	.notice = true, .runs = true }
#define NOTICE(id, text, todo) \
	{ .name = id, .sentence = text, .hint = todo, .notice = true }
#define ASKED(id, text, todo) { .name = id, .sentence = text, .hint = todo, \
	.notice = true, .records = true }

const char why_stricter[] = FOREIGN "; what leads to its Python is checked "
    "now, which it was not before: 'venvhook doctor' tells more";

const char why_keep[] = "run 'venvhook recreate --keep-packages' to rebuild "
    "it with what is installed in it";
const char why_whole[] = "once it is repaired, 'venvhook allow' has it "
    "activated";
const char why_yours[] = "if it is yours, run 'venvhook allow': what is "
    "installed in it can be kept then";
const char why_there[] = "use it there, or install that Python here";

const struct why_row whys[NWHYS] = {
	[WHY_NOTHING] = QUIET("nothing", "no environment here or above", NULL),
	[WHY_NOWHERE] = QUIET("nowhere",
	    "the working directory is gone or cannot be read", NULL),
	[WHY_OFF] = QUIET("off", "switched off by 'deactivate' until you "
	    "leave the project", "run 'venvhook activate' to switch it on"),
	[WHY_MANUAL] = QUIET("manual", "@ was activated by hand, and stays "
	    "until it is deactivated",
	    "run 'deactivate' to leave that to venvhook again"),
	[WHY_DENIED] = QUIET("denied", "you denied @",
	    "run 'venvhook allow' to take that back"),

	[WHY_HAND] = ON("by-name", "activated by 'venvhook activate'"),
	[WHY_ALLOWED] = ON("allowed", "allowed by you"),
	[WHY_FOREIGN] = ON("foreign", "allowed by you, whoever owns it"),
	[WHY_MADE] = ON("made", "made by venvhook"),
	[WHY_REMADE] = ON("remade", "recreated in a project where you had "
	    "allowed it, and not tracked by version control"),
	[WHY_TREE] = ON("tree", "below @, which you allowed as a tree, and "
	    "not tracked by version control"),
	[WHY_OWNER] = ON("owner", "yours or root's, and the settings say "
	    "trust = owner"),

	[WHY_SETTINGS] = NOTICE("settings", "@",
	    "nothing is activated until that is fixed"),
	[WHY_RECORDS] = NOTICE("records", "@",
	    "what you allowed does not count until that is fixed"),

	[WHY_BAD_FILE] = NOTICE("bad-file", "is a file, but @", STATUS),
	[WHY_LOST] = NOTICE("lost", "@", STATUS),
	[WHY_NOT_DIR] = NOTICE("not-a-directory",
	    "is neither a directory nor a file that names one", STATUS),
	[WHY_COLON] = NOTICE("colon", "its path holds a ':', so it cannot "
	    "stand on PATH", "rename the directory"),
	[WHY_NO_CFG] = NOTICE("no-cfg", "is not an environment: it has no "
	    "pyvenv.cfg", STATUS),
	[WHY_BAD_CFG] = NOTICE("bad-cfg", "its pyvenv.cfg cannot be read: @",
	    STATUS),
	[WHY_NO_PYTHON] = BROKEN("no-python", "is broken: it has no @"),
	[WHY_DANGLING] = BROKEN("dangling", "is broken: its python leads to "
	    "@, which is gone"),
	[WHY_PYTHON_ABSENT] = BROKEN("python-absent", "its Python, @, is not "
	    "on this machine; another machine or a container may have made "
	    "the environment"),
	[WHY_PYTHON_UNSEEN] = BROKEN("python-unseen", "its Python, @, cannot "
	    "be looked at; another user, another machine or a container may "
	    "have made the environment"),
	[WHY_NOT_EXECUTABLE] = BROKEN("not-executable", "is broken: its "
	    "python, @, cannot be executed"),
	[WHY_STALE] = BROKEN("stale", "is broken: @"),
	[WHY_NO_HOME] = BROKEN("no-home", "is broken: the Python it was made "
	    "from, @, is gone"),
	[WHY_MOVED] = BROKEN("moved", "was moved: its scripts still name @"),

	[WHY_OTHERS_OWN] = NOTICE("others-own", "not activated: @", FOREIGN),
	[WHY_OTHERS_WRITE] = NOTICE("others-write", "not activated: @",
	    "take that permission away with chmod; " FOREIGN),
	[WHY_UNREADABLE] = NOTICE("unreadable", "not activated: @", STATUS),

	[WHY_REPLACED] = ASKED("replaced", "is not the directory that you "
	    "allowed: it was recreated since", ALLOW),
	[WHY_TRACKED] = NOTICE("tracked", "not activated: @", FOREIGN),
	[WHY_CANNOT_TELL] = ASKED("vcs-unknown", "not activated: it may have "
	    "come with its tree: @", ALLOW),
	[WHY_NO_GRANT] = ASKED("no-grant", "not activated: you have not "
	    "allowed it", ALLOW),

	[WHY_CREATE] = QUIET("create", "an environment is to be made here, "
	    "as the settings say", "run 'venvhook create' to make it now"),
	[WHY_CREATE_HINT] = NOTICE("create-hint", "a project without an "
	    "environment", "run 'venvhook create' to make one"),
	[WHY_CREATE_ROOT] = QUIET("create-root", "no environment is made by "
	    "itself for root", "run 'venvhook create' to make one"),
	[WHY_CREATE_NO_GRANT] = ASKED("create-no-grant", "the settings would "
	    "have an environment made here, but you have not allowed it",
	    "run 'venvhook allow --create' to have it made"),
	[WHY_CREATE_GONE] = QUIET("create-gone", "the environment that was "
	    "here is gone, and none is made by itself until you leave the "
	    "project", "run 'venvhook create' to make one"),
	[WHY_CREATE_FAILED] = QUIET("create-failed", "the environment could "
	    "not be made, and is not tried again in this shell",
	    "run 'venvhook create' to try again"),

	[WHY_BYTES] = NOTICE("bytes", "not activated: its path is not UTF-8 "
	    "and cannot pass to this shell", "rename the directory"),
	[WHY_EXPANDED] = NOTICE("expanded", "not activated: this shell would "
	    "take a part of its path for a variable, in PATH",
	    "rename the directory"),
};
