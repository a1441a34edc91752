/*
 * PATH as a list.  One entry comes, its copies go; every other byte, empty
 * entries and doubles included, stays as it was.
 */
#ifndef CORE_SHELL_PATHLIST_H
#define CORE_SHELL_PATHLIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * list with entry in front.  No empty element is made of an empty or absent
 * list: in PATH it would mean the working directory.
 *   NULL, "/e/bin" -> "/e/bin"      ":/bin", "/e/bin" -> "/e/bin::/bin"
 */
const char *pathlist_add(struct arena *, const char *list, const char *entry);

/*
 * list with no more copies of entry than the first and the last so many, and
 * one colon less for each that goes.
 *   0, 0: "/e:/bin:/e" -> "/bin"      0, 1: "/e:/bin:/e" -> "/bin:/e"
 *   1, 0: "/e:/bin:/e" -> "/e:/bin"   "/e" -> "/e"
 */
const char *pathlist_keep(struct arena *, const char *list, const char *entry,
    size_t first, size_t last);

size_t pathlist_count(const char *list, const char *entry);
bool pathlist_has(const char *list, const char *entry);
bool pathlist_has_env(const char *list, const char *env);	/* env/bin */
bool pathlist_leads(const char *list, const char *entry);	/* is first */

#endif
