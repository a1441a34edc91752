#include "config.h"

#include "look/brought.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "core/vcs.h"
#include "look/git.h"
#include "look/hg.h"
#include "look/repository.h"
#include "sys/climb.h"
#include "sys/node.h"

/* The question about one path, and the answer so far. */
struct asked {
	struct node home_node;
	struct repository like;	/* the question to each; dir differs */
	struct brought brought;	/* the answer */
	bool inside;		/* a repository was met further in */
};

static void
cannot_tell(struct asked *q, const char *reason)
{
	if (q->brought.answer != BROUGHT_NO)
		return;
	q->brought.answer = BROUGHT_CANNOT_TELL;
	q->brought.reason = reason;
}

static void
is_tracked(struct asked *q, const struct repository *r, const char *system)
{
	struct arena *a = r->arena;
	struct str name = path_base(str_from(r->path));
	bool git = strcmp(system, "git") == 0;

	q->brought = (struct brought){
		.answer = BROUGHT_TRACKED,
		.file = arena_string(a, r->tracked.file),
	};
	q->brought.reason = text_join(a, system, " tracks ",
	    r->tracked.file[0] != '\0' ? q->brought.file :
	    "it as a repository of its own",
	    r->tracked.file[0] != '\0' ? " in it" : "",
	    " (repository ", r->dir, ")", NULL);
	/* Where the env is itself the repository, no command untracks it. */
	if (r->tracked.env.n > 0)
		q->brought.untrack = text_join(a, git ?
		    "git rm -r --cached " : "hg forget ",
		    text_typed(a, str_copy(a, name)), NULL);
}

/* A link, or a redirect file, that leads to the env is tracked. */
static void
is_way(struct asked *q, const struct repository *r, const char *system)
{
	struct str name = path_base(str_from(r->path));

	if (q->brought.answer != BROUGHT_NO)
		return;
	q->brought = (struct brought){
		.answer = BROUGHT_WAY,
		.reason = text_join(r->arena, system, " tracks ",
		    str_copy(r->arena, name), ", which leads to it",
		    " (repository ", r->dir, ")", NULL),
	};
}

/* Add the answer of one repository to the whole. */
static void
asked_add(struct asked *q, struct repository *r, const char *system)
{
	if (r->tracked.found)
		is_tracked(q, r, system);
	else if (r->tracked.way)
		is_way(q, r, system);
	else if (r->tracked.left_out && r->reason == NULL)
		repository_fault(r, system, "leaves out the directory that "
		    "it is in: its index is sparse");
	/* git checks out no .git, so no outer one has brought the inner one */
	if (r->reason != NULL && !(q->inside && strcmp(system, "git") == 0))
		cannot_tell(q, r->reason);
}

/*
 * Is dir a working directory of a system whose records cannot be read?  Above
 * a repository only those count that may have brought that whole repository,
 * whose own index then says nothing.
 */
static void
closed_ask(struct asked *q, const char *dir, bool git)
{
	struct arena *a = q->like.arena;

	for (size_t i = 0; i < VCS_ROWS; i++) {
		const struct vcs *vcs = &vcs_table[i];

		if (vcs->records == VCS_READ ||
		    (vcs->records == VCS_INNER && q->inside))
			continue;
		/* jj beside git keeps the index of git. */
		if ((git && strcmp(vcs->mark, ".jj") == 0) ||
		    node_named(text_join(a, dir, "/", vcs->mark,
		    NULL)).kind == NODE_ABSENT)
			continue;
		cannot_tell(q, text_join(a, dir,
		    " is a working directory of ", vcs->name,
		    ", which cannot be asked what it tracks", NULL));
		return;
	}
}

