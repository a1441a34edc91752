#include "config.h"

#include "core/owner.h"

#include "base/arena.h"
#include "base/buf.h"

enum { STICKY = 01000, OTHERS_WRITE = 0002 };

static bool
is_own(const struct accounts *accounts, const struct node *node)
{
	return node->owner == 0 || node->owner == accounts->user;
}

static bool
is_believed(const struct accounts *accounts, const struct node *node)
{
	return is_own(accounts, node) || (accounts->user != 0 &&
	    numbers_have(accounts->services, node->owner));
}

/* Is it harmless that the members of its group can write there? */
static bool
group_harmless(const struct accounts *accounts, const struct owned *g)
{
	const struct node *node = &g->node;

	if (g->base && node->owner == 0)
		return true;
	return g->acl == ACL_NONE && (node->group == accounts->private_group ||
	    (g->base && node->owner == accounts->user &&
	    numbers_have(accounts->admins, node->group)));
}

/* A link's own mode means nothing, so it is not looked at. */
static bool
others_write(const struct accounts *accounts, const struct owned *g)
{
	const struct node *node = &g->node;

	if (node->kind == NODE_LINK || (g->ancestor &&
	    (node->mode & STICKY) != 0 && is_own(accounts, node)))
		return false;
	return (node->mode & OTHERS_WRITE) != 0 ||
	    ((node->mode & GROUP_WRITES) != 0 && !group_harmless(accounts, g));
}

enum owner_state
owner_state(const struct accounts *accounts, const struct owned *g)
{
	if (g->node.kind == NODE_ABSENT || g->node.kind == NODE_UNREADABLE)
		return OWNER_UNSEEN;
	if (!is_believed(accounts, &g->node))
		return OWNER_OTHER;
	return others_write(accounts, g) ? OWNER_WRITERS : OWNER_GOOD;
}

const struct owned *
owner_first(const struct accounts *accounts, struct owners owners)
{
	for (size_t i = 0; i < owners.n; i++)
		if (owner_state(accounts, &owners.list[i]) != OWNER_GOOD)
			return &owners.list[i];
	return NULL;
}

const char *
owner_reason(struct arena *a, const struct accounts *accounts,
    const struct owned *g)
{
	struct buf b = buf_in(a);

	switch (owner_state(accounts, g)) {
	case OWNER_GOOD:
		break;
	case OWNER_UNSEEN:
		return "cannot be examined";
	case OWNER_OTHER:
		buf_text(&b, "belongs to user ");
		buf_number(&b, g->node.owner);
		break;
	case OWNER_WRITERS:
		if ((g->node.mode & OTHERS_WRITE) != 0)
			return "can be written by everybody";
		if (g->acl == ACL_ADDS)
			return "can be written by others, as its access "
			    "control list says";
		buf_text(&b, "can be written by its group (");
		buf_number(&b, g->node.group);
		buf_char(&b, ')');
		if (g->acl == ACL_UNSEEN)
			buf_text(&b, ", and whether by others, too, cannot be "
			    "told: its access control list cannot be read");
		break;
	}
	return buf_string(&b);
}
