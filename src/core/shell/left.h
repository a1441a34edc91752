/*
 * The entries of PATH that were taken out in this shell, for what puts a
 * PATH of earlier back when one leaves: direnv, `local PATH` in a function.
 * The hook keeps this text and hands it on with each question:
 *
 *	0:/p/.venv/bin:1:/q/.venv/bin
 *
 * Each entry with how often PATH may hold it.  It puts "now:" in front from
 * when one leaves until the next prompt is drawn: what one types there is one's
 * own.
 */
#ifndef CORE_SHELL_LEFT_H
#define CORE_SHELL_LEFT_H

#include <stddef.h>

struct arena;

#define LEFT_NOW "now:"

/* PATH without what came back, if it is the time for it; but for entry. */
const char *left_sweep(struct arena *, const char *left, const char *path,
    const char *entry);

/* left with one more entry in front; at most sixteen are kept. */
const char *left_add(struct arena *, const char *left, const char *entry,
    size_t copies);

#endif
