/* create: make envs, with the options of `python -m venv`. */
#ifndef CMD_CREATE_H
#define CMD_CREATE_H

#include <stdbool.h>

struct command;
struct run;

/*
 * What the policy has made on cd: the env of project, as the settings there
 * say, recorded as ours.  False when that failed, which has been told.
 */
bool create_auto(struct run *, const char *project);

extern const struct command create_command;

#endif
