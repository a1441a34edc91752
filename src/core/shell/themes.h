/*
 * Prompt themes that show environments themselves: if one of them is loaded,
 * the hook leaves the prompt alone.  A row is a theme; init puts the rows into
 * the hooks.
 */
#ifndef CORE_SHELL_THEMES_H
#define CORE_SHELL_THEMES_H

struct buf;
struct shell;

/*
 * Print by what this shell knows a theme: names of functions that only themes
 * have; or, if its prompt is itself a function, one regular expression for the
 * text of that, which ignores case.
 */
void themes_print(struct buf *, const struct shell *);

#endif
