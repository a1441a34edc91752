/* doctor: examines the shell that called and the machine. */
#ifndef CMD_DOCTOR_H
#define CMD_DOCTOR_H

extern const struct command doctor_command;

#endif
