#include "config.h"

#include "core/text/dirstate.h"

#include <string.h>

/*
 * The list: two parents, then the entries.  Each has a state, mode, size, date
 * and length, and a path; a copied file has a NUL and its first path behind.
 *
 * The tree: nodes of fixed size.  Those of one directory are side by side,
 * sorted by name; each says where its path and its children are.
 */
enum {
	PARENTS_SIZE = 40,
	ENTRY_SIZE = 17,
	ENTRY_MODE = 1,
	ENTRY_LENGTH = 13,
	MODE_TYPE = 0170000,
	MODE_LINK = 0120000,

	DOCKET_SIZE = 12 + 32 + 32 + 44 + 4 + 1,
	DOCKET_TREE = 12 + 32 + 32,
	NODE_SIZE = 44,
	NODE_LENGTH = 4,
	NODE_CHILDREN = 14,
	NODE_FLAGS = 30,
	FLAG_TRACKED = 1 << 0,
	FLAG_LINK = 1 << 4,
	NODES_MAX = 1 << 20,	/* to look at; a file with a circle has more */
	DEPTH_MAX = DIRSTATE_PATH / 2,
	LARGE_SIZE = 5,		/* of ".hglf" */
};

static uint32_t
number(const char *p, size_t n)
{
	uint32_t value = 0;

	while (n-- > 0)
		value = value << 8 | (unsigned char)*p++;
	return value;
}

/*
 * The largefiles extension tracks .hglf/a/b in the place of a/b: the path that
 * is meant.
 */
static struct str
path_meant(struct str path)
{
	static const struct str large = STR_INIT(".hglf/");

	return str_starts(path, large) ? (struct str){ path.p + large.n,
	    path.n - large.n } : path;
}

static void
path_add(struct tracked *t, struct str path, bool link)
{
	struct str meant = path_meant(path);

	tracked_add(t, meant, tracked_along(t, meant, 0),
	    link ? TRACKED_LINK : TRACKED_FILE);
}

void
dirstate_begin(struct dirstate *x, struct tracked *t, unsigned long long size)
{
	*x = (struct dirstate){
		.tracked = t,
		.left = size,
		.bad = size < PARENTS_SIZE,
	};
}

bool
dirstate_ended(const struct dirstate *x)
{
	return x->bad || x->tracked->found || x->left == 0;
}

/* The size of the entry at p; 0: the block ends before it does. */
static size_t
list_entry(struct dirstate *x, const char *p, size_t have)
{
	uint32_t length, mode;
	struct str path;
	const char *end;

	if (have < ENTRY_SIZE)
		return 0;
	length = number(p + ENTRY_LENGTH, 4);
	if (length == 0 || strchr("nmar", p[0]) == NULL || p[0] == '\0')
		x->bad = true;
	if (x->bad || have - ENTRY_SIZE < length)
		return 0;
	path = (struct str){ p + ENTRY_SIZE, length };
	end = memchr(path.p, '\0', path.n);
	if (end != NULL)
		path = str_range(path.p, end);
	mode = number(p + ENTRY_MODE, 4);
	/* "r": it has been removed. */
	if (p[0] != 'r')
		path_add(x->tracked, path, (mode & MODE_TYPE) == MODE_LINK);
	return ENTRY_SIZE + length;
}

size_t
dirstate_take(struct dirstate *x, struct str block)
{
	size_t have = block.n < x->left ? block.n : (size_t)x->left;
	size_t used = 0, n;

	if (!x->begun && have >= PARENTS_SIZE) {
		x->begun = true;
		used = PARENTS_SIZE;
	}
	while (x->begun && !x->tracked->found &&
	    (n = list_entry(x, block.p + used, have - used)) > 0)
		used += n;
	x->left -= used;
	if (!x->tracked->found && x->left > 0 && have - used == x->left)
		x->bad = true;
	return used;
}

bool
dirstate_docket(struct dirstate_tree *x, struct str text)
{
	size_t n;

	if (text.n < DOCKET_SIZE || !str_starts(text, STR("dirstate-v2\n")))
		return false;
	x->top = (struct dirstate_nodes){
		number(text.p + DOCKET_TREE, 4),
		number(text.p + DOCKET_TREE + 4, 4),
	};
	n = (unsigned char)text.p[DOCKET_SIZE - 1];
	if (n == 0 || n > text.n - DOCKET_SIZE ||
	    memchr(text.p + DOCKET_SIZE, '/', n) != NULL)
		return false;
	memcpy(x->uid, text.p + DOCKET_SIZE, n);
	x->uid[n] = '\0';
	return true;
}

/* A directory on the way down, and what is still to be looked at in it. */
struct level {
	struct dirstate_nodes rest;
	size_t length;		/* of its path */
	bool large;		/* it is in .hglf */
};

/* Could a path as long as that, in this directory, lead to the env? */
static bool
length_fits(const struct tracked *t, const struct level *l, size_t length)
{
	size_t at = l->length > 0 ? l->length + 1 : 0;

	if (t->same != NULL || l->large || l->length >= t->env.n)
		return true;
	while (at < t->env.n && t->env.p[at] != '/')
		at++;
	return length == at || (l->length == 0 && length == LARGE_SIZE);
}

/* Look at one node and put its children into below; false: damaged. */
static bool
tree_node(struct dirstate_tree *x, const char *node, const struct level *l,
    struct level *below)
{
	struct tracked *t = x->tracked;
	size_t length = number(node + NODE_LENGTH, 2), along;
	unsigned flags = number(node + NODE_FLAGS, 2);
	struct str path = { x->path, length };
	bool large;

	*below = (struct level){ .rest.count = 0 };
	if (!length_fits(t, l, length))
		return true;
	if (length == 0 || length > sizeof(x->path) ||
	    !x->read(x->file, number(node, 4), x->path, length))
		return false;
	if ((flags & FLAG_TRACKED) != 0)
		path_add(t, path, (flags & FLAG_LINK) != 0);
	along = tracked_along(t, path, 0);
	large = l->large || str_is(path, ".hglf");
	if (along < t->env.n && along < length && t->same == NULL && !large)
		return true;
	*below = (struct level){ { number(node + NODE_CHILDREN, 4),
	    number(node + NODE_CHILDREN + 4, 4) }, length, large };
	return true;
}

/* The next node of a directory; false: damaged. */
static bool
level_next(struct dirstate_tree *x, struct level *l, char node[NODE_SIZE])
{
	if (!x->read(x->file, l->rest.start, node, NODE_SIZE))
		return false;
	l->rest.start += NODE_SIZE;
	l->rest.count--;
	return true;
}

bool
dirstate_search(struct dirstate_tree *x)
{
	struct level levels[DEPTH_MAX] = { { .rest = x->top } };
	char node[NODE_SIZE];
	int deep = 0;

	for (long i = 0; i < NODES_MAX; i++) {
		while (deep >= 0 && levels[deep].rest.count == 0)
			deep--;
		if (deep < 0 || x->tracked->found)
			return true;
		if (deep + 1 == DEPTH_MAX ||
		    !level_next(x, &levels[deep], node) ||
		    !tree_node(x, node, &levels[deep], &levels[deep + 1]))
			return false;
		if (levels[deep + 1].rest.count > 0)
			deep++;
	}
	return false;
}
