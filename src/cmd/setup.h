/* setup: the line of a shell in its rc file. */
#ifndef CMD_SETUP_H
#define CMD_SETUP_H

struct command;

extern const struct command setup_command;

#endif
