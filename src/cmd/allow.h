/* allow, deny and revoke: what the user says about directories. */
#ifndef CMD_ALLOW_H
#define CMD_ALLOW_H

extern const struct command allow_command, deny_command, revoke_command;

#endif
