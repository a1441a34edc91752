/* status: what is active here, or would be, and why. */
#ifndef CMD_STATUS_H
#define CMD_STATUS_H

extern const struct command status_command;

#endif
