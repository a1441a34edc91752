/* What an env is to be like; the modules that make a part of it read this. */
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
	const char *project;		/* nothing in it is run; or NULL */
	bool foreign;			/* the user vouches for the base */
	struct layout_options options;
	bool hardlink;			/* for pip: link-mode = hardlink */
	const char *const *requirements;	/* files for pip, absolute */
	size_t nrequirements;
	unsigned creator;	/* enum creator of core/rule/settings.h */
	bool other;		/* another program makes it; set by make_env */

	/* The env that is there already. */
	bool clear;		/* put it aside, and delete it later */
	const struct node *was;	/* but only if it is this one; or NULL: any */
	/* Without clear: may it be made over, as a record trusts it? */
	bool (*granted)(const struct recipe *, const struct identity *);
	void *context;			/* for granted */

	/* With clear: what the new env takes over from it. */
	bool keep;			/* its files */
	const char *moved_from;	/* where those were made; NULL: here */
	const struct packages *packages;	/* that pip installs; or NULL */

	struct progress *progress;
	struct fault *fault;		/* filled by whoever fails */
};

/* The rules for programs that are started for it (sys/program.h). */
struct program_rules recipe_rules(const struct recipe *);

#endif
