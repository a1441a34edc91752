#include "config.h"

#include "look/git.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/gitindex.h"
#include "core/text/keyval.h"
#include "look/repository.h"
#include "sys/blocks.h"
#include "sys/climb.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/tree.h"

enum { GITFILE_MAX = 8 << 10, CONFIG_MAX = 64 << 10, REFS_MAX = 1 << 20 };

static const char *
in(const struct repository *r, const char *dir, const char *name)
{
	return text_join(r->arena, dir, "/", name, NULL);
}

/*
 * Go through the index, in which object names are hash bytes long.  False: they
 * are not, or it cannot be read.  A small one that is in memory whole is not
 * read from the file a second time.
 */
static bool
index_walk(struct repository *r, struct blocks *b, size_t hash,
    struct gitindex *x)
{
	size_t used = 0;

	gitindex_begin(x, &r->tracked, hash, b->size);
	if (b->have < b->size) {
		if (!blocks_again(b) || !blocks_more(b, 0))
			return false;
	}
	do
		used = gitindex_take(x, blocks_view(b));
	while (x->part < GITINDEX_END && blocks_more(b, used));
	return x->part == GITINDEX_END;
}

/*
 * Try both lengths of object names, as an index does not say which it has; the
 * wrong one mostly fails at the first entry.  An index that can be read either
 * way is not relied on.
 */
static bool
index_read(struct repository *r, struct blocks *b, struct gitindex *x)
{
	struct tracked asked = r->tracked;
	bool longer = index_walk(r, b, GITINDEX_SHA256, x);

	r->tracked = asked;
	if (index_walk(r, b, GITINDEX_SHA1, x))
		return !longer;
	r->tracked = asked;
	return longer && index_walk(r, b, GITINDEX_SHA256, x);
}

static const char *
shared_name(struct repository *r, const struct gitindex *x)
{
	struct buf b = buf_in(r->arena);

	buf_text(&b, "sharedindex.");
	for (size_t i = 0; i < x->hash; i++)
		buf_hex(&b, x->shared[i], 2);
	return buf_string(&b);
}

/* A split index: most entries are in a shared file, and may be deleted here. */
static void
index_shared(struct repository *r, struct gitindex *x, const char *gitdir)
{
	static const unsigned char none[GITINDEX_SHA256];
	bool read = false, deletes = x->deletes;
	struct blocks b;

	if (memcmp(x->shared, none, x->hash) == 0)
		return;
	b = blocks_open(r->arena, in(r, gitdir, shared_name(r, x)));
	if (b.fd >= 0)
		read = index_walk(r, &b, x->hash, x) && !x->split;
	blocks_close(&b);
	if (read && !(deletes && r->tracked.found))
		return;
	repository_fault(r, "git", "has a split index, which does not tell; "
	    "'git update-index --no-split-index' joins it again");
	r->tracked.found = false;
}

static void
index_ask(struct repository *r, struct blocks *b, const char *gitdir)
{
	struct gitindex *x = arena_new(r->arena, struct gitindex, 1);

	repository_begin(r);
	if (!index_read(r, b, x)) {
		repository_fault(r, "git", "has an index that cannot be read");
		return;
	}
	if (!r->tracked.found && x->split)
		index_shared(r, x, gitdir);
	if (!r->tracked.found && r->whole && r->reason == NULL &&
	    repository_locked(r, in(r, gitdir, "index.lock")))
		repository_fault(r, "git", "is being written to, or git was "
		    "interrupted there: it has an index.lock");
}

/* Is dir empty but for the names in passed (NULL-ended), or not there? */
static bool
is_empty(const char *dir, const char *const passed[])
{
	int fd = tree_open_followed(dir);
	struct names *list = fd < 0 ? NULL : tree_list(fd);
	bool empty = fd < 0 ? error_last() == ERROR_ABSENT : list != NULL;
	const char *name;

	while (empty && list != NULL && (name = tree_next(list)) != NULL) {
		empty = false;
		for (size_t i = 0; passed[i] != NULL; i++)
			empty |= strcmp(name, passed[i]) == 0;
	}
	tree_end(list);
	fd_close(fd);
	return empty;
}

