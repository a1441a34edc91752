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
 * The path of the rc file.  whole and dir are the values of the two variables
 * that its row names, or NULL.  Of dir only an absolute one counts; where
 * whole is something else, which file is read is not known: NULL, as where a
 * shell that expands it finds it empty, and reads none.
 */
const char *rc_path(struct arena *, const struct shell *, const char *home,
    const char *whole, const char *dir);

/* The line, with program as the word that starts venvhook. */
const char *rc_line(struct arena *, const struct shell *,
    const char *program);

struct rc_place {
	unsigned line;		/* 0: no line of the file calls init */
	bool ours;		/* it is one that setup writes */
	struct str shell;	/* the word behind init */
	size_t from, to;	/* where that stands, with its comment */
};

/* Where text, an rc file, calls the init of any shell outside a comment. */
struct rc_place rc_find(struct str text, const struct shell *);

/* What to write behind the end of text. */
const char *rc_addition(struct arena *, struct str text, const char *line);

#endif
