/* prune: deletes envs that are orphaned, broken or unused. */
#ifndef CMD_PRUNE_H
#define CMD_PRUNE_H

#include "cmd/command.h"

extern const struct command prune_command;

#endif
