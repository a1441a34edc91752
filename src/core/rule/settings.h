/*
 * What the user may choose, and what is chosen for one directory.  A file of
 * settings is lines `key = value`; those below a line `[~/work]` hold for that
 * directory and all below it, and of several such lines the deepest wins.
 * Words are separated by blanks, "a name" with blanks is quoted, and what
 * follows a # that begins a word is a comment.
 */
#ifndef CORE_RULE_SETTINGS_H
#define CORE_RULE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum trust_policy { TRUST_ASK, TRUST_OWNER };
enum create_policy { CREATE_NEVER, CREATE_HINT, CREATE_AUTO };
enum link_mode { LINK_COPY, LINK_HARDLINK };
enum creator {
	CREATOR_VENVHOOK, CREATOR_VENV, CREATOR_VIRTUALENV, CREATOR_UV,
};
enum messages { MESSAGES_NONE, MESSAGES_NOTICES, MESSAGES_ALL };

struct words {
	const char *const *p;
	size_t n;
};

/* A line [DIRECTORY] of a file of settings. */
struct section {
	const char *dir, *real;	/* as it is written; without links */
	const struct section *next;
};

/* Where a value was set. */
struct origin {
	const char *path;	/* of the file; NULL: it is the default */
	unsigned line;
};

enum { SETTINGS = 13, SETTINGS_NAMES_MAX = 8 };

struct settings {
	struct words names;	/* of env directories, the first one first */
	struct words ceiling;	/* absolute, nothing is searched above them */
	struct words markers;	/* of a project */
	struct words managers;	/* that are asked, the first one first */
	struct words owners;	/* accounts as good as root (core/owner.h) */
	const char *python;	/* a SPEC; NULL: none */
	unsigned trust;		/* enum trust_policy */
	unsigned create;	/* enum create_policy */
	unsigned pip;		/* 1: envs made by the policy have pip */
	unsigned link_mode;	/* enum link_mode */
	unsigned creator;	/* enum creator */
	unsigned prompt;	/* 1: the prompt shows the env */
	unsigned messages;	/* enum messages */
	struct origin origins[SETTINGS];	/* one for each row */
	const struct section *sections;	/* all that were read; NULL without */
					/* a dir to read them for */
};

enum setting_kind {
	SETTING_CHOICE,		/* unsigned: which one of values */
	SETTING_SPEC,		/* const char *: of core/python/want.h, or */
				/* NULL */
	SETTING_NAMES,		/* struct words: each one part of a path */
	SETTING_DIRS,		/* struct words: ~ stands for the home */
	SETTING_MANAGERS,	/* struct words: of core/manager */
};

/* A row of the table: all there is to know about one key. */
struct setting {
	const char *key;	/* "link-mode" */
	const char *values;	/* "copy|hardlink", or "NAME..." */
	const char *help;
	enum setting_kind kind;
	unsigned least, most;	/* values; least is 0 or 1 */
	size_t at;		/* of its field in struct settings */
	bool system;		/* only the system's file may set it */
};

extern const struct setting setting_table[SETTINGS];

/* The row of key; -1 for none. */
int setting_find(struct str key);

/* For a key that there is not: "; did you mean trust?", or "". */
const char *setting_question(struct arena *, const char *key);

/* "the keys are names, ceiling, ..." */
const char *setting_keys(struct arena *);

/* The value in force of a row, as a file would say it. */
const char *setting_value(struct arena *, const struct settings *, int row);

/* Did a file say which managers are asked? */
bool settings_managers(const struct settings *);

/* The words of a row that is a list; NULL for another one. */
const struct words *setting_words(const struct settings *, int row);

struct settings_error {
	const char *subject;	/* "/h/.config/venvhook/config:3" */
	const char *reason;
	const char *hint;	/* or NULL */
};

/* What holds where no file says anything. */
extern const struct settings settings_default;

/* A file, and what it is read for. */
struct settings_source {
	const char *path;
	struct str text;
	const char *home;	/* what ~ stands for; NULL: nothing */
	const char *dir;	/* whose settings are asked for; or NULL */
	bool system;		/* it is the system's, not a user's */

	/* resolves the links in a path; NULL: no links are to be resolved */
	const char *(*real)(struct arena *, const char *path);
};

/*
 * Put what the file says for dir into *settings, over what is there.  A
 * section holds for a dir that is below its directory by name or by real path;
 * a match of real paths wins over one of names.  Without a dir no section
 * holds.  An error anywhere in the file: false, and *settings is as it was.
 */
bool settings_add(struct arena *, struct settings *,
    const struct settings_source *, struct settings_error *);

#endif
