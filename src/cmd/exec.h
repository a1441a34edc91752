/* exec: run a command inside an environment, without a hook. */
#ifndef CMD_EXEC_H
#define CMD_EXEC_H

extern const struct command exec_command;

#endif
