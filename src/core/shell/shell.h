/*
 * A shell is a row: where its line goes, what it can carry, and how it quotes,
 * sets, unsets and tests.  All lists of shells are this table: in messages, in
 * help, in completions, in scripts (`venvhook help --shells`).
 *
 * Names are our own constants, values may be anybody's, and only values are
 * quoted, each by the quoter of the shell that will read it.  How a
 * statement reads is a template, in which %n is the name and %v the value,
 * quoted:
 *
 *	"export %n=%v\n"    "PATH", "it's"  ->  export PATH='it'\''s'
 *
 * and %b is the name without "__venvhook_", where the hook has a namespace.
 */
#ifndef CORE_SHELL_SHELL_H
#define CORE_SHELL_SHELL_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;
struct changes;
struct outcome;
struct region;
struct watch;

/* What a shell can carry and do; what is not there it has to do without. */
enum {
	CARRIES_BYTES = 1,	/* text that is no UTF-8 */
	CARRIES_TESTS = 2,	/* is a file there, without a process */
	CARRIES_DATES = 4,	/* which of two files is newer */
	CARRIES_LOOPS = 8,	/* go through names and test each */
	CARRIES_ALL = 15,
};

/* The file that the shell reads at its start, and our line in it. */
struct rc {
	const char *dir, *file;	/* "~/.config", "fish/config.fish" */
	const char *instead;	/* the variable that names another dir */
	const char *whole;	/* the variable that names the whole file, */
	bool expanded;		/* in which the shell expands $HOME and ~ */
	const char *line;	/* NULL: the file holds the hook itself */
};

/* What the program has to say to a shell. */
struct answer {
	const struct outcome *out;
	const struct watch *watch;	/* NULL: the hook did not ask */
	const char *notices;	/* core/shell/notices.h; NULL: as was */
	const char *had_notices, *had_left;	/* by the hook; or NULL */
	const char *tests;		/* region_tests() that the hook has; */
					/* NULL: it does not keep them */
	const char *go;			/* where to change to then, or NULL */
	bool replaced;			/* our `deactivate` is another's now */
	const char *path;		/* PATH, as the shell has it when it */
					/* evaluates this; NULL: not known */
};

enum { SHELL_ALIASES = 5, SHELL_EXPANDS = 3 };

struct shell {
	const char *name;
	const char *aliases[SHELL_ALIASES];	/* up to a NULL */
	unsigned carries;
	const char *expands[SHELL_EXPANDS];	/* in PATH: up to a NULL */

	/* One that runs something at its prompt. */
	const char *protocol;		/* the number of what its hook asks */
					/* and is answered; NULL: "1" */
	struct rc rc;
	bool prompt_function;	/* the prompt is one, not a variable */
	const char *hook, *completion;	/* the scripts, core/shell/hooks.h */
	const char *common[2];	/* go before the hook; or NULL */
	const char *brief;	/* "__venvhook_" in them, before a letter */
	const char *incomplete;	/* why there is no completion */
	/*
	 * For doctor: statements that print core/doctor/seen.h, or NULL; what
	 * of ours runs at the prompt, and where that stands.
	 */
	const char *doctor, *calls, *called_in;
	/*
	 * Of shells that read each other's text: the variable by which this
	 * one is told from them, the pattern of its value as in a `case`, and
	 * what stands around a script that is one word, with escapes as in
	 * $'...'.
	 */
	const char *variable, *pattern, *eval[2];
	/* Of another: its script, so that any shell reads over it; or NULL. */
	void (*guard)(struct buf *, struct str script);
	/*
	 * Before and behind words of a POSIX shell on one line, without a
	 * single quote: what this shell makes nothing of.  NULL: none.
	 */
	const char *over[2];

	/* One that does not: why, and what there is instead. */
	const char *hookless, *instead;

