/*
 * Which record is about an env; NULL where none is.  If a manager keeps the env
 * for a project, only the records for that project are: a file in a project can
 * name any directory, and what was allowed for one is not meant for another.
 */
#ifndef CORE_RULE_RECORD_H
#define CORE_RULE_RECORD_H

#include <stdbool.h>

struct grant;
struct trust;
struct where;

/* The record that denies it. */
const struct grant *record_denies(const struct trust *, const struct where *);

/* ALLOW, FOREIGN or MADE for the directory that it is now. */
const struct grant *record_exact(const struct trust *, const struct where *);

/* One of those for its path, whichever directory was there then. */
const struct grant *record_earlier(const struct trust *,
    const struct where *);

/* Allowed whoever owns it or brought it: the user wanted that very one. */
bool record_foreign(const struct trust *, const struct where *);

/* Did the user allow the env of a project beside this one? */
bool record_beside(const struct trust *, const struct where *);

/* The record that counts most of all that are about it. */
const struct grant *record_any(const struct trust *, const struct where *);

#endif
