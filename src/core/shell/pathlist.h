/*
 * PATH as a list.  Exactly one entry comes or goes; every other byte, empty
 * entries and doubles included, stays as it was (traps 38 and 39).
 */
#ifndef CORE_SHELL_PATHLIST_H
#define CORE_SHELL_PATHLIST_H

#include <stdbool.h>

struct arena;

/*
 * list with entry in front.  No empty element is made of an empty or absent
 * list: in PATH it would mean the working directory.
 *   NULL, "/e/bin" -> "/e/bin"      ":/bin", "/e/bin" -> "/e/bin::/bin"
 */
const char *pathlist_add(struct arena *, const char *list, const char *entry);

/*
 * list without the first element that equals entry, and one colon with it.
 *   "/e/bin:/bin" -> "/bin"   "/bin:/e/bin" -> "/bin"   "/e/bin" -> ""
 */
const char *pathlist_drop(struct arena *, const char *list, const char *entry);

bool pathlist_has(const char *list, const char *entry);
bool pathlist_leads(const char *list, const char *entry);	/* is first */

#endif
