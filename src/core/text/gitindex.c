#include "config.h"

#include "core/text/gitindex.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/*
 * "DIRC", version, number of entries; the entries, by name; extensions, each
 * a name of four letters and a size; a checksum.  An entry is 40 bytes of stat
 * data, an object name, flags, the path, and NULs up to a multiple of eight.
 * In version 4 the flags are followed by how many bytes of the path before it
 * to drop, then what to add, then one NUL.
 */
enum {
	STAT_SIZE = 40,
	STAT_MODE = 24,
	MODE_TYPE = 0170000,
	MODE_DIR = 0040000,	/* a directory left out: a sparse index */
	FLAG_EXTENDED = 0x4000,
	FLAG_LENGTH = 0x0fff,	/* of the path; this where it is longer */
};

static const size_t hash_sizes[] = { 20, 32 };	/* SHA-1, SHA-256 */

struct cursor {
	struct str rest;	/* what is still to be read */
	unsigned version;
	size_t hash;		/* bytes of an object name */
	bool failed;
};

/*
 * The paths are compared as they come, without keeping the one before: what
 * counts is how far it went along with the path asked for.
 */
struct trail {
	struct str path;	/* asked for */
	size_t length;		/* of the path of the entry before */
	size_t common;		/* bytes in which it begins like path */
	bool found;		/* it is path, or below */
	bool covered;		/* a directory left out has path in it */
};

/* The next n bytes; NULL, and failed, when there are not so many. */
static const unsigned char *
take(struct cursor *c, size_t n)
{
	const char *p = c->rest.p;

	if (c->failed || n > c->rest.n) {
		c->failed = true;
		return NULL;
	}
	c->rest = (struct str){ p + n, c->rest.n - n };
	return (const unsigned char *)p;
}

/* A big-endian number of n bytes; 0 after a failure. */
static uint32_t
take_number(struct cursor *c, size_t n)
{
	const unsigned char *p = take(c, n);
	uint32_t value = 0;

	while (p != NULL && n-- > 0)
		value = value << 8 | *p++;
	return value;
}

/* Seven bits a byte, the last one below 128; each further byte adds one. */
static size_t
take_varint(struct cursor *c)
{
	uint32_t byte = take_number(c, 1);
	size_t value = byte & 0x7f;

	while ((byte & 0x80) != 0 && !c->failed) {
		byte = take_number(c, 1);
		value = ((value + 1) << 7) | (byte & 0x7f);
	}
	return value;
}

/* Bytes up to a NUL, which is taken too. */
static struct str
take_string(struct cursor *c)
{
	const char *p = c->rest.p;
	const char *end = c->failed || c->rest.n == 0 ? NULL :
	    memchr(p, '\0', c->rest.n);

	if (end == NULL) {
		c->failed = true;
		return (struct str){ p, 0 };
	}
	c->rest = str_range(end + 1, p + c->rest.n);
	return str_range(p, end);
}

/* The path of an entry is the first kept bytes of the last one, and tail. */
static void
trail_follow(struct trail *t, size_t kept, struct str tail, uint32_t mode)
{
	size_t length = kept + tail.n;
	size_t at = kept;

	if (kept <= t->common) {
		while (at < t->path.n && at < length &&
		    tail.p[at - kept] == t->path.p[at])
			at++;
		t->common = at;
	}
	t->length = length;
	if (t->common == t->path.n && kept <= t->path.n)
		t->found = length == t->path.n ||
		    tail.p[t->path.n - kept] == '/';
	if ((mode & MODE_TYPE) == MODE_DIR && t->common == length)
		t->covered = true;
}

static void
take_padding(struct cursor *c, const char *start)
{
	size_t over = (size_t)(c->rest.p - start) % 8;
	size_t n = over == 0 ? 0 : 8 - over;
	const unsigned char *p = take(c, n);

	for (; p != NULL && n > 0; n--)
		if (*p++ != '\0')
			c->failed = true;
}

static void
take_entry(struct cursor *c, struct trail *t)
{
	const char *start = c->rest.p;
	uint32_t mode, flags;
	size_t dropped = t->length;
	struct str tail;

	take(c, STAT_MODE);
	mode = take_number(c, 4);
	take(c, STAT_SIZE - STAT_MODE - 4 + c->hash);
	flags = take_number(c, 2);
	if ((flags & FLAG_EXTENDED) != 0) {
		c->failed |= c->version < 3;
		take(c, 2);
	}
	if (c->version == 4)
		dropped = take_varint(c);
	tail = take_string(c);
	if (c->version < 4)
		take_padding(c, start);
	if (c->failed || dropped > t->length) {
		c->failed = true;
		return;
	}
	trail_follow(t, t->length - dropped, tail, mode);
	if ((flags & FLAG_LENGTH) !=
	    (t->length < FLAG_LENGTH ? t->length : FLAG_LENGTH) ||
	    t->length == 0)
		c->failed = true;
}

/*
 * Extensions with a small letter change what the entries mean.  "sdir" says
 * what the modes of the entries say too; "link", a split index, and those
 * still to be invented are not for us.
 */
static void
take_extension(struct cursor *c)
{
	const unsigned char *name = take(c, 4);
	uint32_t size = take_number(c, 4);

	take(c, size);
	if (!c->failed && !(name[0] >= 'A' && name[0] <= 'Z') &&
	    memcmp(name, "sdir", 4) != 0)
		c->failed = true;
}

/* An index says nowhere how long its object names are: only one size fits. */
static enum git_answer
tracks_with(struct str index, struct str path, size_t hash)
{
	struct cursor c = { .rest = index, .hash = hash };
	struct trail t = { .path = path };
	uint32_t left;

	if (index.n < hash || !str_starts(index, STR("DIRC")))
		return GIT_UNKNOWN;
	c.rest.n -= hash;
	take(&c, 4);
	c.version = take_number(&c, 4);
	left = take_number(&c, 4);
	if (c.version < 2 || c.version > 4)
		return GIT_UNKNOWN;
	while (left-- > 0 && !c.failed && !t.found)
		take_entry(&c, &t);
	while (c.rest.n > 0 && !c.failed && !t.found)
		take_extension(&c);
	if (c.failed || t.covered)
		return GIT_UNKNOWN;
	return t.found ? GIT_YES : GIT_NO;
}

enum git_answer
gitindex_tracks(struct str index, struct str path)
{
	enum git_answer one = tracks_with(index, path, hash_sizes[0]);
	enum git_answer other = tracks_with(index, path, hash_sizes[1]);

	if (path.n == 0)
		return GIT_UNKNOWN;
	if (one == GIT_UNKNOWN)
		return other;
	return other == GIT_UNKNOWN ? one : GIT_UNKNOWN;
}
