/*
 * Indexes written here, by the format's description, and read back.  Those
 * that git itself writes are in tests/git.bats.
 */
#include "config.h"

#include "core/text/gitindex.h"

#include "base/arena.h"
#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

enum { FILE_MODE = 0100644, LINK_MODE = 0120000, GITLINK = 0160000,
	SPARSE = 0040000 };

struct kind { unsigned version; size_t hash; };

static const struct kind kinds[] = {
	{ 2, 20 }, { 3, 20 }, { 4, 20 }, { 2, 32 }, { 3, 32 }, { 4, 32 },
};

enum { NKINDS = sizeof(kinds) / sizeof(kinds[0]) };

/*
 * An entry is a word, its path; what else there is to it stands before that:
 * "x:" extended flags, from version 3 on, "X:" in any version, "1:" stage one,
 * "l:" a link, "g:" a submodule, "s:" a directory left out.
 */
struct index {
	struct buf bytes;
	struct kind kind;
	const char *last;
	unsigned long count;
};

static void
put(struct buf *b, unsigned long value, int n)
{
	while (n-- > 0)
		buf_char(b, (char)(value >> 8 * n & 0xff));
}

static void
put_varint(struct buf *b, size_t value)
{
	char digits[16];
	size_t at = sizeof(digits);

	digits[--at] = (char)(value & 0x7f);
	while ((value >>= 7) != 0)
		digits[--at] = (char)(0x80 | (--value & 0x7f));
	buf_bytes(b, digits + at, sizeof(digits) - at);
}

static size_t
alike(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] != '\0' && a[n] == b[n])
		n++;
	return n;
}

static void
put_path(struct index *x, const char *path, size_t start)
{
	size_t same = alike(x->last, path);

	if (x->kind.version == 4) {
		put_varint(&x->bytes, strlen(x->last) - same);
		buf_bytes(&x->bytes, path + same, strlen(path) - same + 1);
	} else {
		buf_bytes(&x->bytes, path, strlen(path) + 1);
		while ((x->bytes.n - start) % 8 != 0)
			buf_char(&x->bytes, '\0');
	}
	x->last = path;
	x->count++;
}

static void
put_entry(struct index *x, const char *word)
{
	bool marked = word[0] != '\0' && word[1] == ':';
	const char *path = marked ? word + 2 : word;
	char mark = marked ? word[0] : ' ';
	bool extended = mark == 'X' || (mark == 'x' && x->kind.version > 2);
	unsigned mode = mark == 'l' ? LINK_MODE : mark == 'g' ? GITLINK :
	    mark == 's' ? SPARSE : FILE_MODE;
	size_t start = x->bytes.n, length = strlen(path);

	put(&x->bytes, 0x5f000000, 4);
	for (int i = 1; i < 6; i++)
		put(&x->bytes, 0x01020304, 4);
	put(&x->bytes, mode, 4);
	for (int i = 7; i < 10; i++)
		put(&x->bytes, 1000, 4);
	for (size_t i = 0; i < x->kind.hash; i++)
		buf_char(&x->bytes, (char)(0x80 + i));
	put(&x->bytes, (extended ? 0x4000u : 0) | (mark == '1' ? 0x1000u : 0) |
	    (length < 0xfff ? length : 0xfff), 2);
	if (extended)
		put(&x->bytes, 0x4000, 2);
	put_path(x, path, start);
}

static void
put_extension(struct index *x, const char *name, size_t n)
{
	buf_text(&x->bytes, name);
	put(&x->bytes, n, 4);
	while (n-- > 0)
		buf_char(&x->bytes, 'x');
}

static struct index
index_begin(struct arena *a, struct kind kind)
{
	struct index x = { .bytes = buf_in(a), .kind = kind, .last = "" };

	buf_text(&x.bytes, "DIRC");
	put(&x.bytes, kind.version, 4);
	put(&x.bytes, 0, 4);
	return x;
}

static struct str
index_end(struct index *x)
{
	for (int i = 0; i < 4; i++)
		x->bytes.p[8 + i] = (char)(x->count >> 8 * (3 - i) & 0xff);
	for (size_t i = 0; i < x->kind.hash; i++)
		buf_char(&x->bytes, (char)0xee);
	return buf_view(&x->bytes);
}

