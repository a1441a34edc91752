/* The names of the environments in a directory, as in WORKON_HOME. */
#ifndef CMD_NAMES_H
#define CMD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct run;

/* May an env in WORKON_HOME be called by that word, and can it be shown? */
bool names_fits(struct arena *, const char *word);

/*
 * Where in WORKON_HOME an env of that name is, or would be; NULL where the
 * word is no name.
 */
const char *names_path(const struct run *, const char *word);

/* Those in WORKON_HOME that can be typed and shown, sorted; *n of them. */
const char **names_list(const struct run *, size_t *n);

/*
 * Those in another directory.  As a link in a project may lead anywhere, links
 * are not followed there, and mounts are not entered.
 */
const char **names_below(const struct run *, const char *dir, size_t *n);

/* "; did you mean tools?" for a word that is nearly one of them; or "". */
const char *names_question(const struct run *, const char *word);

#endif
