/* create: make envs, with the options of `python -m venv`. */
#ifndef CMD_CREATE_H
#define CMD_CREATE_H

struct command;

extern const struct command create_command;

#endif
