/*
 * The entries that were taken out of PATH in this shell, because other tools
 * may put an older PATH back when the user leaves a project (direnv, `local
 * PATH` in a function).  The hook keeps this text and hands it to each export:
 *
 *	0:/p/.venv/bin:1:/q/.venv/bin:0:=p
 *
 * Before each entry is the number of times that PATH may hold it.  What begins
 * with "=" is no entry but the name of an env that was on: these tools put that
 * back as VIRTUAL_ENV_PROMPT, too.
 *
 * The hook puts "now:" in front from a change of directory, or a switch on or
 * off, until the next prompt is drawn.  With "now:", an entry that is back was
 * put there by a tool, and is taken out again.  Without it, the user has typed
 * it at the prompt: then it stays, and is dropped from this text.
 *
 * Some hooks cannot say "now:" of what others do at a prompt where one has not
 * moved.  So there is a mark in the text, too, of what direnv kept at the last
 * answer: if it keeps another text, it was direnv that has changed PATH.
 *
 *	4711:~
 */
#ifndef CORE_SHELL_LEFT_H
#define CORE_SHELL_LEFT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define LEFT_NOW "now:"

/*
 * path without the entries that came back; path itself if there are none, or
 * without "now:".  One that equals entry, which may be NULL, stays.
 */
const char *left_sweep(struct arena *, const char *left, const char *path,
    const char *entry);

/* Does it begin with "now:"?  NULL does not. */
bool left_is_now(const char *left);

/* With "now:", is this entry one of those that were taken out? */
bool left_has(const char *left, const char *entry);

/* left without its "now:"; "" for NULL. */
const char *left_plain(const char *left);

/*
 * left without the entries that are in path again, or that of env, which is in
 * VIRTUAL_ENV; with "now:", as it is.
 */
const char *left_keep(struct arena *, const char *left, const char *path,
    const char *env);

/* A mark of what a tool keeps, which is never 0. */
unsigned left_mark(const char *kept);

/* left; with "now:" if the mark in it, or 0, is another one. */
const char *left_compare(struct arena *, const char *left, unsigned mark);

/*
 * What the hook is to have: it has left, and is to have next, or, if that is
 * NULL, the same; now with this mark.
 */
const char *left_remark(struct arena *, const char *next, const char *left,
    unsigned mark);

/* left with one more entry in front; at most thirty-two are kept. */
const char *left_add(struct arena *, const char *left, const char *entry,
    size_t copies);

/* Does it hold this name? */
bool left_named(struct arena *, const char *left, const char *name);

/* The same with this name. */
const char *left_name(struct arena *, const char *next, const char *left,
    const char *name);

#endif
