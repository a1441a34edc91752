/*
 * A shell is a row: where its line goes, what it can read, and how it quotes,
 * sets, unsets and tests.  All lists of shells are this table: in messages, in
 * help, in completions, in scripts (`venvhook help --shells`).
 *
 * How a statement reads is a template, in which %n is a name and %v a value.
 * Names are our own constants and stand as they are; values may be anybody's,
 * and are quoted as the shell that will read them wants it:
 *
 *	"export %n=%v\n"    "PATH", "it's"  ->  export PATH='it'\''s'
 *
 * %b is the name without "__venvhook_", for a hook with a namespace.
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

/* The file that the shell reads at its start, and our line in it. */
struct rc {
	const char *dir, *file;	/* "~/.config", "fish/config.fish" */
	const char *older;	/* in the home, read only where file is not */
	const char *instead;	/* a variable with another directory for file */
	const char *whole;	/* a variable with the path of another file, */
	bool expanded;		/* in which the shell expands $HOME and ~ */
	const char *line;	/* NULL: the file holds the hook itself */
	bool by_sh;		/* in it the program is quoted as for sh, */
	bool in_text;		/* within a text of the shell's own */
};

/* What the program has to say to a shell. */
struct answer {
	const struct outcome *out;
	const struct watch *watch;	/* NULL: no hook asked, but a person */
	const char *notices;		/* core/shell/notices.h; NULL: the */
					/* same as before */
	const char *had_notices, *had_left;	/* as the hook has them */
	const char *tests;		/* region_tests() of the tests that */
					/* the hook has; NULL: it keeps none */
	const char *go;			/* where to change to then, or NULL */
	bool replaced;			/* `deactivate` is not ours any more */
	bool tells;			/* of each change (messages = all) */
	const char *path;		/* PATH as the shell has it when it */
					/* evaluates this; NULL: not known */
};

enum { SHELL_ALIASES = 5, SHELL_EXPANDS = 3 };

struct shell {
	const char *name;
	const char *aliases[SHELL_ALIASES];	/* up to a NULL */
	bool utf8;		/* reads UTF-8 alone; others read any bytes */
	const char *expands[SHELL_EXPANDS];	/* texts that it does not */
					/* take as they stand in an entry */
					/* of PATH: "$"; up to a NULL */

	/* --- A shell with a hook, which runs something at each prompt. */

	const char *protocol;	/* the number of doc/HOOK.md that its hook */
				/* asks with; NULL: "1" */
	struct rc rc;
	bool prompt_function;	/* the prompt is a function, no variable */
	const char *hook, *completion;	/* the scripts, core/shell/hooks.h */
	const char *common[2];	/* scripts before the hook that several */
				/* shells share; or NULL */
	const char *brief;	/* in its scripts, short for "__venvhook_" */
				/* in front of a letter; or NULL */
	const char *incomplete;	/* why there is no completion */
	/*
	 * For `doctor`: statements that print what core/doctor/seen.h reads, or
	 * NULL; the text by which the prompt calls our hook, and the name of
	 * the list or variable in which that stands.
	 */
	const char *doctor, *calls, *called_in;
	/*
	 * POSIX shells read each other's hooks, so init has another one print a
	 * sentence: this shell has the variable, with a value that matches the
	 * pattern as in a `case`; eval stands before and behind the script,
	 * which is one word there, with escapes as in $'...'.
	 */
	const char *variable, *pattern, *eval[2];
	/*
	 * The hook of any other shell begins with what POSIX shells can read.
	 * over stands before and behind that, as this shell makes nothing of
	 * it: one line, without a single quote.  Or guard prints it all: the
	 * script as a word that POSIX shells read over.  NULL: neither.
	 */
	const char *over[2];
	void (*guard)(struct buf *, struct str script);

	/* --- A shell without: why, and what there is instead. */

	const char *hookless, *instead;

	/* --- Templates of statements; NULL: the shell needs, or has, none. */

	bool special;		/* no function can hide a special builtin, so */
				/* "\builtin " in scripts is printed as "\" */
	const char *set, *unset;	/* an exported variable */
	bool joins;		/* or several in one statement */
	const char *reset;	/* set one that is exported; NULL: as set */
	const char *front;	/* PATH gets %v as its first entry */
	const char *rest;	/* PATH loses its first entry */
	const char *unseen;	/* PATH, of which the shell may have one that */
				/* is not exported, gets %v in front */
	const char *shown;	/* %v is the new CONDA_PROMPT_MODIFIER: it */
				/* takes the place of the old in the prompt */
	const char *assign;	/* a variable of the hook, not exported */
	const char *declare;	/* the same, for the first time; NULL: assign */
	const char *read, *between;	/* the value of a variable, empty if */
				/* it is not set, or (fish) what has a */
				/* function called as it changes; what is */
				/* between two */
	bool one_line;		/* the hook reads an answer as one line */
	const char *undo[2];	/* before and behind the statements of */
				/* __venvhook_undo */
	bool undo_word;		/* which are one word, quoted */
	bool undo_path;		/* and set all of PATH, as the shell cannot */
				/* take our entry out */
	/*
	 * In an answer with nothing on: before and behind what is to be there
	 * again if the shell comes back to it.  NULL: the hook asks then.
	 */
	const char *back[2];
	const char *undone;	/* ends __venvhook_undo, and an answer with */
				/* nothing on; NULL: the hook does that */
	const char *settle;	/* adapts prompt and `deactivate`, before the */
				/* functions of the user are called */
	const char *adopt;	/* behind the changes: undoes what an env's */
				/* own activate has left */
	const char *kept;	/* before the changes, if the hook asks with */
				/* --kept: runs the env's own deactivate */
	const char *examine[2];	/* before and behind the words of `doctor`: */
				/* hands it what the statements above print */
	/*
	 * Change to a directory; call the function %n of the user's, if there
	 * is one; print a text for a person.  NULL: the hook does it, by the
	 * variables in doc/HOOK.md.
	 */
	const char *go, *tell, *say;
	const char *replaced;	/* tells a hook that exports its `deactivate` */
				/* that another one has taken its place */
	bool now_ours;		/* the hook says "now:" (core/shell/left.h) */
				/* only while `deactivate` is ours */
	const char *hidden;	/* asks again with --path, and the last %n */
				/* words, as PATH was not exported */
	const char *leaves;	/* the entry %v has left PATH: for a tool */
				/* that keeps a copy of that */
	bool prefix;		/* the prompt gets "(name) ", not the name */