	/* Statements. */
	bool special;		/* no function can stand before a builtin */
	const char *set, *unset;	/* an exported variable; */
	bool joins;		/* or more, one behind another */
	const char *reset;		/* one that is so; NULL: as set */
	const char *front;		/* PATH with one entry more in front; */
	const char *rest;		/* without the first; or NULL */
	const char *shown;		/* in front of another text of conda */
					/* to show: a prompt with it in it */
	const char *assign;		/* a variable of the hook, not so */
	const char *declare;		/* the first time; NULL: the same */
	const char *read, *between;	/* the value of a variable, or */
					/* nothing; between two of them */
	bool told;			/* read is by what it is told that */
					/* one has changed */
	bool one_line;			/* an answer to the hook: no value */
					/* has a newline as it is quoted */
	const char *undo[2];		/* around what __venvhook_undo does */
	bool undo_word;			/* that is one word, quoted */
	const char *undone;		/* ends that; alone where nothing is */
					/* on; NULL: the hook does so */
	bool undo_path;			/* and has all of PATH, as the shell */
					/* cannot take our entry out */
	const char *settle;		/* has prompt and `deactivate` follow */
					/* before anybody is told */
	const char *adopt;		/* undoes what an env's own activate */
					/* has left, behind the changes; */
	const char *kept;		/* or in front of them, where the */
					/* hook has said so; NULL: it does */
	const char *examine[2];		/* around the words of `doctor`: what */
					/* .doctor says goes into it; or NULL */
	/*
	 * What a hook need not do by itself: change to a directory; call a
	 * function of the user's, %n, if there is one; say what is for people.
	 * NULL: it does, by the variables that doc/HOOK.md tells.
	 */
	const char *go, *tell, *say;
	/*
	 * Of one that has told what its `deactivate` is by exporting it: that
	 * it is not ours.  NULL: the hook sees that by itself.
	 */
	const char *replaced;
	bool now_ours;		/* or says "now:" only while ours is there */
	/*
	 * Of one whose hook says what PATH is only where that is not exported:
	 * asks with it, and with the last %n words.  NULL: it always does.
	 */
	const char *hidden;
	const char *leaves;		/* an entry has left PATH: who else */
					/* has kept that; NULL: nobody */
	bool prefix;			/* it gets all that is to be in front */
					/* of the prompt, not the name alone */
	/* One word that the shell reads as exactly text. */
	void (*quote)(struct buf *, const char *text);
	/* The value of PATH where that is a list; NULL: a word as others. */
	void (*list)(struct buf *, const char *path);
	/* The function __venvhook_watch: is all as it was; NULL: none. */
	void (*watch)(struct buf *, const struct watch *);
	/*
	 * All of a region but its top, for the hook of this shell: what it
	 * needs to say of a directory whether the answer holds there.  NULL:
	 * it asks the program wherever it goes.
	 */
	void (*region)(struct buf *, const struct region *);
	bool region_vars;	/* tests the variables that no answer sets */
	bool region_alone;	/* needs no top: empty where none holds */

	/*
	 * Data instead of statements; NULL: statements.  With answer, its hook
	 * gets what that makes, and others get statements.
	 */
	void (*data)(struct buf *, const struct answer *);
	void (*answer)(struct buf *, const struct answer *);
};

extern const struct shell *const shells[];	/* NULL at the end */

/* The row of that name, or with that alias; NULL for none. */
const struct shell *shell_find(const char *name);

/* "bash, zsh, fish": all of them, or those with a hook. */
const char *shell_names(struct arena *, bool hooked);

/* A variable of the hook's; shell_declare: before there is one. */
void shell_assign(const struct shell *, struct buf *, const char *name,
    const char *value);
void shell_declare(const struct shell *, struct buf *, const char *name,
    const char *value);

/* The statement that prints text for a person. */
void shell_say(const struct shell *, struct buf *, const char *text);

/* The statements that ask with PATH, and with the last words of the call. */
void shell_repeat(const struct shell *, struct buf *, size_t words);

/* The statements that examine the shell for `doctor`, called with words. */
void shell_examine(const struct shell *, struct buf *, char *const *words);

/* The value of a variable, as the shell reads it. */
void shell_read(const struct shell *, struct buf *, const char *name);

/* An exported variable; no value: it is to be gone. */
void shell_change(const struct shell *, struct buf *, const char *name,
    const char *value);

/* PATH gets that entry in front; only where the row has that. */
void shell_front(const struct shell *, struct buf *, const char *entry);

/*
 * Parts of an answer, for a row that prints it in its own way: the changes;
 * what has left PATH, the notices, and where to go; the region.
 */
void shell_changes(const struct shell *, struct buf *, const struct changes *);
void shell_notes(const struct shell *, struct buf *, const struct answer *);
void shell_region(const struct shell *, struct buf *, const struct answer *);

/* On one line, but for the end of it. */
void shell_line(struct buf *);

/*
 * The statements, or the data, that bring about an outcome.  With a watch,
 * those for the hook as well: __venvhook_env, __venvhook_entry,
 * __venvhook_name, the functions __venvhook_undo and __venvhook_watch; and
 * __venvhook_top, which is empty where the answer holds nowhere else.
 */
void shell_print(const struct shell *, struct buf *, const struct answer *);

/* Does an entry of PATH mean there what it says? */
bool shell_keeps(const struct shell *, const char *entry);

/* Can the shell carry all of the text? */
bool shell_carries(const struct shell *, struct str text);

#endif
