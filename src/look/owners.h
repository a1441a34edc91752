/*
 * The list of what only the user, or root, may be able to change for an env
 * to be believed: its directories and files, what stands above them, and the
 * links on the way, for who owns one of those decides where it leads.
 */
#ifndef LOOK_OWNERS_H
#define LOOK_OWNERS_H

#include "core/facts.h"

struct arena;

struct guards {
	struct arena *arena;
	const char *home;	/* nothing from there up is asked about */
	struct guarded *list;
	size_t n, room;
	int links;		/* met so far */
};

/* An empty list; home may be NULL. */
struct guards guards_in(struct arena *, const char *home);

void guards_add(struct guards *, const char *path, struct node,
    bool ancestor);

/* Every directory from dir up to, not including, the home or the root. */
void guards_above(struct guards *, const char *dir);

/* All links that are followed on the way of path, and what they stand in. */
void guards_way(struct guards *, const char *path);

/*
 * Where the links of path itself end, each of them guarded; *node is that of
 * path and becomes that of the end, a link if they lead in a circle.
 */
const char *guards_end(struct guards *, const char *path, struct node *);

#endif
