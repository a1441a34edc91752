/* What goes with an env that is made anew, and whether the user agrees. */
#ifndef CMD_LOSS_H
#define CMD_LOSS_H

struct packages;
struct run;

struct loss {
	struct run *run;
	const char *found;	/* the env */
	const struct packages *packages;	/* what is installed in it */
	const char *own;	/* the name of something else that somebody */
				/* has put into it; NULL: there is none */
	const char *keeps;	/* how it would be kept */
};

/*
 * EXIT_DONE: it may be lost; else it was told that nothing is done.  signals
 * are those that were held before the command held all: a Ctrl-C at the
 * question ends the run, as nothing has been begun.
 */
int loss_asked(const struct loss *, unsigned signals);

#endif
