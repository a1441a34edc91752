/*
 * Globs as text, for members of a workspace: `*` and `?` match '/' and a
 * leading dot as well, "**" followed by '/' any whole directories or none,
 * [abc], [a-z] and [!abc] one byte.
 */
#ifndef CORE_TEXT_GLOB_H
#define CORE_TEXT_GLOB_H

#include <stdbool.h>

#include "base/str.h"

/* Does all of text match? */
bool glob_matches(struct str glob, struct str text);

#endif
