/*
 * Where else the answer for one directory holds, as far as a shell can see by
 * itself: in directories below `top` from which the search would climb to a
 * directory it has been in (`base`, or one above it), and meet none of the
 * names on that way.
 *
 *	top /home/u   base /home/u/src   names .venv venv
 *
 * holds in /home/u/a/b as long as neither /home/u/a nor /home/u/a/b
 *	- has a .venv or venv, be it only a link that leads nowhere;
 *	- has a file by which a manager knows its projects;
 *	- is itself a link;
 *	- is an automounter's directory, which is seen by its size 0.
 * Nothing is looked up that is not below top.
 */
#ifndef CORE_SHELL_REGION_H
#define CORE_SHELL_REGION_H

#include <stdbool.h>

#include "base/str.h"
#include "core/rule/settings.h"

struct arena;
struct facts;
struct variable;
struct watch;

enum { REGION_LEVELS = 4 };

struct region {
	const char *top;	/* NULL: the answer holds nowhere else */
	const char *base;	/* what is from here up to top is known */
	unsigned levels;	/* so many new ones may be below that, at */
				/* most REGION_LEVELS */
	struct words names;	/* none of the new levels may hold these: */
	size_t nfree;		/* the first so many not even as a link that */
				/* leads nowhere */
	struct words holes;	/* it holds neither in these nor below */
	const char *home;	/* no new level may be this, as a search */
				/* would end there; NULL: it is above top */
	bool tested;		/* the hook has the same tests from before */
	const char *const *environ;	/* of our process: "NAME=value" */
	const struct variable *vars;	/* the tests look at these as well; */
	size_t nvars;		/* NULL: the hook does so itself */
};

/*
 * The region of an answer to these facts.  It holds as long as the watch does,
 * to which is added what the region rests on besides.
 */
struct region region_of(struct arena *, const struct facts *, struct watch *);

/*
 * A text that is the same for two regions whose tests are the same.  Top and
 * base are not in it, as the tests find these in variables.
 */
const char *region_tests(struct arena *, const struct region *);

/*
 * A regular expression for a directory of the region with a "/" behind.  The
 * known part of it goes into the group __venvhook_0, the new levels into
 * __venvhook_1 ("a"), __venvhook_2 ("/b") and so on.  open is what the group
 * for the known levels below top begins with: "(?:", or a name: "(?P<name>".
 */
const char *region_pattern(struct arena *, const struct region *,
    const char *open);

/* That for the group __venvhook_0: a known directory, in no hole. */
const char *region_known(struct arena *, const struct region *,
    const char *open);

#endif
