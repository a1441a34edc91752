/* activate and deactivate: by hand, through the shell function. */
#ifndef CMD_ACTIVATE_H
#define CMD_ACTIVATE_H

extern const struct command activate_command, deactivate_command;

#endif
