/*
 * Where else the answer for one directory holds, as far as a shell can see by
 * itself: in directories below `top` from which the search would climb to a
 * directory it has been in (`base`, or one above it), and meet none of the
 * names on that way.
 *
 *	top /home/u   base /home/u/src   names .venv venv
 *
 * holds in /home/u/a/b as long as neither /home/u/a nor /home/u/a/b has a
 * .venv, not even a link that leads nowhere, is a link or is an automounter's
 * directory, whose size is 0.  Nothing is looked up that is not below top.
 */
#ifndef CORE_SHELL_REGION_H
#define CORE_SHELL_REGION_H

#include <stdbool.h>

#include "base/str.h"
#include "core/rule/settings.h"

struct arena;
struct buf;
struct facts;
struct shell;
struct watch;

enum { REGION_LEVELS = 4 };

struct region {
	const char *top;	/* NULL: the answer holds nowhere else */
	const char *base;	/* from here up to top all is known */
	unsigned levels;	/* below that, REGION_LEVELS at most */
	struct words names;	/* which none of them may hold */
	struct words holes;	/* not in these, nor below */
	const char *home;	/* where a search would end; NULL: above top */
	bool tested;		/* the hook has the tests of these by now */
	const char *const *environ;	/* of our process: "NAME=value" */
	struct variable *vars;	/* what its tests look at besides, or NULL: */
	size_t nvars;		/* then the hook does so */
};

/* A variable that an answer rests on. */
struct variable {
	struct str name;
	const char *value;	/* NULL: there is none */
};

/*
 * The region of an answer to these facts.  It holds as long as the watch does,
 * which gets what the region rests on besides.
 */
struct region region_of(struct arena *, const struct facts *, struct watch *);

/*
 * By what its tests differ from those of another region, as they look at top
 * and base in variables.
 */
const char *region_tests(struct arena *, const struct region *);

/*
 * A pattern for a directory of it with a "/" behind.  What is known of that
 * goes into the group __venvhook_0, and the levels that are new into
 * __venvhook_1, "a", __venvhook_2, "/b", and so on.
 */
const char *region_pattern(struct arena *, const struct region *);

/*
 * Of that, what is in the group __venvhook_0: in no hole, and known.  open is
 * "(?:", or what begins a group of what is known below top.
 */
const char *region_known(struct arena *, const struct region *,
    const char *open);

/*
 * The values of all that an answer rests on and no watch or key can tell, as
 * the shell reads them: "${HOME-}:${PYTHONHOME-}".  With region_vars of the
 * shell only of those that an answer may set; to compare the others by their
 * values takes a shell longer than all else.
 */
void region_variables(struct buf *, const struct shell *);

/*
 * Is a shell that is told when one of them changes (told of its row) told of
 * this one, where an answer sets it?
 */
bool region_tells(const char *name);

/* Those others, as they are in its environ, are among what r tests. */
void region_look(struct arena *, struct region *r);

#endif
