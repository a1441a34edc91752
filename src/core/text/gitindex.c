#include "config.h"

#include "core/text/gitindex.h"

#include <string.h>

/*
 * "DIRC", version, number of entries; the entries, by name; extensions, each
 * a name of four letters and a size; a checksum.  An entry is 40 bytes of stat
 * data, an object name, flags, the path, and NULs up to a multiple of eight.
 * In version 4 the flags are followed by how many bytes of the path before it
 * to drop, then what to add, then one NUL.
 */
enum {
	HEADER_SIZE = 12,
	STAT_SIZE = 40,
	STAT_MODE = 24,
	MODE_TYPE = 0170000,
	MODE_DIR = 0040000,	/* a directory left out: a sparse index */
	MODE_LINK = 0120000,
	MODE_MODULE = 0160000,
	FLAG_EXTENDED = 0x4000,
	FLAG_LENGTH = 0x0fff,	/* of the path; this where it is longer */
};

/* What one entry is made of. */
struct entry {
	const unsigned char *bytes;
	size_t size;		/* all of it */
	size_t length;		/* of the path as the flags have it */
	size_t kept;		/* of the path before it */
	struct str tail;	/* what comes behind that */
};

static uint32_t
number(const unsigned char *p, size_t n)
{
	uint32_t value = 0;

	while (n-- > 0)
		value = value << 8 | *p++;
	return value;
}

static enum tracked_kind
entry_kind(const struct entry *e)
{
	switch (number(e->bytes + STAT_MODE, 4) & MODE_TYPE) {
	case MODE_DIR:
		return TRACKED_LEFT_OUT;
	case MODE_LINK:
		return TRACKED_LINK;
	case MODE_MODULE:
		return TRACKED_MODULE;
	default:
		return TRACKED_FILE;
	}
}

/* Are the one to eight bytes behind a path all NUL? */
static bool
is_padding(const char *p, size_t n)
{
	uint32_t first, last;

	if (n < sizeof(first))
		return (p[0] | p[n / 2] | p[n - 1]) == '\0';
	memcpy(&first, p, sizeof(first));
	memcpy(&last, p + n - sizeof(last), sizeof(last));
	return (first | last) == 0;
}

/* The path from at on, of length bytes or up to a NUL; false: not all here. */
static bool
entry_tail(struct entry *e, size_t at, size_t have, size_t length)
{
	const char *p = (const char *)e->bytes + at;
	const char *end = p + length;

	if (e->length == FLAG_LENGTH)
		end = at < have ? memchr(p, '\0', have - at) : NULL;
	else if (at + length >= have)
		return false;
	if (end == NULL)
		return false;
	e->tail = str_range(p, end);
	return true;
}

/* An entry of version 2 or 3; false: not all in this block yet, or bad. */
static bool
entry_plain(struct gitindex *x, struct entry *e, size_t at, size_t have)
{
	size_t end;

	if (!entry_tail(e, at, have, e->length))
		return false;
	end = at + e->tail.n;
	e->size = (end + 8) & ~(size_t)7;
	if (e->size > have)
		return false;
	if (!is_padding(e->tail.p + e->tail.n, e->size - end))
		x->part = GITINDEX_BAD;
	return true;
}

/* Seven bits a byte, the last one below 128; each further byte adds one. */
static bool
varint(const unsigned char *p, size_t have, size_t *at, size_t *value)
{
	*value = 0;
	for (int i = 0; i < 4 && *at < have; i++) {
		unsigned byte = p[(*at)++];

		*value = *value << 7 | (byte & 0x7f);
		if ((byte & 0x80) == 0)
			return true;
		++*value;
	}
	return false;
}

static bool
entry_packed(struct gitindex *x, struct entry *e, size_t at, size_t have)
{
	size_t start = at, dropped;

	if (!varint(e->bytes, have, &at, &dropped)) {
		if (at - start == 4)
			x->part = GITINDEX_BAD;
		return false;
	}
	if (dropped > x->length || (e->length < FLAG_LENGTH &&
	    x->length - dropped > e->length)) {
		x->part = GITINDEX_BAD;
		return false;
	}
	e->kept = x->length - dropped;
	if (!entry_tail(e, at, have, e->length - e->kept))
		return false;
	e->size = at + e->tail.n + 1;
	if (e->tail.p[e->tail.n] != '\0')
		x->part = GITINDEX_BAD;
	return true;
}

/* Read what is at p; false: it is not all in this block yet, or it is bad. */
static bool
entry_read(struct gitindex *x, const char *p, size_t have, struct entry *e)
{
	size_t at = STAT_SIZE + x->hash + 2;
	unsigned flags;

	if (have <= at)
		return false;
	e->bytes = (const unsigned char *)p;
	flags = (unsigned)(e->bytes[at - 2] << 8 | e->bytes[at - 1]);
	e->length = flags & FLAG_LENGTH;
	e->kept = 0;
	if ((flags & FLAG_EXTENDED) != 0) {
		if (x->version < 3)
			x->part = GITINDEX_BAD;
		at += 2;
	}
	if (have <= at)
		return false;
	return x->version < 4 ? entry_plain(x, e, at, have) :
	    entry_packed(x, e, at, have);
}

/* The path of an entry of version 4, or as much of it as x->path holds. */
static struct str
path_packed(struct gitindex *x, const struct entry *e)
{
	size_t at = e->kept < GITINDEX_PATH ? e->kept : GITINDEX_PATH;
	size_t n = GITINDEX_PATH - at;

	n = n < e->tail.n ? n : e->tail.n;
	if (n > 0)
		memcpy(x->path + at, e->tail.p, n);
	return (struct str){ x->path, at + n };
}

