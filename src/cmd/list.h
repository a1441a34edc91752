/* list: the envs known on this machine. */
#ifndef CMD_LIST_H
#define CMD_LIST_H

#include "cmd/command.h"

extern const struct command list_command;

#endif
