/*
 * Going through a directory and all that is below it.  It takes one open
 * directory, however deep the tree: the way back is "..", which has to be the
 * directory it came from.  No link is followed and no mount is entered.
 */
#ifndef SYS_WALK_H
#define SYS_WALK_H

#include <stdbool.h>

struct arena;

enum walk_step {
	WALK_NEXT,		/* done with this name */
	WALK_ENTER,		/* it is a directory: its names are next */
	WALK_FAILED,		/* errno tells */
};

struct walk {
	struct arena *arena;	/* what the functions take of it is given */
				/* back when a directory is left */
	void *context;		/* for the functions */
	/* Called for each name in a directory, which is dirfd. */
	enum walk_step (*visit)(struct walk *, int dirfd, const char *name);
	/* Called before a directory is entered, and after; or NULL. */
	bool (*enter)(struct walk *, int dirfd, const char *name);
	bool (*leave)(struct walk *, int dirfd, const char *name);
	bool again;	/* visit removes names: list again until none is left */
	const char *failed;	/* where it failed: "lib/x"; NULL: at the top */
};

/*
 * Through all that is below dirfd, which stays open.  False with errno and
 * failed set; EXDEV: a mount.
 */
bool walk_run(struct walk *, int dirfd);

#endif
