/*
 * Text that we did not write, made harmless for a terminal or a prompt
 * (CWE-150): names of files and values of settings must not act as commands.
 */
#ifndef CORE_TEXT_TERM_H
#define CORE_TEXT_TERM_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

/*
 * Length of the well-formed UTF-8 sequence at the start of s and its code
 * point; 0 if s is empty or starts with none (RFC 3629: no surrogates, no
 * overlong forms, nothing above U+10FFFF).
 */
size_t utf8_decode(struct str s, unsigned long *point);
bool utf8_valid(struct str s);

/*
 * Is it a control, does it reorder what stands around it, or is it drawn as
 * nothing at all?
 */
bool term_acts(unsigned long point);

/*
 * Each C0 or C1 control, DEL, bidirectional control, invisible character and
 * ill-formed byte becomes one '?':  "a\033[31m" gives "a?[31m".
 */
void term_text(struct buf *, struct str);

/*
 * As much of term_text as fits into so many columns of any terminal: what is
 * not ASCII counts as two, because terminals differ in that.
 */
void term_fit(struct buf *, struct str, size_t columns);

/*
 * term_text, and what a shell would expand in its prompt (\ $ ` ! %) becomes
 * '_', so that the name stands in PS1 of any shell as itself.
 */
void term_prompt(struct buf *, struct str);

#endif
