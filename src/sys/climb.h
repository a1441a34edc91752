/*
 * The way up from a directory, level by level, and where it ends.  Whatever
 * looks in the directories above uses this.  It ends before "/", at the home
 * if it began below it, before a directory of an automounter, which a look
 * would wake, and at a ceiling of the settings.  Mounts are crossed.
 */
#ifndef SYS_CLIMB_H
#define SYS_CLIMB_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/facts.h"

struct arena;
struct words;

struct climb {
	struct arena *arena;
	const char *home;		/* or NULL */
	const struct words *ceiling;	/* or NULL */
	bool near;		/* it began in ".", whose path has no link */
	bool searched;		/* the first level was searched before */
	bool endless;		/* it goes past the hundredth level */
	struct node here, home_node;	/* the level and home, if known */

	/* Results. */
	const char *dir;	/* the level */
	int level;		/* its number: 0 is the first */
	enum stop stop;		/* why there is none above */

	/* Private. */
	struct str at;
	struct buf ups;		/* "../../" to the level, and a name there */
	bool far;		/* it is past the first level */
	bool below;		/* home is a prefix of the start */
	bool mounts;		/* a mount may be on the way */
};

/*
 * Begin at dir, absolute and clean.  A ceiling, near, searched, endless and the
 * nodes are set by the caller before the first question.
 */
struct climb climb_from(struct arena *, const char *dir, const char *home);

/* May the level be searched?  Asked once, at the first. */
bool climb_here(struct climb *);

/* Go up to the next level that may be searched; false: c->stop says why. */
bool climb_up(struct climb *);

/* The shortest way to name in the level; valid until the next call. */
const char *climb_path(struct climb *, const char *name);

/*
 * Is dir an automounter's directory, so that looking up `below`, a path in it,
 * could mount something?  Not if home or the working directory is in `below`:
 * that is mounted already.
 */
bool climb_barred(struct arena *, const char *dir, struct str below,
    const char *home);

/*
 * Would looking up path, which a file of the project names, wake an
 * automounter?  Links on the way are read, not followed.  What is on the way
 * to home, or to the directory from, is mounted already; both may be NULL.
 */
bool climb_wakes(struct arena *, const char *path, const char *home,
    const char *from);

#endif
