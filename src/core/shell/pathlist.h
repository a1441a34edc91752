/*
 * PATH as a list: an entry is put in front of it, or taken out.  Every other
 * byte stays as it was, empty entries and doubles included.
 */
#ifndef CORE_SHELL_PATHLIST_H
#define CORE_SHELL_PATHLIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The entry that stands on PATH for an env: "/p/.venv" gives "/p/.venv/bin". */
const char *pathlist_entry(struct arena *, const char *env);

/*
 * list with entry in front.  An empty or absent list adds no empty element,
 * which in PATH would mean the working directory.
 *   NULL, "/e/bin" -> "/e/bin"      ":/bin", "/e/bin" -> "/e/bin::/bin"
 */
const char *pathlist_add(struct arena *, const char *list, const char *entry);

/*
 * list with only the first `first` and the last `last` copies of entry, and one
 * colon less for each that goes.
 *   0, 0: "/e:/bin:/e" -> "/bin"      0, 1: "/e:/bin:/e" -> "/bin:/e"
 *   1, 0: "/e:/bin:/e" -> "/e:/bin"   "/e" -> "/e"
 */
const char *pathlist_keep(struct arena *, const char *list, const char *entry,
    size_t first, size_t last);

size_t pathlist_count(const char *list, const char *entry);
bool pathlist_has(const char *list, const char *entry);
bool pathlist_has_env(const char *list, const char *env);	/* its entry */
bool pathlist_leads(const char *list, const char *entry);	/* is first */

#endif
