/* setup: the line of a shell in its rc file. */
#ifndef CMD_SETUP_H
#define CMD_SETUP_H

#include <stdbool.h>

struct run;
struct shell;

extern const struct command setup_command;

/*
 * The row of the shell that called this program, or the one that called that
 * one, or else of SHELL; NULL where none of them has a hook.
 */
const struct shell *setup_caller(struct run *);

/* The line for the rc file of a shell, and the path of that file. */
const char *setup_line(struct run *, const struct shell *);
const char *setup_path(struct run *, const struct shell *);

/*
 * Tell a person at a terminal, if the shell that called has no hook, that
 * nothing will be activated there, and what to do.  Where a script or make
 * called, the person's own shell may well have one.
 */
void setup_remind(struct run *);

#endif