static bool
holds_nothing(struct repository *r, const char *objects)
{
	static const char *const usual[] = { "info", "pack", NULL };
	static const char *const none[] = { NULL };

	return node_named(objects).kind == NODE_DIR &&
	    is_empty(objects, usual) &&
	    is_empty(in(r, objects, "info"), none) &&
	    is_empty(in(r, objects, "pack"), none);
}

/* The branch that HEAD names, "refs/heads/main"; NULL: it names none. */
static const char *
head_branch(struct repository *r, const char *gitdir)
{
	struct file f = file_named(r->arena, in(r, gitdir, "HEAD"),
	    GITFILE_MAX, false);
	struct str text = str_trim(f.text), mark = STR("ref: refs/");

	if (f.state != FILE_READ || !str_starts(text, mark) ||
	    memchr(text.p, '\0', text.n) != NULL)
		return NULL;
	return str_copy(r->arena, str_range(text.p + mark.n - 5,
	    text.p + text.n));
}

/* Where the objects and branches of a linked working tree are. */
static const char *
common_dir(struct repository *r, const char *gitdir)
{
	struct file f = file_named(r->arena,
	    in(r, gitdir, "commondir"), GITFILE_MAX, false);
	const char *to;

	if (f.state != FILE_READ)
		return gitdir;
	to = str_copy(r->arena, str_trim(f.text));
	if (to[0] != '/')
		to = in(r, gitdir, to);
	return climb_wakes(r->arena, to, r->home, r->dir) ? gitdir : to;
}

/*
 * Is it a repository without an index because it is new?  Nothing is tracked if
 * there is no commit: HEAD names a branch that does not exist, and there are
 * no objects.
 */
static bool
is_fresh(struct repository *r, const char *gitdir)
{
	const char *branch = head_branch(r, gitdir);
	const char *common = common_dir(r, gitdir);
	struct file packed;

	if (branch == NULL || !holds_nothing(r, in(r, common, "objects")) ||
	    node_named(in(r, common, branch)).kind != NODE_ABSENT)
		return false;
	packed = file_named(r->arena, in(r, common, "packed-refs"),
	    REFS_MAX, false);
	return packed.state == FILE_ABSENT || (packed.state == FILE_READ &&
	    str_find(packed.text, str_from(text_join(r->arena, " ", branch,
	    "\n", NULL))) == NULL);
}

/* What the config of a repository says of a working tree around it. */
struct gitconfig {
	bool known;		/* its version; git passes by what has none */
	bool bare;		/* core.bare: there is none */
	bool more;		/* extensions.worktreeConfig: a further file */
};

/*
 * Take a pair; false: it may mean more than is read here.  Of a bool the two
 * words count that git itself writes; the last one holds.
 */
static bool
gitconfig_take(struct gitconfig *c, struct str section,
    const struct keyval_line *line)
{
	bool core = key_is(section, "core"), yes = str_is(line->value, "true");
	bool *to = core && key_is(line->key, "bare") ? &c->bare :
	    key_is(section, "extensions") &&
	    key_is(line->key, "worktreeconfig") ? &c->more : NULL;

	if (to != NULL)
		*to = yes;
	if (core && key_is(line->key, "repositoryformatversion"))
		c->known = str_is(line->value, "0") ||
		    str_is(line->value, "1");
	return (to == NULL || yes || str_is(line->value, "false")) &&
	    !(core && key_is(line->key, "worktree"));
}

/* [include] and [includeIf "..."]: another file says more. */
static bool
is_include(struct str section)
{
	struct str begin = { section.p, strlen("include") };

	return section.n >= begin.n && key_is(begin, "include");
}

/* Read a config, of which no line may go on in the next one. */
static bool
gitconfig_read(struct repository *r, const char *path, struct gitconfig *c)
{
	struct file f = file_named(r->arena, path, CONFIG_MAX, false);
	struct keyval k = { .rest = f.text, .comments = true,
	    .sections = true };
	struct str section = STR("");
	struct keyval_line line;

	if (f.state != FILE_READ)
		return false;
	while (keyval_next(&k, &line)) {
		if (line.kind == KEYVAL_OTHER ||
		    str_ends(line.value, STR("\\")) ||
		    (line.kind == KEYVAL_SECTION && is_include(line.key)))
			return false;
		if (line.kind == KEYVAL_SECTION)
			section = line.key;
		else if (!gitconfig_take(c, section, &line))
			return false;
	}
	return true;
}

