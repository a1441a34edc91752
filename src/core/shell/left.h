/*
 * The entries that were taken out of PATH in this shell, because other tools
 * may put an older PATH back when the user leaves a project (direnv, `local
 * PATH` in a function).  The hook keeps this text and hands it to each export:
 *
 *	0:/p/.venv/bin:1:/q/.venv/bin
 *
 * Before each entry is the number of times that PATH may hold it.  From when
 * the directory changes, or something goes on or off, until the next prompt is
 * drawn the hook puts "now:" in front; only then are the entries taken out
 * again.  What is typed at the prompt is the user's, and an entry that is back
 * without "now:" is no longer one of ours.
 */
#ifndef CORE_SHELL_LEFT_H
#define CORE_SHELL_LEFT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define LEFT_NOW "now:"

/* PATH without what came back, after "now:"; entry is left in it. */
const char *left_sweep(struct arena *, const char *left, const char *path,
    const char *entry);

/* Is it "now:"? */
bool left_is_now(const char *left);

/* After "now:", was this entry taken out? */
bool left_has(const char *left, const char *entry);

/* left without "now:"; of none, "". */
const char *left_plain(const char *left);

/* left without what came back; after "now:", and of none, as it is. */
const char *left_keep(struct arena *, const char *left, const char *path);

/* left with one more entry in front; at most sixteen are kept. */
const char *left_add(struct arena *, const char *left, const char *entry,
    size_t copies);

#endif
