/*
 * The list of what decides whether somebody else could change a thing (the
 * answer is core/owner.h's): each directory and each link on the way to it,
 * component by component from the root.  A HOME of the user's own ends that:
 * it and what is above it are not asked about for what lies below it, as who
 * can write there has the rc files anyway.
 *
 * To ask about one path:
 *
 *	if (!owners_check(a, v, "/usr/bin/python3", OWNERS_PROGRAM, fault))
 *		return false;
 *
 * Of a file whose contents count, what was opened is asked about, and that it
 * is what the path leads to:
 *
 *	struct file f = file_named(a, path, MAX, false);
 *	... owners_check_open(a, v, path, &f.node, OWNERS_OWN, fault)
 */
#ifndef SYS_OWNERS_H
#define SYS_OWNERS_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/owner.h"

struct arena;
struct vars;

enum owners_use {
	OWNERS_OWN,		/* envs, projects, settings, records, cache */
	OWNERS_PROGRAM,		/* bases, creators, whatever is started */
};

/*
 * May what path (absolute) leads to be believed, or run?  False with the
 * fault: its subject is path, its reason names which part of the way could be
 * changed and by whom: "it belongs to user 1001", "/opt can be written by
 * everybody".  What is not there is a fault as well.
 */
bool owners_check(struct arena *, const struct vars *, const char *path,
    enum owners_use, struct fault *);

/* The same for a file that is open: node is what was seen of it then. */
bool owners_check_open(struct arena *, const struct vars *, const char *path,
    const struct node *, enum owners_use, struct fault *);

/* The same for what is to be made at path: as far as its way is there. */
bool owners_check_place(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* --- several paths, one list */

struct owners_list {
	struct arena *arena;
	const struct vars *vars;
	const char *home;	/* the user's own; or NULL */
	struct node home_node;
	struct owned *list;
	size_t n, room;
};

/* An empty list, and what is in it by now. */
struct owners_list owners_in(struct arena *, const struct vars *);
struct owners owners_all(const struct owners_list *);

/* One thing, as it was seen through a descriptor. */
void owners_add(struct owners_list *, const char *path, struct node,
    enum owners_use);

/* Where a path led. */
struct led {
	const char *real;	/* without links, or through home by name */
	const char *named;	/* as path and its last links say it */
	struct node node;	/* of what is there; a link: in a circle */
};

/*
 * All on the way of path, which is absolute, and what is there.  Where that
 * is nothing the list ends with the directory it would be in.
 */
struct led owners_way(struct owners_list *, const char *path, enum owners_use);

/* Each name in dir, and what those that are links lead to. */
void owners_names(struct owners_list *, const char *dir);

/*
 * May all in the list be believed?  Else the fault: path, what is wrong with
 * the first that somebody else could change, and what ends that.
 */
bool owners_judge(const struct owners_list *, const char *path, struct fault *);

/*
 * The accounts that the list is to be judged by.  The files of accounts are
 * read only where something is in it that is not the user's or root's alone.
 */
struct accounts owners_accounts(struct arena *, const struct vars *,
    struct owners);

#endif
