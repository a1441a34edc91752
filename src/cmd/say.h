/*
 * Messages for the user: lines on stderr, "venvhook: SUBJECT: REASON", made
 * harmless for the terminal, each in one write.
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

/* say, and return EXIT_REFUSED. */
int fail(struct arena *, const char *subject, const char *reason);

/* The same for a fault, with what a program printed, and the hint. */
int fail_fault(struct arena *, const struct fault *);

/* Say that memory is used up, and exit.  For arena.full. */
void say_full(void);

#endif
