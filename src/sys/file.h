/*
 * Reading a file that somebody else may have laid out: never blocks on a FIFO
 * or a device, never follows a last link unless asked, never reads more than
 * it was told, and believes only the fstat of what it has open.
 */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include <stdbool.h>

#include "base/str.h"
#include "core/facts.h"

struct arena;

enum file_state {
	FILE_READ,		/* text holds all of it */
	FILE_ABSENT,		/* ENOENT or ENOTDIR */
	FILE_UNREADABLE,	/* errno tells */
	FILE_NOT_REGULAR,
	FILE_TOO_LARGE,
};

struct file {
	enum file_state state;
	struct node node;	/* NODE_ABSENT when it could not be opened */
	unsigned long long size;
	struct str text;	/* NUL-terminated behind its end */
};

/*
 * The file name below the open directory dirfd, at most max bytes of it.
 * nofollow: a symbolic link counts as not regular.
 */
struct file file_read(struct arena *, int dirfd, const char *name, size_t max,
    bool nofollow);

/* The same for a path, absolute or from the working directory. */
struct file file_named(struct arena *, const char *path, size_t max,
    bool nofollow);

/* Has been read, belongs to the user, and nobody else may write it. */
bool file_is_own(const struct file *);

/* A sentence for each state but FILE_READ. */
const char *file_reason(struct arena *, const struct file *);

/*
 * Replace name below dirfd by text, mode 0600: written as name.new, renamed.
 * What a killed run left there is written over.  Two at once may leave half a
 * text: that is for what is locked, or for what is checked when it is read.
 */
bool file_replace(struct arena *, int dirfd, const char *name, struct str text);

/*
 * Make name with this text in it; false where it is taken, too.  What could
 * not be written whole is gone again.
 */
bool file_create(int dirfd, const char *name, unsigned mode, struct str text);

/* Write text to what is there: behind its end, in one piece. */
bool file_append(int dirfd, const char *name, struct str text);

/*
 * Of a file of the user's own, as an rc file: its mode, its owner and all
 * links to it stay.  Write text behind its end, and make it if it is not
 * there; or have rest be all that stands from byte at on.  file_put replaces
 * or makes a file as file_replace does, by its path.
 */
bool file_extend(const char *path, struct str text);
bool file_put(struct arena *, const char *path, struct str text);
bool file_shorten(const char *path, size_t at, struct str rest);

#endif
