/*
 * Dirstates of mercurial written here, by the format's description, and read
 * back.  Those that hg itself writes are in tests/brought.bats.
 */
#include "config.h"

#include "core/text/dirstate.h"

#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

static void
put(struct buf *b, unsigned long value, int n)
{
	while (n-- > 0)
		buf_char(b, (char)(n < 8 ? value >> 8 * n & 0xff : 0));
}

/* --- the list: words separated by blanks, "r:x" with the state r */

static struct str
list_make(struct arena *a, const char *words)
{
	struct buf b = buf_in(a);
	struct str rest = str_from(words), word;

	for (int i = 0; i < 40; i++)
		buf_char(&b, 'p');
	while (str_cut(&rest, ' ', &word)) {
		char state = 'n';
		size_t n;

		if (word.n > 1 && word.p[1] == ':') {
			state = word.p[0];
			word = str_range(word.p + 2, word.p + word.n);
		}
		if (word.n == 0)
			continue;
		buf_char(&b, state == 'l' ? 'n' : state);
		put(&b, state == 'l' ? 0120777 : 0100644, 4);
		put(&b, 7, 4);
		put(&b, 0x5f000000, 4);
		put(&b, word.n, 4);
		n = b.n;
		buf_str(&b, word);
		/* "x@y" was copied from y */
		for (; n < b.n; n++)
			if (b.p[n] == '@')
				b.p[n] = '\0';
	}
	return buf_view(&b);
}

static const char *
list_said(struct str list, const char *env, size_t step)
{
	struct tracked t = { .env = str_from(env) };
	struct dirstate x;
	size_t at = 0, end = 0;

	dirstate_begin(&x, &t, list.n);
	while (!dirstate_ended(&x) && end < list.n) {
		end = list.n - end < step ? list.n : end + step;
		at += dirstate_take(&x, (struct str){ list.p + at, end - at });
	}
	return x.bad || !dirstate_ended(&x) ? "bad" : t.found ? "tracked" :
	    t.way ? "way" : "not";
}

static const struct {
	const char *words, *env, *want;
} rows[] = {
	{ "", ".venv", "not" },
	{ "a b c/d", ".venv", "not" },
	{ "z .venv/bin/x a", ".venv", "tracked" },
	{ ".VENV/bin/x", ".venv", "tracked" },
	{ "a:.venv/bin/x", ".venv", "tracked" },
	{ "m:.venv/bin/x", ".venv", "tracked" },
	{ "r:.venv/bin/x", ".venv", "not" },
	{ ".venv/.hgkeep", ".venv", "not" },
	{ ".venv/pyvenv.cfg", ".venv", "tracked" },
	{ "l:.venv/lib", ".venv", "tracked" },
	{ "l:.venv", ".venv", "way" },
	{ "a@.venv/bin/x", ".venv", "not" },
	{ ".venv/bin/x@a", ".venv", "tracked" },
	{ ".hglf/.venv/bin/big", ".venv", "tracked" },
	{ "bin/x", "", "tracked" },
	{ "a/.venv/bin/x", ".venv", "not" },
	{ "x:a", ".venv", "bad" },
};

static void
check_list(struct arena *a)
{
	static const size_t steps[] = { 1000, 1, 7, 41 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t k = 0; k < 4; k++)
			is_str(list_said(list_make(a, rows[i].words),
			    rows[i].env, steps[k]), rows[i].want,
			    "list: '%s' %s in '%s', by %zu bytes",
			    rows[i].env, rows[i].want, rows[i].words,
			    steps[k]);
}

static void
check_cuts(struct arena *a)
{
	struct str list = list_make(a, "a b/c");
	long good = 0;

	for (size_t n = 0; n < list.n; n++)
		good += strcmp(list_said((struct str){ list.p, n }, ".venv",
		    1000), "bad") != 0;
	/* behind the parents, and behind the first entry */
	is_int(good, 2, "list: what is cut within an entry is not believed");
}

/* --- the tree */

struct node {
	const char *path;
	unsigned flags, children, count;	/* children: by number of node */
};

enum { TRACKED = 1, LINK = 1 | 1 << 4, ANY = 0 };

/* .venv/{.hgkeep, bin/{x, y}}, a, deep/.venv/pyvenv.cfg, l,
 * .hglf/z/bin/big */
