#include "config.h"

#include "core/vcs.h"

#include <string.h>

const struct vcs vcs_table[VCS_ROWS] = {
	{ ".git", "git", VCS_READ },
	{ ".hg", "Mercurial", VCS_READ },
	{ ".svn", "Subversion", VCS_CLOSED },
	{ "_FOSSIL_", "Fossil", VCS_CLOSED },
	{ ".fslckout", "Fossil", VCS_CLOSED },
	{ "_darcs", "darcs", VCS_CLOSED },
	{ "CVS/Entries", "CVS", VCS_CLOSED },
	{ ".jj", "Jujutsu", VCS_INNER },
	{ ".bzr", "Bazaar", VCS_INNER },
	{ ".sl", "Sapling", VCS_INNER },
	{ ".pijul", "Pijul", VCS_INNER },
	{ "_MTN", "Monotone", VCS_INNER },
};

bool
vcs_marks(const char *name)
{
	for (size_t i = 0; i < VCS_ROWS; i++) {
		const char *mark = vcs_table[i].mark;
		size_t n = strcspn(mark, "/");

		if (strncmp(name, mark, n) == 0 && name[n] == '\0')
			return true;
	}
	return false;
}
