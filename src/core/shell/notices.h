/*
 * Which notices a shell has shown: keys of 16 hexadecimal digits, separated
 * by commas, the newest last.  The shell keeps the text and hands it back, so
 * that a notice comes once per directory and shell.
 */
#ifndef CORE_SHELL_NOTICES_H
#define CORE_SHELL_NOTICES_H

#include <stdbool.h>

struct arena;
struct decision;

/* The key of what a decision has to say. */
const char *notices_key(struct arena *, const struct decision *);

bool notices_has(const char *notices, const char *key);

/* notices with key at its end, and without its oldest when it grows long. */
const char *notices_add(struct arena *, const char *notices, const char *key);

#endif
