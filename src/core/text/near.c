#include "config.h"

#include "core/text/near.h"

#include <string.h>

#include "base/buf.h"

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * How many letters are missing, too many, others, or in the wrong order: the
 * distance of Damerau and Levenshtein, of words within NEAR_LENGTH.
 */
static unsigned
slips(const char *a, size_t n, const char *b, size_t m)
{
	unsigned cost[NEAR_LENGTH + 1][NEAR_LENGTH + 1];

	for (size_t i = 0; i <= n; i++)
		cost[i][0] = (unsigned)i;
	for (size_t j = 0; j <= m; j++)
		cost[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++) {
			unsigned other = a[i - 1] != b[j - 1];
			unsigned best = least(cost[i - 1][j - 1] + other,
			    least(cost[i - 1][j], cost[i][j - 1]) + 1);

			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				best = least(best, cost[i - 2][j - 2] + 1);
			cost[i][j] = best;
		}
	return cost[n][m];
}

struct near
near_to(const char *word)
{
	return (struct near){ .word = word };
}

/* The dashes of an option are right, and make no slip less of one. */
static const char *
letters(const char *word)
{
	return word + strspn(word, "-");
}

/* One slip in three letters; a word begun counts as one. */
void
near_offer(struct near *near, const char *candidate)
{
	const char *word = letters(near->word), *other = letters(candidate);
	size_t n = strlen(word), m = strlen(other);
	unsigned found;

	if (n == 0 || n > NEAR_LENGTH || m > NEAR_LENGTH ||
	    strcmp(near->word, candidate) == 0)
		return;
	found = n >= 3 && n < m && strncmp(other, word, n) == 0 ? 1 :
	    slips(word, n, other, m);
	if (found > (n + 1) / 3 || found >= m ||
	    (near->best != NULL && found >= near->slips))
		return;
	near->best = candidate;
	near->slips = found;
}

const char *
near_question(struct arena *a, const struct near *near)
{
	return near->best == NULL ? "" :
	    text_join(a, "; did you mean ", near->best, "?", NULL);
}
