/*
 * `.venv` as a file: one line that names an environment elsewhere.  Three
 * meanings are in use; which one holds is told by the text alone:
 *
 *	/a/b  ../b  ./b  sub/b  ~/b	a path, relative to its directory
 *	name				a directory beside it (PEP 832), or
 *					else an env of that name in WORKON_HOME
 */
#ifndef CORE_TEXT_REDIRECT_H
#define CORE_TEXT_REDIRECT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum { REDIRECT_MAX = 4096 };

enum redirect_kind { REDIRECT_BAD, REDIRECT_PATH, REDIRECT_NAME };

struct redirect {
	enum redirect_kind kind;
	const char *text;	/* as written, trimmed; NULL if it is bad */
	const char *path;	/* absolute and lexically clean */
};

/*
 * May a file of that name be one of these?  ".venv" and no other: with
 * ".env" among the names, a dotenv file's secrets would be taken for a path.
 */
bool redirect_named(const char *name);

/*
 * What the text of such a file in dir says.  home may be NULL: then "~/" is
 * bad. "~user" always is.
 */
struct redirect redirect_parse(struct arena *, struct str text,
    const char *dir, const char *home);

/*
 * Without ".", ".." and doubled slashes, by the text alone; path itself if it
 * is like that already:
 *	/a/./b//../c  ->  /a/c
 */
const char *path_clean(struct arena *, const char *path);

#endif
