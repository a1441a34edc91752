/* What is at a name of the file system, as core/facts.h has it. */
#ifndef SYS_NODE_H
#define SYS_NODE_H

#include <stdbool.h>

#include "core/facts.h"

struct arena;
struct stat;

/* As many links as the kernel follows on one way. */
enum { LINKS_MAX = 40 };

struct node node_of(const struct stat *);

/* After a stat that failed: absent or unreadable, by errno. */
struct node node_none(void);

/* What name below dirfd is; with follow, what it leads to. */
struct node node_at(int dirfd, const char *name, bool follow);

/* The name itself, absolute or from the working directory. */
struct node node_named(const char *path);

/* What path leads to. */
struct node node_followed(const char *path);

/* What is open as fd. */
struct node node_open(int fd);

/* Is the name itself there? */
bool node_there(int dirfd, const char *name);

/* Does path lead to anything?  May the user run what it leads to? */
bool node_exists(const char *path);
bool node_runs(const char *path);

/* Does an access control list add to the mode of what is there? */
enum acl node_acl(const char *path);

/* May the user make names in that directory?  False with errno. */
bool node_fills(struct arena *, const char *dir);

/*
 * path without links, dots and doubled slashes; NULL: leads nowhere, or where
 * no such path leads.
 */
const char *node_real(struct arena *, const char *path);

/* What a symbolic link says; NULL: path, or name below dirfd, is no link. */
const char *node_text(struct arena *, const char *path);
const char *node_text_at(struct arena *, int dirfd, const char *name);

/* The same as a path: if it is relative, behind the directory of the link. */
const char *node_link(struct arena *, const char *path);

/* path, or if it is a link, the end of that and of links behind it. */
const char *node_end(struct arena *, const char *path);

/* Do both paths lead to the same file? */
bool node_meet(const char *one, const char *other);

#endif
