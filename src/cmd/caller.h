/* The shell that called this program, and where the line for it goes. */
#ifndef CMD_CALLER_H
#define CMD_CALLER_H

struct run;
struct shell;

/*
 * The row of the shell that called this program, or the one that called that
 * one, or else of SHELL; NULL where none of them has a hook.
 */
const struct shell *caller_shell(struct run *);

/*
 * The line for the rc file of a shell; NULL if the file holds the hook itself.
 * And the path of that file; NULL if it cannot be told.
 */
const char *caller_line(struct run *, const struct shell *);
const char *caller_path(struct run *, const struct shell *);

/*
 * Tell a person at a terminal, if the shell that called has no hook, that
 * nothing will be activated there, and what to do.  Where a script or make
 * called, the person's own shell may well have one.
 */
void caller_remind(struct run *);

#endif
