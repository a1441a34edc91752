/* recreate and remove: what happens to the env of a project in the end. */
#ifndef CMD_REMAKE_H
#define CMD_REMAKE_H

extern const struct command recreate_command, remove_command;

#endif
