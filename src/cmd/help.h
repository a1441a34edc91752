/* help and version, and how the words of a call lead to a command. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

struct command;
struct run;

/*
 * The command that the words call, which are then those after its name:
 * "status --help" is "help status", "--version" is "version", no word at all
 * is "help".  NULL if there is no such command; the words are as they were.
 */
const struct command *help_choose(int *argc, char ***argv);

/* Tell that there is no such command: EXIT_USAGE. */
int help_unknown(struct run *, const char *name);

extern const struct command help_command, version_command;

#endif
