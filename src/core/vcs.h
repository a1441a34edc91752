/*
 * Version control by the names it leaves in a directory: what makes one the
 * top of a working tree, of whichever system.
 */
#ifndef CORE_VCS_H
#define CORE_VCS_H

#include <stdbool.h>

enum vcs_records {
	VCS_READ,	/* what it tracks can be read here */
	VCS_CLOSED,	/* it cannot */
	VCS_INNER,	/* nor can it, and it brings no repository of others */
};

struct vcs {
	const char *mark;	/* ".git"; "CVS/Entries" */
	const char *name;	/* "git" */
	enum vcs_records records;
};

enum { VCS_ROWS = 12 };

extern const struct vcs vcs_table[VCS_ROWS];

/* Is name, in a directory, the mark of one, or what the mark is in? */
bool vcs_marks(const char *name);

#endif
