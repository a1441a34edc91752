/* A random word, for a name that nobody can guess. */
#ifndef SYS_TOKEN_H
#define SYS_TOKEN_H

struct arena;

/* Sixteen hexadecimal digits from the kernel's random numbers. */
const char *token_new(struct arena *);

#endif
