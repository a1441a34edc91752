/* The names of the environments in a directory, as in WORKON_HOME. */
#ifndef CMD_NAMES_H
#define CMD_NAMES_H

#include <stddef.h>

struct run;

/* Those in WORKON_HOME that can be typed and shown, sorted; *n of them. */
const char **names_list(const struct run *, size_t *n);

/*
 * The same of another directory.  What a tree holds may lead anywhere, so
 * neither a link is followed there nor a mount entered.
 */
const char **names_below(const struct run *, const char *dir, size_t *n);

/* "; did you mean tools?" of a word that is nearly one of them; or "". */
const char *names_question(const struct run *, const char *word);

#endif