/*
 * Is it a bare repository, whose working trees are elsewhere, and so without an
 * index?  git checks nothing out around one, unless it is told to; then there
 * is an index, or, while that goes on, its lock.  In that of a linked working
 * tree commondir leads to the config, and that one may well be bare.
 */
static bool
is_bare(struct repository *r, const char *gitdir)
{
	static const char *const dirs[] = { "objects", "refs", "worktrees" };
	static const char *const absent[] = { "commondir", "index.lock" };
	struct gitconfig c = { .bare = false };

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (node_followed(in(r, gitdir, dirs[i])).kind != NODE_DIR)
			return false;
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		if (node_named(in(r, gitdir, absent[i])).kind != NODE_ABSENT)
			return false;
	return node_named(in(r, gitdir, "HEAD")).kind != NODE_ABSENT &&
	    gitconfig_read(r, in(r, gitdir, "config"), &c) && c.known &&
	    (!c.more || gitconfig_read(r,
	    in(r, gitdir, "config.worktree"), &c)) && c.bare;
}

static void
gitdir_ask(struct repository *r, const char *gitdir)
{
	struct blocks b = blocks_open(r->arena, in(r, gitdir, "index"));

	if (b.fd >= 0)
		index_ask(r, &b, gitdir);
	else if (error_last() != ERROR_ABSENT)
		repository_fault(r, "git", "has an index that cannot be read");
	else if (!is_fresh(r, gitdir) && !is_bare(r, gitdir))
		repository_fault(r, "git", "has no index: its checkout is "
		    "not finished, or has failed");
	blocks_close(&b);
}

/* "gitdir: ../.git/worktrees/w" in /p/w/.git; NULL when it is not that. */
static const char *
gitfile_target(struct repository *r, struct str text)
{
	struct str mark = STR("gitdir: "), to;
	const char *path;

	while (text.n > 0 && (text.p[text.n - 1] == '\n' ||
	    text.p[text.n - 1] == '\r'))
		text.n--;
	if (!str_starts(text, mark) || text.n == mark.n ||
	    memchr(text.p, '\0', text.n) != NULL)
		return NULL;
	to = str_range(text.p + mark.n, text.p + text.n);
	path = str_copy(r->arena, to);
	if (path[0] != '/')
		path = in(r, r->dir, path);
	return climb_wakes(r->arena, path, r->home, r->dir) ? NULL : path;
}

static void
gitfile_ask(struct repository *r, const char *name)
{
	struct file f = file_named(r->arena, name, GITFILE_MAX, false);
	const char *gitdir = f.state == FILE_READ ?
	    gitfile_target(r, f.text) : NULL;

	if (gitdir == NULL)
		repository_fault(r, "git", "has a .git that leads nowhere");
	else
		gitdir_ask(r, gitdir);
}

/*
 * Most directories have no .git, and a look tells that at half the price of
 * opening the index.  A directory .git without HEAD is no repository to git,
 * and so not to us.
 */
bool
git_ask(struct repository *r)
{
	const char *gitdir = in(r, r->dir, ".git");
	struct node node = node_named(gitdir);
	struct blocks b;

	if (node.kind == NODE_ABSENT)
		return false;
	b = blocks_open(r->arena, in(r, gitdir, "index"));
	if (b.fd >= 0) {
		index_ask(r, &b, gitdir);
		blocks_close(&b);
		return true;
	}
	if (error_last() == ERROR_NOT_DIRECTORY) {
		gitfile_ask(r, gitdir);
		return true;
	}
	if (error_last() != ERROR_ABSENT) {
		repository_fault(r, "git", "has an index that cannot be read");
		return true;
	}
	if (!r->whole || (node.kind == NODE_DIR &&
	    node_named(in(r, gitdir, "HEAD")).kind == NODE_ABSENT))
		return false;
	gitdir_ask(r, gitdir);
	return true;
}
