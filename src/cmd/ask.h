/* A question to the person at the terminal, before something is done. */
#ifndef CMD_ASK_H
#define CMD_ASK_H

#include "base/fault.h"

struct run;

struct question {
	const char *text;	/* "remove /p/.venv", without its "?" */
	struct fault mute;	/* told where there is no terminal to ask on */
	struct fault no;	/* told where the answer is no */
	/* Shows what the person is to know first; NULL: nothing. */
	void (*show)(const void *context);
	const void *context;
};

/*
 * May the command go on?  EXIT_DONE with --yes, if it has that, or an answer
 * of y or yes; else EXIT_REFUSED, and why was told.
 */
int ask(struct run *, const struct question *);

#endif
