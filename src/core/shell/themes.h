/*
 * Themes of the prompt that show environments by themselves: where one is
 * loaded, the hook leaves the prompt alone.  A row is a theme; the hooks have
 * the rows from here, by init.
 */
#ifndef CORE_SHELL_THEMES_H
#define CORE_SHELL_THEMES_H

struct buf;
struct shell;

/*
 * What tells of a theme in this shell: the functions that only a theme has, in
 * the words of a list; or, where the prompt is a function itself, one pattern
 * for its text, whose case does not count.
 */
void themes_print(struct buf *, const struct shell *);

#endif
