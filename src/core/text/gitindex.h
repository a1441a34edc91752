/*
 * Does git track a path?  Read off the bytes of an index file, versions 2 to
 * 4, of SHA-1 and SHA-256 repositories, without git.
 */
#ifndef CORE_TEXT_GITINDEX_H
#define CORE_TEXT_GITINDEX_H

#include "base/str.h"

enum git_answer {
	GIT_UNKNOWN,		/* not asked, or no answer to rely on */
	GIT_NO,
	GIT_YES,
};

/*
 * Is path, relative to the top of the working tree and without a '/' at its
 * end, in the index, or anything below it?  Unknown: a truncated index or one
 * of an unknown kind, a split index, a sparse directory that path is in.
 */
enum git_answer gitindex_tracks(struct str index, struct str path);

#endif
