/*
 * A shell is a row: how it quotes, sets, unsets and tests.  Names come from
 * our own constants, values from the world, and only values are quoted, each
 * by the quoter of the shell that will read it.
 */
#ifndef CORE_SHELL_SHELL_H
#define CORE_SHELL_SHELL_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct changes;
struct watch;
struct outcome;

struct shell {
	const char *name;
	const char *hook, *completion;	/* the scripts, core/shell/hooks.h */
	bool utf8;		/* cannot carry any other bytes */
	const char *version;	/* the variable by which one POSIX shell */
				/* is told from another, or NULL */

	/* One word that the shell reads as exactly text. */
	void (*quote)(struct buf *, const char *text);
	/* An exported variable; no value: it is to be gone. */
	void (*change)(struct buf *, const char *name, const char *value);
	/* A variable of the hook, not exported. */
	void (*assign)(struct buf *, const char *name, const char *value);
	/* Functions of the hook: is all as it was; back to before. */
	void (*watch)(struct buf *, const struct watch *);
	void (*undo)(struct buf *, const struct changes *);
};

extern const struct shell *const shells[];	/* NULL at the end */

/* The row of that name ("powershell" is "pwsh"); NULL for none. */
const struct shell *shell_find(const char *name);

/*
 * The statements that bring about an outcome.  With a watch, those for the
 * hook as well: __venvhook_env, __venvhook_entry, __venvhook_name, the
 * functions __venvhook_undo and __venvhook_watch.
 */
void shell_print(const struct shell *, struct buf *, const struct outcome *,
    const struct watch *);

/* Can the shell carry all of it?  False for bytes that are no UTF-8. */
bool shell_carries(const struct shell *, struct str text);

#endif
