/* Becoming another program: the user's command, as a shell would run it. */
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
 * Replace this process by argv, which is looked for in the absolute entries of
 * path unless its name holds a '/'.  It gets the variables of this process,
 * and the n in vars in the place of theirs.  Returns only if that fails, with
 * the reason and the status that most shells and env(1) give: 127 where it is
 * not there, or where its interpreter is not; else 126.
 */
int exec_replace(struct arena *, char **argv, const char *path,
    const struct exec_var *vars, int n, const char **reason);

#endif
