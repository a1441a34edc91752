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
 * Names are compared without the case of ASCII letters on any file system.
 * What other letters mean alike only a file system knows: where it folds
 * case, same() is asked whether a directory with such letters is the env.
 */
struct tracked {
	struct str env;		/* from the top, "a/.venv"; "": the top */
	bool (*same)(void *, struct str dir);	/* NULL: it does not fold */
	void *world;		/* for same() */

	bool found;		/* a file of the env is tracked: file */
	bool way;		/* the env's own name is, as a link or file */
	bool left_out;		/* a directory with the env in it was */
	char file[TRACKED_FILE_MAX];	/* in the env; "" is its own name */
};

/* From byte on, how far does path go along with the env, without case? */
size_t tracked_along(const struct tracked *, struct str path, size_t byte);

/* One more tracked path, which goes along with the env for so many bytes. */
void tracked_add(struct tracked *, struct str path, size_t along,
    enum tracked_kind);

#endif
