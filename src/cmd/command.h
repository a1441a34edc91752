/*
 * A command is a row: its name, its operands and options, its function.  The
 * rows are the only list of commands: main finds in it the one to run, help
 * prints it, and tests compare completions and the manual with it.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct vars;
struct command;
struct hook;
struct shell;

enum { OPTIONS_MAX = 16 };

struct option {
	const char *name;	/* "--json" */
	const char *letter;	/* "-v", or NULL */
	const char *arg;	/* "FILE", or NULL for a switch */
	const char *help;	/* NULL: for the hooks alone, not shown */
	bool blank;		/* its value may be empty */
};

/* An option as it was given: its row, and its value. */
struct given {
	int row;
	const char *value;
};

/* One run of a command: its row, the variables, the words as parsed. */
struct run {
	struct arena *arena;
	const struct vars *vars;
	const struct command *command;
	const char *program;		/* argv[0] */
	const char *values[OPTIONS_MAX];	/* the last ones, by row */
	struct given *given;		/* all of them, in order */
	int ngiven;
	char **words;			/* the operands, NULL at the end */
	int nwords;
	struct hook *hook;		/* the hook that asks; NULL: a person */
	const struct shell *says;	/* the shell of a hook, which */
					/* evaluates also what a person is to */
					/* read (`say` of its row); or NULL */
};

struct command {
	const char *name;
	const char *args;	/* as the synopsis shows it: "[DIR]"; or "" */
	const char *help;	/* one line */
	const struct option *options;	/* up to a row without name; or NULL */
	int least, most;	/* operands; most < 0: any number */
	bool rest;		/* options end at the first operand */
	bool reminds;		/* says at its end if the shell has no hook */
	bool hidden;		/* for scripts: help does not list it, and */
				/* an operand may be empty */
	int (*run)(struct run *);
};

extern const struct command *const commands[];	/* NULL at the end */

const struct command *command_find(const char *name);

/* The option of that name or letter; NULL for none. */
const struct option *option_find(const struct command *, struct str name);

/*
 * Parse the words after the command's name into run->values and run->words.
 * 0, or EXIT_USAGE with the error told.  "--" ends the options; "--name=V"
 * and "--name V" are the same.
 */
int run_parse(struct run *, int argc, char **argv);

/* What main does: from the words of a call to the status of its command. */
int run_call(struct run *, int argc, char **argv);

/* The value of an option; "" for a switch that is on; NULL if not given. */
const char *run_option(const struct run *, const char *name);
bool run_has(const struct run *, const char *name);

/* All values of one that may be given several times, NULL at the end. */
const char **run_options(const struct run *, const char *name);

/* Set the value of an option, as if it had been given. */
void run_set(struct run *, const char *name, const char *value);

/*
 * Was at most one of the two options given?  And if option was given, is it
 * alone, without others or operands?  0, or EXIT_USAGE with the error told.
 */
int run_either(struct run *, const char *one, const char *other);
int run_alone(struct run *, const char *option);

/* The row of a shell, or of one with a hook; NULL with the error told. */
const struct shell *run_shell(struct run *, const char *name);
const struct shell *run_shell_hooked(struct run *, const char *name);

/* Print what is for a person: as out_write, or as a statement that says it. */
int run_write(struct run *, struct str text);

/* Print a usage error and how to learn more: EXIT_USAGE. */
int run_usage(struct run *, const char *subject, const char *reason);

#endif