/* Entries separated by blanks; then extensions, "+TREE" of 30 bytes. */
static struct str
index_make(struct arena *a, struct kind kind, const char *words)
{
	struct index x = index_begin(a, kind);
	struct str rest = str_from(words), word;

	while (str_cut(&rest, ' ', &word)) {
		const char *text = str_copy(a, word);

		if (text[0] == '+')
			put_extension(&x, text + 1, 30);
		else if (text[0] != '\0')
			put_entry(&x, text);
	}
	return index_end(&x);
}

enum answer { UNKNOWN, NO, YES, WAY };

/* Fed in blocks of n bytes, of what is left and n more. */
static bool
fed(struct gitindex *x, struct str index, size_t n)
{
	size_t at = 0, end = 0, used;

	while (x->part < GITINDEX_END && end < index.n) {
		end = index.n - end < n ? index.n : end + n;
		/* of the heap, for a sanitizer to see its ends */
		char *block = malloc(end - at + 1);

		if (block == NULL)
			bail("out of memory");
		memcpy(block + 1, index.p + at, end - at);
		used = gitindex_take(x, (struct str){ block + 1, end - at });
		free(block);
		if (used > end - at)
			return false;
		at += used;
	}
	return x->part == GITINDEX_END;
}

static struct tracked last;

static enum answer
asked(struct str index, struct str path, size_t n)
{
	static const size_t hashes[] = { 20, 32 };
	enum answer answer = UNKNOWN;
	struct gitindex x;

	for (size_t i = 0; i < 2; i++) {
		struct tracked t = { .env = path };

		gitindex_begin(&x, &t, hashes[i], index.n);
		if (!fed(&x, index, n))
			continue;
		answer = answer != UNKNOWN || t.left_out || x.split ?
		    UNKNOWN : t.found ? YES : t.way ? WAY : NO;
		last = t;
	}
	return answer;
}

/* Whole, and in blocks that end anywhere. */
static enum answer
tracks(struct str index, struct str path)
{
	static const size_t sizes[] = { 1, 7, 64, 1000 };
	enum answer whole = asked(index, path, index.n);

	for (size_t i = 0; i < 4 && index.n < 4000; i++)
		if (asked(index, path, sizes[i]) != whole)
			bail("blocks of %zu bytes are another index",
			    sizes[i]);
	return whole;
}

static const char *
answer_name(enum answer answer)
{
	return answer == YES ? "tracked" : answer == WAY ? "way" :
	    answer == NO ? "not" : "unknown";
}

