#include "config.h"

#include "core/text/glob.h"

/* How long a set is, brackets included; 0: none closes it. */
static size_t
set_length(struct str glob)
{
	size_t i = glob.n > 1 && glob.p[1] == '!' ? 3 : 2;

	for (; i < glob.n; i++)
		if (glob.p[i] == ']')
			return i + 1;
	return 0;
}

static bool
set_holds(struct str set, char c)
{
	bool negated = set.p[1] == '!', held = false;

	for (size_t i = negated ? 2 : 1; i + 1 < set.n; i++) {
		if (i + 3 < set.n && set.p[i + 1] == '-') {
			held |= (unsigned char)c >= (unsigned char)set.p[i] &&
			    (unsigned char)c <= (unsigned char)set.p[i + 2];
			i += 2;
		} else {
			held |= c == set.p[i];
		}
	}
	return held != negated;
}

/* How much of the glob matches c; 0: it does not. */
static size_t
one_matches(struct str glob, char c)
{
	size_t set;

	if (glob.n == 0)
		return 0;
	if (glob.p[0] != '[')
		return glob.p[0] == '?' || glob.p[0] == c;
	set = set_length(glob);
	return set > 0 && set_holds((struct str){ glob.p, set }, c) ? set : 0;
}

/* The stars at the front; *dirs: they end where a name begins. */
static size_t
stars(struct str glob, bool *dirs)
{
	size_t n = 0;

	while (n < glob.n && glob.p[n] == '*')
		n++;
	*dirs = n == 2 && glob.n > 2 && glob.p[2] == '/';
	return n + *dirs;
}

static struct str
from(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.n - n };
}

/* Going back to the last star is enough, as it can match whatever follows. */
bool
glob_matches(struct str glob, struct str text)
{
	size_t g = 0, t = 0, star = 0, retry = 0;
	bool have = false, dirs = false;

	for (;;) {
		bool at_dirs;
		size_t n = stars(from(glob, g), &at_dirs);

		if (n > 0) {
			g += n;
			star = g;
			retry = t;
			have = true;
			dirs = at_dirs;
			continue;
		}
		if (t == text.n && g == glob.n)
			return true;
		n = t < text.n ? one_matches(from(glob, g), text.p[t]) : 0;
		if (n > 0) {
			g += n;
			t++;
			continue;
		}
		do {
			if (!have || retry == text.n)
				return false;
			retry++;
		} while (dirs && text.p[retry - 1] != '/');
		g = star;
		t = retry;
	}
}
