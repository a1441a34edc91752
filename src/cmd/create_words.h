/* The words of create: its options, and which of them do not go together. */
#ifndef CMD_CREATE_WORDS_H
#define CMD_CREATE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/command.h"

struct fault;

extern const struct option create_options[];

/* Check the options alone: EXIT_DONE, or the error was printed. */
int create_words(struct run *);

/* Is --python, if it was given, a SPEC?  As above. */
int create_spec(struct run *);

/* The files of --requirements, absolute; false: one cannot be used. */
struct create_files {
	const char **list;
	size_t n;
};
bool create_files(const struct run *, const char *cwd, struct create_files *,
    struct fault *);

#endif
