/*
 * Could somebody else change what a path leads to?  This makes the list of all
 * that decides it: each directory and each link on the way from the root.  The
 * rule for the list is in core/owner.h.  For a path below the user's own HOME
 * the list begins below HOME, as whoever can write there or above can change
 * the rc files anyway.
 *
 * To ask about one path:
 *
 *	if (!owners_check(a, v, "/home/me/p/.venv", fault))
 *		return false;
 *
 * If the contents of a file count, ask about the open file, and whether it is
 * what the path leads to:
 *
 *	struct file f = file_named(a, path, MAX, false);
 *	... owners_check_open(a, v, path, &f.node, fault)
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
 * May what path (absolute) leads to be believed?  False with the
 * fault: its subject is path, its reason names which part of the way could be
 * changed and by whom: "it belongs to user 1001", "/opt can be written by
 * everybody".  What is not there is a fault as well.
 */
bool owners_check(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* The same for a file that is open: node is what was seen of it then. */
bool owners_check_open(struct arena *, const struct vars *, const char *path,
    const struct node *, struct fault *);

/* The same for a path where something is to be made, as far as it is there. */
bool owners_check_place(struct arena *, const struct vars *, const char *path,
    struct fault *);

/* --- several paths, one list */

struct owners_list {
	struct arena *arena;
	const struct vars *vars;
	const char *home;	/* HOME, if it is the user's own; or NULL */
	struct node home_node;
	struct str open;	/* a directory, without links, that is open */
	int fd;			/* as fd: what is below it is looked up from */
				/* there.  Set by the caller; "": none */
	struct owned *list;
	size_t n, room;
};

/* An empty list; and what was collected in it. */
struct owners_list owners_in(struct arena *, const struct vars *);
struct owners owners_all(const struct owners_list *);

/* One thing, as it was seen through a descriptor. */
void owners_add(struct owners_list *, const char *path, struct node);

/* Where a path led. */
struct led {
	const char *real;	/* without links, but for those to HOME */
	const char *named;	/* path; if it is a link, what the last says */
	struct node node;	/* of what is there; NODE_LINK: a circle */
};

/*
 * Add all on the way of path, which is absolute, and what is there.  If there
 * is nothing, the list ends with the directory that it would be in.
 */
struct led owners_way(struct owners_list *, const char *path, enum owners_use);

/* Add each name in dir, and the way of those that are links. */
void owners_names(struct owners_list *, const char *dir);

/*
 * Could nobody else change anything in the list?  Else false with the fault:
 * its subject is path, its reason the first that somebody could change.
 */
bool owners_judge(const struct owners_list *, const char *path, struct fault *);

/*
 * The accounts to judge the list by.  /etc/passwd and /etc/group are read only
 * if the list has something that is not the user's or root's alone.
 */
struct accounts owners_accounts(struct arena *, const struct vars *,
    struct owners);

#endif