static const struct {
	const char *words, *path, *want;
} rows[] = {
	{ "", ".venv", "not" },
	{ "+TREE", ".venv", "not" },
	{ "a b c", ".venv", "not" },
	{ ".venv", ".venv", "way" },
	{ ".venv/bin/python", ".venv", "tracked" },
	{ "a .venv/bin/python z", ".venv", "tracked" },
	{ "l:.venv", ".venv", "way" },
	{ "g:.venv", ".venv", "tracked" },
	{ "1:.venv/b/x", ".venv", "tracked" },
	{ "x:.venv/b/x", ".venv", "tracked" },
	{ "x:.a x:.b", ".venv", "not" },
	{ ".venv .venv.py", ".venv", "way" },
	{ ".venv-2 .venv.py .venv0 .venvx", ".venv", "not" },
	{ ".ven .venv-2/a .venv-2/b .venv/a/b", ".venv", "tracked" },
	{ ".ven .venv-2/a .venv.b/c .venv0/a", ".venv", "not" },
	{ "a/.venv/x", ".venv", "not" },
	{ ".venv/x", "a/.venv", "not" },
	{ "a/.venv/b/x", "a/.venv", "tracked" },
	{ "a/.venv-x/y a/.venv/b/x", "a/.venv", "tracked" },
	{ "a/.venv-x/y a/.venvv/x b/.venv/x", "a/.venv", "not" },
	{ "a/b/c/d a/b/c/e/f a/b/x", "a/b/c", "tracked" },
	{ "a/b", "a/b/c", "not" },
	{ "a", "a/b/c", "not" },
	{ "g:a", "a/.venv", "not" },
	{ "aaaaaaaa aaaaaaab b", "aaaaaaab", "way" },
	{ "aaaaaaaa aaaaaaab b", "aaaaaaa", "not" },
	{ "a b +TREE +REUC +UNTR +FSMN +EOIE +IEOT", ".venv", "not" },
	{ "a .venv/b/x +TREE", ".venv", "tracked" },
	/* sparse: a directory that is left out may hold the path */
	{ "a s:d/ +sdir", ".venv", "not" },
	{ "a s:d/ +sdir", "d/.venv", "unknown" },
	{ "a s:d/ +sdir", "d/e/.venv", "unknown" },
	{ "a s:d/e/ +sdir", "d/.venv", "not" },
	{ "s:d/.venv/ +sdir", "d/.venv", "tracked" },
	{ "s:d/.venv/e/ +sdir", "d/.venv", "tracked" },
	{ "s:d/ s:dd/ +sdir", "ddd/.venv", "not" },
	/* what is not understood */
	{ "a +link", ".venv", "unknown" },
	{ "+link", ".venv", "unknown" },
	{ "a +abcd", ".venv", "unknown" },
	{ "a +1BCD", ".venv", "unknown" },
	/* the repository is the env */
	{ "a .gitignore", "", "not" },
	{ "bin/python", "", "tracked" },
	{ "pyvenv.cfg", "", "tracked" },
	{ "l:lib", "", "tracked" },
	/* files directly in the env */
	{ ".venv/.gitignore .venv/.gitkeep", ".venv", "not" },
	{ ".venv/.gitkeep .venv/bin/python", ".venv", "tracked" },
	{ ".venv/b .venv/bin/python", ".venv", "tracked" },
	{ ".venv/pyvenv.cfg", ".venv", "tracked" },
	{ ".venv/PyVenv.CFG", ".venv", "tracked" },
	{ ".venv/pyvenv.cfg.bak .venv/xpyvenv.cfg", ".venv", "not" },
	{ "l:.venv/lib", ".venv", "tracked" },
	{ "g:.venv/src", ".venv", "tracked" },
	{ "1:.venv/a 1:.venv/a 1:.venv/a .venv/b/c", ".venv", "tracked" },
	{ "1:a 1:a 1:a .venv/b/c", ".venv", "tracked" },
	/* without case */
	{ ".VENV/bin/python", ".venv", "tracked" },
	{ ".venv/bin/python", ".VEnv", "tracked" },
	{ "Sub/.venv/bin/python", "sub/.venv", "tracked" },
	{ "SUB/.a SUB/.venv/bin/python", "sub/.venv", "tracked" },
	{ "[/.venv/bin/x", "{/.venv", "not" },
	{ "@/.venv/bin/x", "`/.venv", "not" },
};

static void
check_rows(struct arena *a)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t k = 0; k < NKINDS; k++)
			is_str(answer_name(tracks(index_make(a,
			    kinds[k], rows[i].words), str_from(rows[i].path))),
			    rows[i].want, "version %u, %zu bytes: '%s' %s "
			    "in '%s'", kinds[k].version, kinds[k].hash,
			    rows[i].path, rows[i].want, rows[i].words);
}

static void
check_kept(struct arena *a)
{
	char first[48] = ".venv-a", second[48] = ".venv-a";
	struct str index;

	/* of 47 bytes, and 47 is '/': the flags are not the path */
	memset(first + 7, 'b', 40);
	memset(second + 7, 'c', 40);
	index = index_make(a, (struct kind){ 4, 20 }, text_join(a, first, " ",
	    second, NULL));
	is_int(tracks(index, STR(".venv")), NO,
	    "what stands before the rest of a path is no part of it");
}

/* Paths of every length up to past the padding, and past the 12 bits. */
static void
check_lengths(struct arena *a)
{
	static const size_t lengths[] = {
		1, 2, 3, 4, 5, 6, 7, 8, 9, 126, 127, 128, 129, 4094, 4095,
		4096, 20000,
	};
	size_t n = sizeof(lengths) / sizeof(lengths[0]);

	for (size_t i = 0; i < n * NKINDS; i++) {
		struct kind kind = kinds[i / n];
		char *name = arena_alloc(a, lengths[i % n] + 1, 1);
		struct str index;

		memset(name, 'a', lengths[i % n]);
		index = index_make(a, kind, text_join(a, name, " b b/c/d/e c",
		    NULL));
		is_int(tracks(index, str_from(name)),
		    lengths[i % n] < GITINDEX_PATH ? WAY : UNKNOWN,
		    "version %u, %zu bytes: a path of %zu bytes is found",
		    kind.version, kind.hash, lengths[i % n]);
		is_int(tracks(index, STR("b/c")), YES,
		    "a path behind the long one is found");
		is_int(tracks(index, STR("b/d")), NO,
		    "a path that is not there is not found");
	}
}

