/* Becoming another program: the user's own command, run as a shell would. */
#ifndef SYS_EXEC_H
#define SYS_EXEC_H

struct arena;

enum { EXIT_NOT_EXECUTED = 126, EXIT_NOT_FOUND = 127 };

/* A variable of the new program; value NULL: it is not to have it. */
struct exec_var {
	const char *name;
	const char *value;
};

/*
 * Replace this process by argv, found in the absolute entries of path (or
 * where its name holds a '/'), with the variables of this one but for the n
 * in vars.  Returns only when that fails: 127 for what is not there, else
 * 126, as shells do (POSIX, Shell Command Language, 2.8.2), with errno.
 */
int exec_replace(struct arena *, char **argv, const char *path,
    const struct exec_var *vars, int n);

#endif
