/* The words of create: its options, and which of them do not go together. */
#ifndef CMD_CREATE_WORDS_H
#define CMD_CREATE_WORDS_H

#include "cmd/command.h"

extern const struct option create_options[];

/* Check the options alone: EXIT_DONE, or the error was printed. */
int create_words(struct run *);

#endif
