/*
 * The list of what only the user, or root, may be able to change for an env
 * to be believed: its directories and files, what stands above them, and the
 * links on the way, for who owns one of those decides where it leads.
 */
#ifndef LOOK_OWNERS_H
#define LOOK_OWNERS_H

#include "core/facts.h"

struct arena;

struct owners {
	struct arena *arena;
	const char *home;	/* nothing from there up is asked about */
	struct owned *list;
	size_t n, room;
	int links;		/* met so far */
};

/* An empty list; home may be NULL. */
struct owners owners_in(struct arena *, const char *home);

void owners_add(struct owners *, const char *path, struct node,
    bool ancestor);

/* Every directory from dir up to, not including, the home or the root. */
void owners_above(struct owners *, const char *dir);

/* All links that are followed on the way of path, and what they stand in. */
void owners_way(struct owners *, const char *path);

/*
 * Where the links of path itself end, each of them owned; *node is that of
 * path and becomes that of the end, a link if they lead in a circle.
 */
const char *owners_end(struct owners *, const char *path, struct node *);

#endif
