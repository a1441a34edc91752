/* init and completions: scripts for a shell, as they were embedded. */
#ifndef CMD_INIT_H
#define CMD_INIT_H

extern const struct command init_command, completions_command;

#endif
