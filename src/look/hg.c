#include "config.h"

#include "look/hg.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/dirstate.h"
#include "look/repository.h"
#include "sys/blocks.h"
#include "sys/error.h"
#include "sys/node.h"

static const char *
in(const struct repository *r, const char *name)
{
	return text_join(r->arena, r->dir, "/.hg/", name, NULL);
}

static bool
list_walk(struct repository *r, struct blocks *b)
{
	struct dirstate x;
	size_t used = 0;

	dirstate_begin(&x, &r->tracked, b->size);
	do
		used = dirstate_take(&x, blocks_view(b));
	while (!dirstate_ended(&x) && blocks_more(b, used));
	return dirstate_ended(&x) && !x.bad;
}

static bool
tree_read(void *file, unsigned long long place, void *to, size_t n)
{
	return blocks_at(file, place, to, n);
}

static bool
tree_walk(struct repository *r, struct dirstate_tree *x)
{
	struct blocks b;
	bool read = false;

	/* A tree without nodes has no file. */
	if (x->top.count == 0)
		return true;
	b = blocks_open(r->arena, in(r, text_join(r->arena, "dirstate.",
	    x->uid, NULL)));
	if (b.fd >= 0) {
		x->tracked = &r->tracked;
		x->read = tree_read;
		x->file = &b;
		read = dirstate_search(x);
	}
	blocks_close(&b);
	return read;
}

static bool
dirstate_ask(struct repository *r, struct blocks *b)
{
	struct dirstate_tree *x;

	repository_begin(r);
	if (b->size == 0)
		return true;	/* nothing has been checked out */
	if (!blocks_more(b, 0))
		return false;
	if (!str_starts(blocks_view(b), STR("dirstate-v2\n")))
		return list_walk(r, b);
	x = arena_new(r->arena, struct dirstate_tree, 1);
	return dirstate_docket(x, blocks_view(b)) && tree_walk(r, x);
}

/* Is there no dirstate because there is no commit, so nothing is tracked? */
static bool
is_fresh(struct repository *r)
{
	return node_named(in(r, "store/00changelog.i")).kind == NODE_ABSENT &&
	    node_named(in(r, "store")).kind == NODE_DIR &&
	    node_named(in(r, "sharedpath")).kind == NODE_ABSENT;
}

static bool
is_locked(struct repository *r)
{
	return repository_locked(r, in(r, "wlock")) ||
	    repository_locked(r, in(r, "updatestate"));
}

bool
hg_ask(struct repository *r)
{
	struct blocks b;
	bool absent;

	if (node_named(in(r, "")).kind == NODE_ABSENT)
		return false;
	b = blocks_open(r->arena, in(r, "dirstate"));
	absent = b.fd < 0 && error_is_absent();
	if (absent && !r->whole)
		return false;
	if (absent && !is_fresh(r))
		repository_fault(r, "mercurial", "has no dirstate: its "
		    "checkout is not finished, or has failed");
	else if (b.fd < 0 && !absent)
		repository_fault(r, "mercurial",
		    "has a dirstate that cannot be read");
	else if (b.fd >= 0 && !dirstate_ask(r, &b))
		repository_fault(r, "mercurial",
		    "has a dirstate that cannot be read");
	if (!r->tracked.found && r->whole && r->reason == NULL &&
	    is_locked(r))
		repository_fault(r, "mercurial", "is being written to, or hg "
		    "was interrupted there");
	blocks_close(&b);
	return true;
}
