/*
 * All facts for one directory, gathered in the order of the main path:
 * session, settings, the walk up, grants, the env.  Everything that decides
 * asks for them here, so that all commands see the same.
 */
#ifndef LOOK_WORLD_H
#define LOOK_WORLD_H

#include <stdbool.h>

#include "core/facts.h"
#include "core/rule/decision.h"
#include "core/shell/session.h"
#include "look/settings.h"
#include "look/store.h"

struct arena;

struct world {
	struct arena *arena;
	struct facts facts;
	struct decision decision;
	struct settings_files files;	/* of settings */
	struct store store;
	struct search search;
	struct session session;
	struct env env, active;
	struct node theirs;
	struct project project;
};

/* Where the shell is, if that is not ".". */
enum stand {
	STAND_HERE,
	STAND_GONE,		/* in a directory that is there no more */
	STAND_NONE,		/* in none: PowerShell can be in a registry */
};

/* Gather the facts for where the shell is, and decide. */
void world_read(struct arena *, const struct vars *, enum stand,
    struct world *);

/* Read the grants, if that is not done yet: only an env needs them. */
void world_grants(struct arena *, struct world *);

/* Why HOME is not used; NULL: it is.  To be called after world_grants. */
const char *world_homeless(struct arena *, const struct world *);

/* Take the env at place for the one that was found, and decide again. */
void world_name(struct arena *, struct world *, const char *project,
    const char *place);

/*
 * Take the env at place for the one that the user activates by name, and
 * decide whether that may be.  Settings and records must be believed.
 */
void world_activate(struct arena *, struct world *, const char *place);

/*
 * If a manager keeps an env that the search has passed by, take that for the
 * one that was found, and decide again: for commands by which the user speaks
 * of it.
 */
void world_kept(struct arena *, struct world *);

/* judge() an env by these records, after finding out what that needs. */
struct decision world_judge(struct arena *, struct world *,
    const struct trust *, struct env *, bool named);

/*
 * If the record that the env rests on is of the older form, replace it by one
 * of today's.
 */
void world_renew(struct arena *, struct world *);

/* A record of the env as it is now. */
struct grant world_grant(struct arena *, enum grant_kind, struct env *);

#endif
