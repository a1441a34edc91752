/*
 * The session: what venvhook set earlier in this shell.  It is kept in one
 * exported variable, VENVHOOK_SESSION, so that a child shell goes on from it.
 *
 * It is read like any input: what does not parse, as an older version or a
 * stranger may have written it, is dropped.  It holds no secret and no copy of
 * PATH.
 */
#ifndef CORE_SHELL_SESSION_H
#define CORE_SHELL_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct facts;

#define SESSION_NAME "VENVHOOK_SESSION"

enum session_mode {
	SESSION_ON,		/* the env of a project is on */
	SESSION_HAND,		/* `venvhook activate ENV` named it, so it */
				/* stays on everywhere; after `deactivate` */
				/* also this, until the next question */
	SESSION_UNDER,		/* on, and another was put on top by hand */
	SESSION_OFF,		/* `deactivate` was run in this project */
	SESSION_GONE,		/* the env is gone: make none here by itself */
};

struct session {
	enum session_mode mode;
	unsigned long user;
	const char *project;	/* that the env was found for; "" if by hand */
	const char *env;	/* VIRTUAL_ENV as we set it */

	/* The values before us: NULL was not set, "" was empty. */
	const char *virtual_env;	/* NULL or "" */
	const char *prompt;		/* VIRTUAL_ENV_PROMPT */
	const char *pythonhome;
	bool conda;			/* the env is one of conda; then also */
	const char *conda_prefix;	/* CONDA_PREFIX */
	const char *conda_name;		/* CONDA_DEFAULT_ENV */
	const char *path;		/* not PATH, but if there was one: */
					/* NULL, "", "more"; or how often it */
					/* held our entry before us: "2" */
};

/* Did we switch an env on, and not off since? */
bool session_is_on(const struct session *);

/* How often PATH held the entry of this env before us. */
size_t session_copies(const struct session *);

/*
 * Does all end with its project, by the entry going from the front of path?
 * What is activated by name does not, and of conda others come back to PATH.
 */
bool session_leaves(const struct session *, const char *entry,
    const char *path, const char *without);

/* False if the text cannot come from session_print. */
bool session_parse(struct arena *, struct str text, struct session *);

/*  1:on:1000:=/p:=/p/.venv:-:-:-:=more  and, of conda,  :=/opt/conda:=base  */
const char *session_print(struct arena *, const struct session *);

/* --- the session beside what was seen (core/facts.h) */

/* Has VIRTUAL_ENV the value that this session gave it? */
bool session_holds(const struct facts *);

/* Is VIRTUAL_ENV that of an env which we did not switch on? */
bool session_foreign(const struct facts *);

/* Is the shell still in the project of this session? */
bool session_here(const struct facts *);

/*
 * Is the shell still in the project of this session, and was `deactivate` run
 * there?  Ours says so in the session; that of the env's own activate script
 * leaves the session as it was, but VIRTUAL_ENV is gone.
 */
bool session_off_here(const struct facts *);

#endif
