/*
 * What the program tells a person: lines on stderr, "venvhook: SUBJECT:
 * REASON", made harmless for the terminal, one write a call.
 */
#ifndef CMD_SAY_H
#define CMD_SAY_H

struct arena;
struct fault;

/* "venvhook: subject: reason" */
void say(struct arena *, const char *subject, const char *reason);

/* A second line for what the user can do: "venvhook: run '...' to ..." */
void say_hint(struct arena *, const char *text);

/* Both, the second if hint is not NULL. */
void say_notice(struct arena *, const char *subject, const char *reason,
    const char *hint);

/* Exit statuses of every command. */
enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

/* say, and the status to return for it. */
int fail(struct arena *, const char *subject, const char *reason);

/* The same for a fault: its reason, what a program said, the hint. */
int fail_fault(struct arena *, const struct fault *);

/* Memory is used up: says so and exits.  For arena.full. */
void say_full(void);

#endif
