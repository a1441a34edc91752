/*
 * stat, and what it leaves out: when a name was born, and whether something is
 * mounted there.  Uses statx if the kernel has it, even where libc does not; st
 * has the same values either way in the fields named below.
 */
#ifndef SYS_STATS_H
#define SYS_STATS_H

#include <sys/stat.h>

#include <stdbool.h>

struct stats {
	struct stat st;	/* mode, uid, gid, nlink, size, dev, ino, mtime */
	long long born;		/* seconds; 0: not kept, or not known */
	long born_nanoseconds;
	bool mount_root;	/* something is mounted there */
	bool mount_root_known;
};

/*
 * Of the name below dirfd, or of dirfd itself if name is empty; follow: of
 * what it leads to.  False with errno set.
 */
bool stats_at(int dirfd, const char *name, bool follow, struct stats *);

#endif
