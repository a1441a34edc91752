/* The rc file of the shell that called this program, and the line for it. */
#ifndef CMD_RCFILE_H
#define CMD_RCFILE_H

struct run;
struct shell;

/*
 * The row of the shell that called this program, or the one that called that
 * one, or else of SHELL; NULL where none of them has a hook.
 */
const struct shell *rcfile_shell(struct run *);

/*
 * The line for the rc file of a shell; NULL if the file holds the hook itself.
 * And the path of that file; NULL if it cannot be told.
 */
const char *rcfile_line(struct run *, const struct shell *);
const char *rcfile_path(struct run *, const struct shell *);

/*
 * Tell a person at a terminal, if the shell that called has no hook, that
 * nothing will be activated there, and what to do.  Where a script or make
 * called, the person's own shell may well have one.
 */
void rcfile_remind(struct run *);

#endif
