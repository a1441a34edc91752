/*
 * Text of the world made fit for a terminal or a prompt (CWE-150).  Names of
 * files and values of configuration are data: none of their bytes may act.
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
 * The beginning of term_text that no terminal needs more than so many columns
 * for: all but ASCII counts as two, as no table is that of every terminal.
 */
void term_fit(struct buf *, struct str, size_t columns);

/*
 * term_text, and what a shell would expand in its prompt (\ $ ` ! %) becomes
 * '_', so that the name stands in PS1 of any shell as itself.
 */
void term_prompt(struct buf *, struct str);

#endif
