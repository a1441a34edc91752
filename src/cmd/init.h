/* init and completions: scripts for a shell, as they were embedded. */
#ifndef CMD_INIT_H
#define CMD_INIT_H

struct run;
struct shell;
struct str;

/* The hook of a shell, as init prints it: EXIT_DONE, or the error told. */
int init_text(struct run *, const struct shell *, struct str *text);

extern const struct command init_command, completions_command;

#endif
