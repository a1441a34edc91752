#include "config.h"

#include "core/identity.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
	HANDLE_MAX = 12 + 2 * 128,	/* a number, a dot, 128 bytes in hex */
	BILLION = 1000000000,
};

static const char letters[] = {
	[IDENTITY_NONE] = '-',
	[IDENTITY_BORN] = 'b',
	[IDENTITY_HANDLE] = 'h',
	[IDENTITY_INODE] = 'i',
	[IDENTITY_BEFORE] = 'o',
};

static bool
is_later(const struct identity *x, const struct identity *y)
{
	return x->seconds > y->seconds || (x->seconds == y->seconds &&
	    x->nanoseconds > y->nanoseconds);
}

bool
identity_same(const struct identity *recorded, const struct identity *now)
{
	switch (recorded->kind) {
	case IDENTITY_NONE:
		return false;
	case IDENTITY_BORN:
		return now->kind == IDENTITY_BORN &&
		    recorded->ino == now->ino &&
		    recorded->seconds == now->seconds &&
		    recorded->nanoseconds == now->nanoseconds;
	case IDENTITY_HANDLE:
		return now->kind == IDENTITY_HANDLE &&
		    strcmp(recorded->handle, now->handle) == 0;
	case IDENTITY_INODE:
	case IDENTITY_BEFORE:
		break;
	}
	if (now->kind == IDENTITY_NONE || recorded->ino != now->ino)
		return false;
	return recorded->kind == IDENTITY_INODE ||
	    now->kind != IDENTITY_BORN || !is_later(now, recorded);
}

bool
identity_renews(const struct identity *recorded, const struct identity *now)
{
	return recorded->kind != now->kind && identity_same(recorded, now);
}

bool
identity_weak(const struct identity *id)
{
	return id->kind == IDENTITY_INODE;
}

void
identity_print(struct buf *b, const struct identity *id)
{
	buf_char(b, letters[id->kind]);
	if (id->kind == IDENTITY_NONE)
		return;
	if (id->kind == IDENTITY_HANDLE) {
		buf_text(b, id->handle);
		return;
	}
	buf_number(b, id->ino);
	if (id->kind == IDENTITY_INODE)
		return;
	buf_char(b, '.');
	buf_number(b, id->seconds);
	buf_char(b, '.');
	buf_number(b, id->nanoseconds);
}

/* Is s a type, a dot, and bytes as pairs of hexadecimal digits? */
static bool
is_handle(struct str s)
{
	unsigned long long type;
	struct str word;

	if (s.n > HANDLE_MAX || !str_cut(&s, '.', &word) ||
	    !str_number(word, UINT_MAX, &type) || s.n == 0 || s.n % 2 != 0)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr("0123456789abcdef", s.p[i]) ==
		    NULL)
			return false;
	return true;
}

static bool
date_take(struct str *rest, struct identity *id)
{
	unsigned long long nanoseconds;
	struct str word;

	if (!str_cut(rest, '.', &word) ||
	    !str_number(word, LLONG_MAX, &id->seconds) ||
	    !str_cut(rest, '.', &word) ||
	    !str_number(word, BILLION - 1, &nanoseconds))
		return false;
	id->nanoseconds = (unsigned long)nanoseconds;
	return true;
}

bool
identity_parse(struct arena *a, struct str word, struct identity *id)
{
	const char *letter = word.n == 0 ? NULL :
	    memchr(letters, word.p[0], sizeof(letters));
	struct identity parsed = { .kind = IDENTITY_NONE };
	struct str rest, part;

	if (letter == NULL)
		return false;
	parsed.kind = (enum identity_kind)(letter - letters);
	rest = str_range(word.p + 1, word.p + word.n);
	if (parsed.kind == IDENTITY_NONE) {
		if (rest.n > 0)
			return false;
	} else if (parsed.kind == IDENTITY_HANDLE) {
		if (!is_handle(rest))
			return false;
		parsed.handle = str_copy(a, rest);
	} else {
		if (!str_cut(&rest, '.', &part) ||
		    !str_number(part, ULLONG_MAX, &parsed.ino) ||
		    (parsed.kind != IDENTITY_INODE &&
		    !date_take(&rest, &parsed)) || rest.p != NULL)
			return false;
	}
	*id = parsed;
	return true;
}