/* Ask the repositories with their root at dir; true: the env is tracked. */
static bool
asked_at(struct asked *q, const char *dir)
{
	struct repository r = repository_at(q->like, dir);
	bool git, hg;

	git = git_ask(&r);
	if (git)
		asked_add(q, &r, "git");
	if (q->brought.answer == BROUGHT_TRACKED)
		return true;
	r = repository_at(q->like, dir);
	hg = hg_ask(&r);
	if (hg)
		asked_add(q, &r, "hg");
	if (q->brought.answer == BROUGHT_TRACKED)
		return true;
	/* a home that is kept in svn or the like has not brought projects */
	if (q->like.whole && !(q->inside && q->like.home != NULL &&
	    strcmp(dir, q->like.home) == 0))
		closed_ask(q, dir, git);
	q->inside |= git || hg;
	return false;
}

/*
 * Is part of the env a repository of its own?  A submodule that upstream has
 * removed stays where it was, and a subrepo of mercurial is not in the list of
 * the one around it.  Either may have brought the bin, or the site-packages,
 * of an env that the user made there later.
 */
static void
part_ask(struct asked *q, const char *path, const char *part)
{
	struct arena *a = q->like.arena;

	for (size_t i = 0; i < VCS_ROWS; i++)
		if (vcs_table[i].records == VCS_READ &&
		    node_named(text_join(a, part, "/", vcs_table[i].mark,
		    NULL)).kind != NODE_ABSENT)
			cannot_tell(q, text_join(a, "its ",
			    part + strlen(path) + 1,
			    " is a repository of its own", NULL));
}

/* Ask each directory of the env whose owners count: bin, lib and below. */
static void
parts_ask(struct asked *q, const struct env *env)
{
	struct str whole = str_from(env->where.canonical);

	for (size_t i = 0; i < env->owners.n; i++) {
		const struct owned *owned = &env->owners.list[i];
		struct str part = str_from(owned->path);

		if (owned->node.kind == NODE_DIR &&
		    part.n > whole.n && path_within(part, whole))
			part_ask(q, env->where.canonical, part.p);
	}
}

/* What was seen of a directory when its owners were; NODE_ABSENT: nothing. */
static struct node
dir_known(const struct env *env, const char *path)
{
	for (size_t i = 0; i < env->owners.n; i++) {
		const struct owned *owned = &env->owners.list[i];

		if (owned->node.kind == NODE_DIR &&
		    strcmp(owned->path, path) == 0)
			return owned->node;
	}
	return (struct node){ .kind = NODE_ABSENT };
}

/* Ask about path: in each directory above it, and, with own, in itself. */
static void
asked_for(struct asked *q, const char *path, bool own)
{
	struct str above = path_dir(str_from(path));
	struct climb c = climb_from(q->like.arena,
	    str_copy(q->like.arena, above), q->like.home);

	c.searched = c.endless = true;
	c.here = dir_known(q->like.env, c.dir);
	c.home_node = q->home_node;
	q->like.path = path;
	if (own && asked_at(q, path))
		return;
	q->inside = false;
	if (!climb_here(&c))
		return;
	do {
		struct arena mark = *q->like.arena;
		enum brought_answer before = q->brought.answer;

		if (asked_at(q, c.dir))
			return;
		/* levels are many: only what an answer names is kept */
		if (q->brought.answer == before)
			*q->like.arena = mark;
	} while (climb_up(&c));
}

struct brought
brought_ask(struct arena *a, const struct vars *v, const struct env *env,
    bool whole)
{
	struct asked q = {
		.home_node = v->home_node,
		.like = { .arena = a, .home = v->home, .env = env,
		    .whole = whole },
		.brought.answer = BROUGHT_NO,
	};
	struct arena mark = *a;

	if (env->where.canonical == NULL || env->contents.dir.kind != NODE_DIR)
		return (struct brought){ .reason = "it cannot be examined" };
	asked_for(&q, env->where.canonical, true);
	if (whole)
		parts_ask(&q, env);
	if (q.brought.answer != BROUGHT_TRACKED &&
	    strcmp(env->where.found, env->where.canonical) != 0)
		asked_for(&q, env->where.found, env->where.entry == ENTRY_DIR);
	/* the answer names nothing of what was read for it */
	if (q.brought.answer == BROUGHT_NO)
		*a = mark;
	return q.brought;
}
