/*
 * The word that was probably meant: of those offered the one with the fewest
 * slips, if there are few enough for a word of that length.
 *
 *	"crate"  of  create, recreate, remove	->  create
 */
#ifndef CORE_TEXT_NEAR_H
#define CORE_TEXT_NEAR_H

struct arena;

enum { NEAR_LENGTH = 32 };	/* longer words are nobody's slips */

struct near {
	const char *word;	/* as typed */
	const char *best;	/* so far; NULL: none is near */
	unsigned slips;		/* of best */
};

/* Begin with the word that was typed. */
struct near near_to(const char *word);

/* Compare it with one that there is. */
void near_offer(struct near *, const char *candidate);

/* "; did you mean create?", or "". */
const char *near_question(struct arena *, const struct near *);

#endif
