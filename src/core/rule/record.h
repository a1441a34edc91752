/*
 * Which record is about an env.  For one that a manager keeps only those of
 * its project are: files of a project can name any directory, and what was
 * allowed for one project is not meant for another.
 */
#ifndef CORE_RULE_RECORD_H
#define CORE_RULE_RECORD_H

#include <stdbool.h>

struct grant;
struct trust;
struct where;

/* The one that denies it. */
const struct grant *record_denies(const struct trust *, const struct where *);

/* ALLOW, FOREIGN or MADE for the very directory that it is now. */
const struct grant *record_exact(const struct trust *, const struct where *);

/* One of those, whichever directory was there then. */
const struct grant *record_earlier(const struct trust *,
    const struct where *);

/* Allowed whoever owns it or brought it: the user wanted that very one. */
bool record_foreign(const struct trust *, const struct where *);

/* Did the user allow an env of another project in the same directory? */
bool record_beside(const struct trust *, const struct where *);

/* The first that is about it in any way; NULL: nobody has said anything. */
const struct grant *record_any(const struct trust *, const struct where *);

#endif
