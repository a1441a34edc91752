/* A question to the person at the terminal. */
#ifndef CMD_ASK_H
#define CMD_ASK_H

#include <stdbool.h>

struct arena;

bool ask_possible(void);	/* is somebody there? */

/* "venvhook: remove /p/.venv? [y/N] "; true for an answer with y or yes. */
bool ask(struct arena *, const char *question);

#endif
