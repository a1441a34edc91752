/*
 * The grants: what the user has allowed and denied.  One record a line, in the
 * state directory only:
 *
 *   venvhook grants 2 17            version of the form, generation
 *   allow b34.1700.5 b12.1600.7 /p/.venv /p
 *   allow-tree b56.1500.3 - /a -
 *
 * A record has the identity of its directory (core/identity.h), so that it
 * does not hold for another one that takes the same path later.  That of an
 * env has the project too, so that it holds for an env that is recreated in
 * the same project.  Paths are canonical and percent-encoded.  What no record
 * matches is not allowed.  The generation is the number in the first line plus
 * one for each record, so that appending one record needs no other write.  A
 * last line that was cut short is no record; the others still count.
 *
 * The first form had "allow 65024 1234 /p/.venv", device and inode.  It is
 * still read: such a record holds for what is not younger than the file.
 */
#ifndef CORE_RULE_TRUST_H
#define CORE_RULE_TRUST_H

#include <stdbool.h>

#include "base/str.h"
#include "core/identity.h"

struct arena;
struct buf;

enum grant_kind {
	GRANT_ALLOW,		/* one env, allowed by the user */
	GRANT_FOREIGN,		/* the same, whoever owns it */
	GRANT_MADE,		/* one env, created by venvhook */
	GRANT_TREE,		/* every env below, unless it was brought */
	GRANT_FOREIGN_TREE,	/* the same, whoever owns or brought it */
	GRANT_DENY,		/* one env or project: never */
	GRANT_DENY_TREE,	/* and all below */
	GRANT_CREATE,		/* the policy may create in this project */
	GRANT_CREATE_TREE,	/* and in all below */
};

/* A file with more records was not written by us. */
enum { NGRANT_KINDS = GRANT_CREATE_TREE + 1, GRANTS_MAX = 65535 };

struct grant {
	enum grant_kind kind;
	struct identity identity;	/* of path when it was written */
	struct identity project_identity;	/* of project; or none */
	const char *path;
	const char *project;		/* that the env is for; or NULL */
};

struct trust {
	struct grant *grants;
	size_t n;
	unsigned long long generation;	/* grows with each change */
	bool whole;			/* a line can be appended */
	bool first;			/* it was in the first form */
};

extern const char *const grant_names[NGRANT_KINDS];

/* False if the text is no file of grants; out is empty then. */
bool trust_parse(struct arena *, struct str text, struct trust *out);

/* Tell when the file was written last, which its first form does not say. */
void trust_date(struct trust *, unsigned long long seconds,
    unsigned long nanoseconds);

/* The text of the file, as trust_parse reads it. */
void trust_print(struct buf *, const struct trust *);

/* The line of one record, as trust_print has it. */
void grant_print(struct buf *, const struct grant *);

/* The record that denies the env at path, or its project; both canonical. */
const struct grant *trust_denied(const struct trust *, const char *path,
    const char *project);

/* ALLOW, FOREIGN or MADE for path and the directory that is there now. */
const struct grant *trust_exact(const struct trust *, const char *path,
    const struct identity *);

/* The first of those for path, whichever directory was there then; or NULL. */
const struct grant *trust_recorded(const struct trust *, const char *path);

/*
 * ALLOW or MADE for path, whichever directory was there then, if the project of
 * the record is project (which may be NULL), and still the same directory.
 */
const struct grant *trust_project(const struct trust *, const char *path,
    const char *project, const struct identity *);

/* The deepest tree of that kind which path is in. */
const struct grant *trust_tree(const struct trust *, enum grant_kind,
    const char *path);

/* A record of that kind and path. */
const struct grant *trust_record(const struct trust *, enum grant_kind,
    const char *path);

/* The record that lets the policy make an env in project. */
const struct grant *trust_create(const struct trust *, const char *project);

/*
 * Add a record in place of the one of the same kind and path (and of the same
 * project, if the env is not inside that), and count the generation up.
 */
void trust_put(struct arena *, struct trust *, struct grant);

/*
 * Put the grant in the place of a record of the same kind, path and directory
 * whose identity says less (identity_renews); false if there is none.
 */
bool trust_renew(struct trust *, const struct grant *);

/* Remove all records of path of the kinds in the mask; returns how many. */
size_t trust_drop(struct trust *, unsigned kinds, const char *path);

/* The same, but only records for that project or for none; NULL: for any. */
size_t trust_drop_for(struct trust *, unsigned kinds, const char *path,
    const char *project);

/* Remove the records for which useless is true; returns how many. */
size_t trust_sift(struct trust *,
    bool (*useless)(const struct grant *, void *context), void *context);

#define GRANT_BIT(kind) (1u << (kind))
#define GRANTS_EXACT (GRANT_BIT(GRANT_ALLOW) | GRANT_BIT(GRANT_FOREIGN) | \
    GRANT_BIT(GRANT_MADE))
#define GRANTS_ALL ((1u << NGRANT_KINDS) - 1)

#endif
