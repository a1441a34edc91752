/* export and activate: from the world to statements for a shell. */
#ifndef CMD_EXPORT_H
#define CMD_EXPORT_H

struct run;
struct shell;
struct world;

/* The protocol between the hooks and the program. */
#define HOOK_PROTOCOL "1"

/* Is it a hook of this version that calls?  If not, says so: false. */
int hook_check(struct run *);

/* Print what brings the shell to the decision of the world. */
int export_print(struct run *, struct world *, const struct shell *);

extern const struct command export_command;

#endif
