/* config: the settings in force, and where each was set. */
#ifndef CMD_SETTINGS_H
#define CMD_SETTINGS_H

struct command;

extern const struct command config_command;

#endif
