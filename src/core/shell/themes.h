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
 * By what a theme is recognized in this shell: a list of functions that only
 * themes have; or, if the prompt is itself a function, one pattern for its
 * text, ignoring case.
 */
void themes_print(struct buf *, const struct shell *);

#endif
