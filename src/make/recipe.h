/* What an env is to be like: for all the modules that make a part of it. */
#ifndef MAKE_RECIPE_H
#define MAKE_RECIPE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/python/layout.h"
#include "sys/program.h"

struct arena;
struct fault;
struct identity;
struct node;
struct packages;
struct progress;
struct python;
struct vars;

struct recipe {
	struct arena *arena;
	const struct vars *vars;
	const struct python *python;
	const char *env;		/* absolute and normal */
	const char *project;		/* run nothing from there; or NULL */
	bool foreign;			/* the user vouches for the base */
	struct layout_options options;
	bool hardlink;			/* for pip: link-mode = hardlink */
	const char *const *requirements;	/* files for pip, absolute */
	size_t nrequirements;
	unsigned creator;	/* enum creator of core/rule/settings.h */
	bool other;		/* it is another program that makes it */

	bool clear;		/* put aside, and later delete, what is there */
	const struct node *was;	/* if it is still this one; or NULL */
	/* May what is there be made over, as the user's?  Or NULL. */
	bool (*granted)(const struct recipe *, const struct identity *);
	void *context;

	/* What the one that is put aside had, and the new one is to have: */
	bool keep;			/* its files */
	const char *moved_from;	/* where those were made, if elsewhere */
	const struct packages *packages;	/* or these, by pip; or NULL */

	struct progress *progress;
	struct fault *fault;		/* filled by whoever fails */
};

/* The rules for programs that are started for it (sys/program.h). */
struct program_rules recipe_rules(const struct recipe *);

#endif
