/*
 * Reading a file that somebody else may have prepared: it never blocks on a
 * FIFO or a device, reads no more than it was told, and examines what it has
 * open, not what the name leads to later.
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

/* Was it read, does the user own it, and can nobody else write it? */
bool file_is_own(const struct file *);

/* A sentence for each state but FILE_READ. */
const char *file_reason(struct arena *, const struct file *);

/*
 * Replace name below dirfd by text, mode 0600: written as name.new and renamed.
 * A name.new that a killed run left is overwritten.  Two calls at once may
 * leave half a text, so either lock, or check what is read later.
 */
bool file_replace(struct arena *, int dirfd, const char *name, struct str text);

/*
 * Make name with this text in it; false also if there is such a name already.
 * If not all could be written, it is removed again.
 */
bool file_create(int dirfd, const char *name, unsigned mode, struct str text);

/* The same, with that mode whatever the umask is (fd_mode). */
bool file_create_exact(int dirfd, const char *name, unsigned mode,
    struct str text);

/* Append text to the file in one write. */
bool file_append(int dirfd, const char *name, struct str text);

/*
 * For a file of the user's, such as an rc file, whose mode, owner and links
 * stay: write text behind its end, all of it or nothing, making the file if it
 * is not there; or put rest in the place of all that stands from byte at on.
 */
bool file_extend(const char *path, struct str text);
bool file_shorten(const char *path, size_t at, struct str rest);

/* file_replace by a path. */
bool file_put(struct arena *, const char *path, struct str text);

#endif
