/*
 * The files of settings: the system's, and the user's, which overrides it.  A
 * file that somebody else could change is not believed.
 */
#ifndef LOOK_SETTINGS_H
#define LOOK_SETTINGS_H

#include <stdbool.h>

#include "base/fault.h"
#include "core/facts.h"
#include "core/rule/settings.h"

struct arena;
struct vars;

struct settings_file {
	const char *path;
	bool present;		/* it is there, believed or not */
	struct node node;	/* what it was when it was read */
};

struct settings_files {
	struct settings_file files[2];	/* those looked at */
	size_t nfiles;
	struct fault fault;		/* what is wrong with the last one */
};

/*
 * The settings in force for dir; NULL: for no directory in particular.  Two
 * system calls where no file is.  NULL with the fault: one of the files is
 * not to be believed, or has an error.
 */
const struct settings *settings_load(struct arena *, const struct vars *,
    const char *dir, struct settings_files *);

#endif