/*
 * How much of the env's path the entry has in common with it.  What it keeps
 * of the path before it was compared with that path already; only if all of
 * that agreed is there anything left to compare.
 */
static void
entry_follow(struct gitindex *x, const struct entry *e)
{
	struct tracked *t = x->tracked;
	struct str path = x->version < 4 ? e->tail : path_packed(x, e);
	size_t along = x->along;

	x->length = e->kept + e->tail.n;
	if (e->kept > along && along < t->env.n && t->same == NULL)
		return;
	x->along = tracked_along(t, path, e->kept < along ? e->kept : along);
	if (x->along == t->env.n || x->along == path.n || t->same != NULL)
		tracked_add(t, path, x->along, entry_kind(e));
}

/* Is there a path, as long as the flags say? */
static void
entry_check(struct gitindex *x, const struct entry *e)
{
	if (e->length == 0)
		x->nameless = true;
	else if (e->tail.n == 0 ? e->kept == 0 :
	    e->tail.p[e->tail.n - 1] == '\0')
		x->part = GITINDEX_BAD;
	if (e->length == FLAG_LENGTH && e->kept + e->tail.n < FLAG_LENGTH)
		x->part = GITINDEX_BAD;
}

static size_t
take_entries(struct gitindex *x, const char *p, size_t have)
{
	struct entry e;
	size_t used = 0;

	while (x->entries > 0 && !x->tracked->found &&
	    entry_read(x, p + used, have - used, &e)) {
		entry_check(x, &e);
		if (x->part == GITINDEX_BAD)
			return used;
		entry_follow(x, &e);
		used += e.size;
		x->entries--;
	}
	if (x->part == GITINDEX_ENTRIES && x->entries == 0)
		x->part = GITINDEX_EXTENSIONS;
	return used;
}

/*
 * Extensions whose name begins with a small letter change what the entries
 * mean.  "sdir" (a sparse index) can be passed over, as the modes of the
 * entries tell the same.  "link" (a split index) begins with the name of the
 * shared index; behind it are bits for those of its entries that are deleted.
 * Any other means that this index cannot be understood.
 */
static size_t
take_extension(struct gitindex *x, const char *p, size_t have)
{
	bool link = have >= 8 && memcmp(p, "link", 4) == 0;

	if (have < (link ? 8 + x->hash + 4 : 8))
		return 0;
	x->skip = number((const unsigned char *)p + 4, 4);
	if (link) {
		if (x->skip < x->hash + 4)
			x->part = GITINDEX_BAD;
		memcpy(x->shared, p + 8, x->hash);
		x->deletes = number((const unsigned char *)p + 8 + x->hash,
		    4) != 0;
		x->split = true;
	} else if (!(p[0] >= 'A' && p[0] <= 'Z') &&
	    memcmp(p, "sdir", 4) != 0) {
		x->part = GITINDEX_BAD;
	}
	return 8;
}

static size_t
take_extensions(struct gitindex *x, const char *p, size_t have)
{
	size_t used = 0, n;

	while (x->part == GITINDEX_EXTENSIONS && used < have) {
		if (x->skip > 0) {
			n = x->skip < have - used ? (size_t)x->skip :
			    have - used;
			x->skip -= n;
		} else if ((n = take_extension(x, p + used, have - used)) == 0)
			break;
		used += n;
	}
	return used;
}

static size_t
take_header(struct gitindex *x, const char *p, size_t have)
{
	if (have < HEADER_SIZE)
		return 0;
	x->version = number((const unsigned char *)p + 4, 4);
	x->entries = number((const unsigned char *)p + 8, 4);
	x->part = x->entries > 0 ? GITINDEX_ENTRIES : GITINDEX_EXTENSIONS;
	if (memcmp(p, "DIRC", 4) != 0 || x->version < 2 || x->version > 4)
		x->part = GITINDEX_BAD;
	return HEADER_SIZE;
}

/*
 * An index does not say how long its object names are.  Try both: with the
 * wrong length it does not read as an index.
 */
void
gitindex_begin(struct gitindex *x, struct tracked *t, size_t hash,
    unsigned long long size)
{
	x->tracked = t;
	x->hash = hash;
	x->left = size < hash ? 0 : size - hash;
	x->part = size < hash || t->env.n >= GITINDEX_PATH ?
	    GITINDEX_BAD : GITINDEX_HEADER;
	x->skip = 0;
	x->nameless = x->split = false;
	x->length = x->along = 0;
}

static size_t
take_part(struct gitindex *x, const char *p, size_t have)
{
	switch (x->part) {
	case GITINDEX_HEADER:
		return take_header(x, p, have);
	case GITINDEX_ENTRIES:
		return take_entries(x, p, have);
	case GITINDEX_EXTENSIONS:
		return take_extensions(x, p, have);
	case GITINDEX_END:
	case GITINDEX_BAD:
		break;
	}
	return 0;
}

/* All has been read: does it make an index? */
static void
take_end(struct gitindex *x)
{
	if (x->part >= GITINDEX_END)
		return;
	if (x->tracked->found)
		x->part = GITINDEX_END;
	else if (x->left == 0)
		x->part = x->part == GITINDEX_EXTENSIONS && x->skip == 0 &&
		    (x->split || !x->nameless) ? GITINDEX_END : GITINDEX_BAD;
}

size_t
gitindex_take(struct gitindex *x, struct str block)
{
	size_t have = block.n < x->left ? block.n : (size_t)x->left;
	size_t used = 0, n;
	enum gitindex_part before;

	do {
		before = x->part;
		n = take_part(x, block.p + used, have - used);
		used += n;
		x->left -= n;
		take_end(x);
	} while (n > 0 || x->part != before);
	if (x->part < GITINDEX_END && have - used == x->left)
		x->part = GITINDEX_BAD;
	return used;
}
