/*
 * What was seen of the world, and nothing of what it means.  sys/ fills these
 * structs, with bounds; decide() reads them.  Same facts, same answer.
 */
#ifndef CORE_FACTS_H
#define CORE_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/accounts.h"
#include "core/identity.h"
#include "core/python/pyvenv.h"

struct fault;
struct manager;
struct vars;
struct session;
struct settings;
struct trust;

enum node_kind {
	NODE_ABSENT,
	NODE_UNREADABLE,
	NODE_DIR,
	NODE_FILE,
	NODE_LINK,
	NODE_OTHER,		/* FIFO, device, socket */
};

/* What a stat says of one name in the file system. */
struct node {
	enum node_kind kind;
	unsigned mode;			/* the twelve permission bits */
	unsigned long owner, group;
	unsigned long long dev, ino;
	long long seconds;		/* mtime */
	long nanoseconds;
};

/* A name that was looked for on the way up. */
struct probe {
	const char *path;
	enum node_kind kind;
	bool passed;	/* a directory with neither pyvenv.cfg nor bin */
	bool wakes;	/* a link that leads below an automounter's */
};

/* What a project manager says of a directory. */
struct kept {
	const struct manager *manager;
	const char *project;	/* whose it is, as the walk came there */
	const char *env;	/* the one that is there; NULL: none is */
	const char *reason;	/* why none, or none that can be told */
	const char *hint;	/* what to do about that; or NULL */
};

/* A name that was looked at to know what a manager keeps. */
struct looked {
	const char *path;
	struct node node;
	bool read;		/* its text, or the names in it */
};

enum stop {			/* why the walk went no further */
	STOP_FOUND,
	STOP_ROOT,
	STOP_HOME,
	STOP_AUTOMOUNT,
	STOP_CEILING,
	STOP_NOWHERE,		/* the working directory is gone */
	STOP_LONG,		/* or its path is too long */
};

struct search {
	const char *start;	/* as the shell spells it; NULL: nowhere */
	bool physical;		/* no link is in its path */
	const struct probe *probes;	/* nearest first */
	size_t nprobes;		/* the last one is the one found, if any */
	enum stop stop;
	const char *stopped;	/* the directory the walk ended in or before */

	/* Where managers keep envs (look/keepers); found: no name was. */
	const struct kept *const *keeps;
	size_t nkeeps;
	const struct looked *looked;
	size_t nlooked;
	const char *const *markers;	/* names that let a manager be asked */
	size_t nmarkers;
	bool unmarked;			/* one is asked without any */
	const struct kept *found;	/* the walk ended with it; or NULL */
	const struct kept *kept;	/* the nearest that nobody has spoken */
					/* of, and so is passed; or NULL */
};

/* One thing that only the user, or root, may be able to change. */
struct owned {
	const char *path;
	struct node node;
	bool ancestor;		/* sticky is enough; a link's mode is none */
	bool base;		/* what root lets a group write is as good */
	size_t length;		/* of path, where it is known */
};

enum entry {			/* where the found name leads */
	ENTRY_DIR,		/* it is a directory */
	ENTRY_LINK,		/* a symbolic link to one */
	ENTRY_FILE,		/* a redirect file that names one */
	ENTRY_BAD_FILE,	/* a redirect file that cannot be one */
	ENTRY_LOST,		/* leads nowhere */
	ENTRY_OTHER,		/* no directory, no file */
};

enum brought_answer {
	BROUGHT_CANNOT_TELL,	/* nor can it where nobody asked */
	BROUGHT_NO,
	BROUGHT_WAY,		/* tracked is what leads to it */
	BROUGHT_TRACKED,
};

/* Did the env come with its tree?  Version control says which files did. */
struct brought {
	enum brought_answer answer;
	const char *repository;	/* top of the one that said so; or NULL */
	const char *file;	/* tracked: in the env, "bin/activate" */
	const char *untrack;	/* tracked: the command that ends it; or NULL */
	const char *reason;	/* "git tracks bin/activate in it"; NULL: no */
};

/* Where an env is: the way to it, as names and without links. */
struct where {
	const char *found;	/* /p/.venv, as found */
	const char *name;	/* ".venv" */
	const char *project;	/* /p */
	const char *canonical_project;	/* the same without links */
	enum entry entry;
	const char *named;	/* what the link or the redirect file says */
	bool unreadable;	/* the redirect file */
	const struct manager *manager;	/* that keeps it; NULL: none does */
	const char *path;	/* what VIRTUAL_ENV is to say */
	const char *canonical;	/* the same without links; NULL if lost */

	struct identity identity;	/* of canonical */
	struct identity project_identity;	/* if it was asked for */
	struct identity tree;	/* of the foreign tree it is in, if any */
};

/* What is in an env, and whether that is a whole one. */
struct contents {
	struct node dir, bin, cfg, python;
	bool cfg_read;		/* pyvenv.cfg could be read whole */
	bool conda;		/* it has none, but conda-meta */
	struct pyvenv pyvenv;
	const char *interpreter;	/* what bin/python leads to; or NULL */
	const char *missing;	/* first file missing on the way there */
	bool executable;	/* the user may run it */
	bool home_there;	/* the directory that `home` names */
	const char *made_at;	/* where it was made, if elsewhere; or NULL */
};

/* Whoever can change one of these can change what is run. */
struct owners {
	const struct owned *list;
	size_t n;
};

/* The env that was found, or that was named. */
struct env {
	struct where where;
	struct contents contents;
	struct owners owners;
	struct brought brought;
};

/* A directory with a marker, where the policy might make an env. */
struct project {
	const char *path;
	const char *canonical;
	const char *marker;		/* "pyproject.toml" */
	struct owners owners;
};

struct facts {
	struct accounts accounts;
	const struct vars *vars;
	const struct session *session;	/* NULL: none, or none to believe */
	const struct search *search;
	const struct env *env;		/* NULL: none found */
	const struct env *active;	/* the env by hand, if one is */
	const struct project *project;	/* where no env is, if asked for */
	const struct trust *trust;	/* NULL: not read, or not believed */
	const struct settings *settings;	/* NULL: not believed */
	const struct fault *fault;	/* settings or records that are not */
					/* believed; NULL: all is well */
};

#endif