/* No beginning of entries is an index: nothing is answered too early. */
static void
check_cuts(struct arena *a)
{
	for (size_t k = 0; k < NKINDS; k++) {
		struct str whole = index_make(a, kinds[k], "a b/c d");
		size_t wrong = 0;

		for (size_t n = 0; n < whole.n; n++) {
			/* of the heap, for a sanitizer to see its end */
			char *part = malloc(n + 1);

			if (part == NULL)
				bail("out of memory");
			memcpy(part + 1, whole.p, n);
			wrong += tracks((struct str){ part + 1, n },
			    STR(".venv")) != UNKNOWN;
			free(part);
		}
		is_int(wrong, 0, "version %u, %zu bytes: an index cut short "
		    "is not believed", kinds[k].version, kinds[k].hash);
	}
}

/* Bytes of a good index changed: the answer to that. */
static enum answer
changed_two(struct arena *a, struct kind kind, size_t at, int byte,
    size_t at_too, int byte_too)
{
	struct str good = index_make(a, kind, "a b/c");
	char *p = str_copy(a, good);

	p[at] = (char)byte;
	p[at_too] = (char)byte_too;
	return tracks((struct str){ p, good.n }, STR(".venv"));
}

static enum answer
changed(struct arena *a, struct kind kind, size_t at, int byte)
{
	return changed_two(a, kind, at, byte, at, byte);
}

static void
check_damage(struct arena *a)
{
	struct kind two = { 2, 20 }, four = { 4, 20 };

	is_int(changed(a, two, 0, 'd'), UNKNOWN,
	    "what does not begin with DIRC is no index");
	is_int(changed(a, two, 7, 1), UNKNOWN, "version 1 is unknown");
	is_int(changed(a, two, 7, 5), UNKNOWN, "version 5 is unknown");
	is_int(changed(a, two, 11, 3), UNKNOWN,
	    "more entries are announced than come");
	is_int(changed(a, two, 11, 1), UNKNOWN,
	    "fewer entries are announced than come");
	is_int(changed(a, two, 8, 0xff), UNKNOWN,
	    "four thousand million entries are not waited for");
	is_int(changed(a, two, 12 + 61, 2), UNKNOWN,
	    "a path shorter than its length is refused");
	is_int(changed(a, two, 12 + 60, 0x40), UNKNOWN,
	    "extended flags in version 2 are refused");
	is_int(changed(a, two, 12 + 64 + 70, 1), UNKNOWN,
	    "padding is NULs");
	is_int(changed(a, two, 12 + 62, 0), UNKNOWN,
	    "an empty path is refused");
	is_int(changed_two(a, two, 12 + 61, 0, 12 + 62, 0), UNKNOWN,
	    "a path whose length is 0 is refused");
	is_int(changed(a, four, 12 + 62, 1), UNKNOWN,
	    "no more of a path can be dropped than there is");
	is_int(changed(a, four, 12 + 62, 0xff), UNKNOWN,
	    "no more can be dropped by a number of two bytes");
	is_int(changed(a, two, 12 + 30, 7), NO,
	    "sizes and owners do not matter");
	is_int(changed_two(a, four, 77 + 61, 2, 77 + 62, 2), UNKNOWN,
	    "no more can be dropped where the length agrees");
	is_int(tracks(index_make(a, (struct kind){ 2, 20 },
	    "X:abcdefg"), STR(".venv")), UNKNOWN,
	    "extended flags in version 2 are refused with all they bring");
	is_int(tracks(index_make(a, (struct kind){ 5, 20 },
	    "a b c"), STR(".venv")), UNKNOWN,
	    "version 5 is unknown whatever it looks like");
	is_int(tracks((struct str){ NULL, 0 }, STR("a")),
	    UNKNOWN, "no bytes are no index");
}

int
main(void)
{
	struct arena a = arena_fresh();

	check_rows(&a);
	check_kept(&a);
	check_lengths(&a);
	check_cuts(&a);
	check_damage(&a);
	return done_testing();
}
