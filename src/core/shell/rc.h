/*
 * The line of a shell in its rc file: which file that is, whether the line is
 * there, and the text with it and without it.
 *
 *	...
 *	# added by 'venvhook setup'
 *	eval "$(venvhook init bash)"
 */
#ifndef CORE_SHELL_RC_H
#define CORE_SHELL_RC_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct shell;

/*
 * The path of the rc file.  whole and dir are the values of the variables that
 * its row calls whole and instead, or NULL if they are not set.  A dir that is
 * not absolute does not count.  NULL: whole is no plain path, so nobody knows
 * which file the shell reads; or it is empty in a shell that expands it, which
 * reads none then.
 */
const char *rc_path(struct arena *, const struct shell *, const char *home,
    const char *whole, const char *dir);

/* The line, in which program is the word that starts venvhook. */
const char *rc_line(struct arena *, const struct shell *,
    const char *program);

struct rc_place {
	unsigned line;		/* 0: no line of the file calls init */
	bool ours;		/* it is as setup writes it */
	struct str shell;	/* the word behind init */
	size_t from, to;	/* the bytes of it, with the comment above */
};

/* Where text, an rc file, calls the init of any shell outside a comment. */
struct rc_place rc_find(struct str text, const struct shell *);

/* What to write behind the end of text. */
const char *rc_addition(struct arena *, struct str text, const char *line);

#endif
