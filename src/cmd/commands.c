/* The order of this table is the order of help. */
#include "config.h"

#include "cmd/command.h"
#include "cmd/help.h"

const struct command *const commands[] = {
	&help_command,
	&version_command,
	NULL,
};
