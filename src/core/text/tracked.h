/*
 * Which of the paths that version control tracks are files of an env?  Fed
 * with one path after another, as an index has them.
 */
#ifndef CORE_TEXT_TRACKED_H
#define CORE_TEXT_TRACKED_H

#include "base/str.h"

enum { TRACKED_FILE_MAX = 128 };

enum tracked_kind {
	TRACKED_FILE,
	TRACKED_LINK,
	TRACKED_MODULE,		/* a repository of its own: a submodule */
	TRACKED_LEFT_OUT,	/* a directory, "d/", as one entry */
};

/*
 * The case of ASCII letters never counts.  For other letters only the file
 * system knows which are alike: where it folds case, same() is asked whether a
 * directory with such a name is the env.
 */
struct tracked {
	struct str env;		/* its path from the top of the working */
				/* tree: "a/.venv"; "": it is the top */
	bool (*same)(void *, struct str dir);	/* NULL: it does not fold */
	void *world;		/* for same() */

	/* The answer. */
	bool found;		/* a file of the env is tracked, */
	char file[TRACKED_FILE_MAX];	/* this one; "": the env itself */
	bool way;		/* a link or file with the env's name is */
	bool left_out;		/* a directory with the env in it is one */
				/* entry, which does not tell */
};

/* How many bytes, from byte on, have path and the path of the env in common? */
size_t tracked_along(const struct tracked *, struct str path, size_t byte);

/* One more tracked path, which begins like the env's for along bytes. */
void tracked_add(struct tracked *, struct str path, size_t along,
    enum tracked_kind);

#endif
