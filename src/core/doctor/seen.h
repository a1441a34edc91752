/*
 * What a shell tells `doctor` of itself, as no program can see it: functions,
 * aliases, what runs at the prompt.  The statements in shell/doctor.* print
 * these facts, each with a NUL behind it:
 *
 *	shell=NAME		where there may be nothing else to say
 *	prompt=TEXT		runs at each prompt, the first one first
 *	function=NAME		there is a function of that name
 *	body NAME=TEXT		the text of one that matters
 *	alias NAME=TEXT
 *	variable=NAME		is set, exported or not
 *	program=PATH		the one that the hook was made by
 *	idle=MICROSECONDS	what ours takes at an idle prompt
 *
 * It is read like any input: what is not of that form is passed over.
 */
#ifndef CORE_DOCTOR_SEEN_H
#define CORE_DOCTOR_SEEN_H

#include <stdbool.h>

#include "base/str.h"

struct findings;
struct shell;

struct seen {
	const struct shell *shell;
	const char *rc;		/* the path of its rc file */
	struct str text;	/* the facts; empty: it told nothing */
	const char *env;	/* the env that is on through us; or NULL */
};

/* The value of the first fact with that key; false: there is none. */
bool seen_first(const struct seen *, const char *key, struct str *value);

/* Is that fact among them? */
bool seen_has(const struct seen *, const char *key, const char *value);

/* Microseconds of an idle prompt; 0: not known. */
unsigned long long seen_idle(const struct seen *);

/* Add what is to be found in it. */
void seen_examine(const struct seen *, struct findings *);

#endif
