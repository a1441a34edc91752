/*
 * Whether the git repository around a path tracks it: reads .git and the
 * index as files, runs nothing, listens to no GIT_* variable.
 */
#ifndef LOOK_GIT_H
#define LOOK_GIT_H

#include "core/text/gitindex.h"

struct arena;

struct git_tracked {
	enum git_answer answer;
	const char *repository;	/* top of its working tree; NULL: none */
};

/*
 * Is the absolute path, or anything below it, tracked by the repository its
 * parent is in?  The path is taken as it is spelled.  GIT_NO where there is
 * no repository; the walk up ends at a mount point, and before "/".
 */
struct git_tracked git_tracks(struct arena *, const char *path);

#endif
