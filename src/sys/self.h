/* This process, and where its program is, for the hook to call it again. */
#ifndef SYS_SELF_H
#define SYS_SELF_H

struct arena;
struct vars;

/*
 * argv[0] as an absolute path; a bare name is found in the absolute entries
 * of PATH.  Links stay, as a package manager's link outlives the version that
 * it leads to.  NULL if there is no such file.
 */
const char *self_path(struct arena *, const struct vars *,
    const char *argv0);

/* The number of this process. */
unsigned long long self_number(void);

#endif
