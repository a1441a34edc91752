/*
 * What was seen on this machine, without any judgement.  look/ fills these
 * structs; decide() reads them and nothing else, so that the same facts give
 * the same answer.
 */
#ifndef CORE_FACTS_H
#define CORE_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/accounts.h"
#include "core/identity.h"
#include "core/python/origin.h"
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

/* Are both the same file, which is there? */
static inline bool
node_same(const struct node *x, const struct node *y)
{
	return x->kind != NODE_ABSENT && x->kind != NODE_UNREADABLE &&
	    x->kind == y->kind && x->dev == y->dev && x->ino == y->ino;
}

/* Was x written after y? */
static inline bool
node_newer(const struct node *x, const struct node *y)
{
	return x->seconds > y->seconds || (x->seconds == y->seconds &&
	    x->nanoseconds > y->nanoseconds);
}

/* A name that was looked for on the way up. */
struct probe {
	const char *path;
	enum node_kind kind;
	bool passed;	/* a directory with neither pyvenv.cfg nor bin */
	bool wakes;	/* following it would wake an automounter */
};

/* What a project manager keeps for a directory. */
struct kept {
	const struct manager *manager;
	const char *project;	/* the directory, as the search came to it */
	const char *env;	/* the env, which exists; NULL: there is none */
	const char *reason;	/* why there is none, or it cannot be told */
	const char *hint;	/* what to do about that; or NULL */
};

/* A name that was looked at to know what a manager keeps. */
struct looked {
	const char *path;
	struct node node;
	bool read;		/* its text, or the names in it, were read */
};

enum stop {			/* why the search went no further up */
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
	const char *stopped;	/* the directory it ended in, or below */

	/* What managers keep (look/keepers). */
	const struct kept *const *keeps;	/* all that was met */
	size_t nkeeps;
	const struct looked *looked;
	size_t nlooked;
	const char *const *markers;	/* files for which one is asked */
	size_t nmarkers;
	bool unmarked;			/* one is asked without any such file */
	const struct kept *found;	/* what the search ended with, if not */
					/* with a name; or NULL */
	const struct kept *kept;	/* the nearest that was passed by, as */
					/* no record is about it; or NULL */
};

/* Does an access control list say who is counted to the group of a node? */
enum acl {
	ACL_NONE,		/* there is none that adds to the mode */
	ACL_ADDS,
	ACL_UNSEEN,		/* that could not be found out */
};

/* One thing that only the user, or root, may be able to change. */
struct owned {
	const char *path;
	struct node node;
	bool ancestor;		/* a directory above, or a link on the way */
	bool base;		/* of a base or program (core/owner.h) */
	size_t length;		/* of path; 0: not counted */
	enum acl acl;		/* looked at only where its group can write */
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
	BROUGHT_CANNOT_TELL,	/* or it was not asked */
	BROUGHT_NO,
	BROUGHT_WAY,		/* a link that leads to it is tracked */
	BROUGHT_TRACKED,
};

/* Did the env come with its tree?  Version control says which files did. */
struct brought {
	enum brought_answer answer;
	const char *file;	/* a tracked one in the env: "bin/activate" */
	const char *untrack;	/* a command that untracks it; or NULL */
	const char *reason;	/* "git tracks bin/activate in it"; or NULL */
};

/* Where an env is: by which names it was found, and which directory it is. */
struct where {
	const char *found;	/* /p/.venv, as found */
	const char *name;	/* ".venv" */
	const char *project;	/* /p */
	const char *canonical_project;	/* the same without links */
	enum entry entry;
	const char *named;	/* what the link or the redirect file says */
	bool unreadable;	/* the redirect file cannot be read */
	const struct manager *manager;	/* that keeps it; NULL: none does */
	const char *path;	/* for VIRTUAL_ENV */
	const char *canonical;	/* the same without links; NULL if lost */

	struct identity identity;	/* of canonical */
	struct identity project_identity;	/* if it was asked for */
	struct identity tree;	/* of the tree that is allowed as foreign, if */
				/* it is in one */
};

/* What is in an env, and whether that is a whole one. */
struct contents {
	struct node dir, bin, cfg, python;
	bool cfg_read;		/* pyvenv.cfg could be read whole */
	bool conda;		/* it has none, but conda-meta */
	struct pyvenv pyvenv;
	const char *interpreter;	/* what bin/python leads to; or NULL */
	const char *missing;	/* the first that is missing on the way there */
	struct trace trace;	/* what a missing Python leaves behind */
	bool executable;	/* the user may run the interpreter */
	bool unseen;		/* it is where the user may not look */
	bool home_there;	/* what `home` in pyvenv.cfg names exists */
	bool site_there;	/* the directory of its packages exists */
	const char *made_at;	/* where it was before it was moved; or NULL */
};

/* The list for core/owner.h: who can change one of these runs code as us. */
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
	struct owners owners;
};

struct facts {
	struct accounts accounts;
	const struct vars *vars;
	const struct session *session;	/* NULL: none, or not believed */
	const char *conda_slot;		/* for struct conda: slot and shown */
	const char *conda_shown;	/* (core/shell/conda.h) */
	const struct search *search;
	const struct env *env;		/* NULL: none found */
	const struct env *active;	/* what the user activated by name; */
					/* NULL: nothing */
	const struct node *theirs;	/* what VIRTUAL_ENV leads to, if that */
					/* is somebody else's while there is */
					/* an env here; or NULL */
	const struct project *project;	/* without an env, where create = */
					/* auto or hint counts; or NULL */
	bool stays;			/* the working directory is gone, but */
					/* the env that is on is there */
	const struct trust *trust;	/* NULL: not read, or not believed */
	const char *homeless;		/* why there is no HOME for records: */
					/* "not set"; or NULL */
	const struct settings *settings;	/* NULL: not believed */
	const struct fault *fault;	/* settings or records that are not */
					/* believed; NULL: all is well */
};

#endif