	/* One word that the shell reads as exactly text. */
	void (*quote)(struct buf *, const char *text);
	/* The value of PATH if the shell has a list there; NULL: one word. */
	void (*list)(struct buf *, const char *path);
	/* The function __venvhook_watch: is all as it was?  NULL: none. */
	void (*watch)(struct buf *, const struct watch *);
	/*
	 * All of a region but its top and base: by this the hook can tell of
	 * another directory whether the answer holds there.  NULL: it asks the
	 * program wherever it goes.
	 */
	void (*region)(struct buf *, const struct region *);
	bool region_vars;	/* the region also tests the variables that */
				/* an answer rests on */
	bool region_alone;	/* it is more than tests, which come but once */

	/*
	 * An answer that tells a hook of whatever number which notices it has
	 * shown, and no more.  NULL: assign says that.
	 */
	void (*noted)(struct buf *, const char *notices);

	/*
	 * Data instead of statements, for all who ask; and an answer in another
	 * form, for the hook alone.  NULL: statements.
	 */
	void (*data)(struct buf *, const struct answer *);
	void (*answer)(struct buf *, const struct answer *);
};

extern const struct shell *const shells[];	/* NULL at the end */

/* The row of that name, or with that alias; NULL for none. */
const struct shell *shell_find(const char *name);

/* "bash, zsh, fish": all of them, or those with a hook. */
const char *shell_names(struct arena *, bool hooked);

/* Set a variable of the hook; shell_declare: for the first time. */
void shell_assign(const struct shell *, struct buf *, const char *name,
    const char *value);
void shell_declare(const struct shell *, struct buf *, const char *name,
    const char *value);

/* Print an answer that tells the hook its notices alone. */
void shell_noted(const struct shell *, struct buf *, const char *notices);

/*
 * Each prints the statement whose template the row has: say; hidden, for the
 * last words of the call; doctor, whose words end with a NULL; read; front.
 */
void shell_say(const struct shell *, struct buf *, const char *text);
void shell_repeat(const struct shell *, struct buf *, size_t words);
void shell_examine(const struct shell *, struct buf *, char *const *words);
void shell_read(const struct shell *, struct buf *, const char *name);
void shell_front(const struct shell *, struct buf *, const char *entry);

/* Print the key of the hook, but for the directory: "${PATH-}:...". */
void shell_key(const struct shell *, struct buf *);

/*
 * Print the values of the variables that an answer rests on, for the key of the
 * hook: "${HOME-}:${PYTHONHOME-}".  With region_vars of the shell they are in
 * the tests of the region instead: nearly all of them are unset, and to compare
 * all of their values would take longer than all else.
 */
void shell_variables(const struct shell *, struct buf *);

/* Set an exported variable; with value NULL, unset it. */
void shell_change(const struct shell *, struct buf *, const char *name,
    const char *value);

/* What will have left PATH (core/shell/left.h) once the env of this is off. */
const char *shell_left(struct arena *, const struct answer *);

/* What does that, and the text above for a hook that has use for it. */
void shell_undo(const struct shell *, struct buf *, const struct answer *);

/* Call the function of that name of the user's, if the shell can. */
void shell_tell(const struct shell *, struct buf *, const char *name,
    const char *env);

/*
 * Parts of an answer, for a row that prints it in its own way: the changes;
 * what has left PATH, the notices, and where to go; the region, false if the
 * answer holds nowhere else; and the calls of functions that are not the hook's
 * own, which come last.
 */
void shell_changes(const struct shell *, struct buf *, const struct changes *);
void shell_notes(const struct shell *, struct buf *, const struct answer *);
bool shell_region(const struct shell *, struct buf *, const struct answer *);
void shell_calls(const struct shell *, struct buf *, const struct answer *);

/* The same for a person, whose shell may have a PATH that is not exported. */
void shell_show(const struct shell *, struct buf *, const struct changes *);

/* Put all on one line: a blank for each newline but the last. */
void shell_line(struct buf *);

/*
 * Print the statements, or the data, that bring about an outcome; if a hook
 * asked, also the variables and functions that doc/HOOK.md says it gets.
 */
void shell_print(const struct shell *, struct buf *, const struct answer *);

/* Does the shell take an entry of PATH as it stands? */
bool shell_keeps(const struct shell *, const char *entry);

/* Can the shell read this text? */
bool shell_carries(const struct shell *, struct str text);

#endif