static const struct node nodes[] = {
	{ ".hglf", ANY, 11, 1 },
	{ ".venv", ANY, 5, 2 },
	{ "a", TRACKED, 0, 0 },
	{ "deep", ANY, 9, 1 },
	{ "l", LINK, 0, 0 },
	{ ".venv/.hgkeep", TRACKED, 0, 0 },
	{ ".venv/bin", ANY, 7, 2 },
	{ ".venv/bin/x", ANY, 0, 0 },
	{ ".venv/bin/y", TRACKED, 0, 0 },
	{ "deep/.venv", ANY, 10, 1 },
	{ "deep/.venv/pyvenv.cfg", TRACKED, 0, 0 },
	{ ".hglf/z", ANY, 12, 1 },
	{ ".hglf/z/bin", ANY, 13, 1 },
	{ ".hglf/z/bin/big", TRACKED, 0, 0 },
};

enum { NNODES = sizeof(nodes) / sizeof(nodes[0]) };

static struct str
tree_make(struct arena *a)
{
	struct buf b = buf_in(a);
	size_t at = NNODES * 44;

	for (int i = 0; i < NNODES; i++) {
		put(&b, at, 4);
		put(&b, strlen(nodes[i].path), 2);
		put(&b, 0, 2 + 4 + 2);
		put(&b, nodes[i].children * 44, 4);
		put(&b, nodes[i].count, 4);
		put(&b, 0, 4 + 4);
		put(&b, nodes[i].flags, 2);
		put(&b, 0, 12);
		at += strlen(nodes[i].path);
	}
	for (int i = 0; i < NNODES; i++)
		buf_text(&b, nodes[i].path);
	return buf_view(&b);
}

static bool
tree_read(void *file, unsigned long long place, void *to, size_t n)
{
	const struct str *tree = file;

	if (place > tree->n || n > tree->n - place)
		return false;
	memcpy(to, tree->p + place, n);
	return true;
}

static const char *
tree_said(struct str tree, const char *env)
{
	static struct dirstate_tree x;
	struct tracked t = { .env = str_from(env) };

	x = (struct dirstate_tree){ .tracked = &t, .top = { 0, 5 },
	    .read = tree_read, .file = &tree };
	return !dirstate_search(&x) ? "bad" : t.found ? "tracked" :
	    t.way ? "way" : "not";
}

static void
put_at(char *p, unsigned value)
{
	for (int i = 0; i < 4; i++)
		p[i] = (char)(value >> 8 * (3 - i) & 0xff);
}

static void
check_tree(struct arena *a)
{
	struct str tree = tree_make(a);
	char *circle = str_copy(a, tree);

	is_str(tree_said(tree, ".venv"), "tracked", "tree: a file below");
	is_str(tree_said(tree, ".VENV"), "tracked", "tree: without case");
	is_str(tree_said(tree, "deep/.venv"), "tracked", "tree: its cfg");
	is_str(tree_said(tree, "deep/venv"), "not", "tree: a neighbour");
	is_str(tree_said(tree, "b/.venv"), "not", "tree: elsewhere");
	is_str(tree_said(tree, "a/.venv"), "not", "tree: below a file");
	is_str(tree_said(tree, "l"), "way", "tree: a link of its name");
	is_str(tree_said(tree, ".venv/bin"), "not", "tree: direct files");
	is_str(tree_said(tree, "z"), "tracked", "tree: a large file");
	is_str(tree_said(tree, ""), "tracked", "tree: the env is all of it");
	is_str(tree_said((struct str){ tree.p, 44 * 5 }, ".venv"), "bad",
	    "tree: cut short");
	/* the children of .venv/bin are those of .venv */
	put_at(circle + 6 * 44 + 14, 5 * 44);
	is_str(tree_said((struct str){ circle, tree.n }, ".venv"), "bad",
	    "tree: what goes in a circle ends");
}

static void
check_docket(struct arena *a)
{
	static struct dirstate_tree x;
	struct buf b = buf_in(a);

	buf_text(&b, "dirstate-v2\n");
	put(&b, 0, 64);
	put(&b, 44, 4);
	put(&b, 3, 4);
	put(&b, 0, 36 + 4);
	put(&b, 4, 1);
	buf_text(&b, "abcd");
	ok(dirstate_docket(&x, buf_view(&b)), "docket: is read");
	is_int(x.top.start, 44, "docket: where its tree begins");
	is_int(x.top.count, 3, "docket: how many nodes that has");
	is_str(x.uid, "abcd", "docket: the name of its file");
	ok(!dirstate_docket(&x, (struct str){ b.p, b.n - 1 }),
	    "docket: cut short");
	b.p[b.n - 2] = '/';
	ok(!dirstate_docket(&x, buf_view(&b)), "docket: names no path");
	b.p[0] = 'D';
	ok(!dirstate_docket(&x, buf_view(&b)), "docket: of another form");
}

int
main(void)
{
	struct arena a = arena_fresh();

	check_list(&a);
	check_cuts(&a);
	check_tree(&a);
	check_docket(&a);
	return done_testing();
}
