/*
 * The head of the scripts that pip puts into an env's bin, and the lines of
 * RECORD that hold their hashes: all of an installed pip that knows where it
 * is.
 */
#ifndef CORE_PYTHON_SHEBANG_H
#define CORE_PYTHON_SHEBANG_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

/*
 * The lines that make a script run with exe, as distlib writes them:
 * "#!/e/bin/python3\n", or three lines for /bin/sh where exe holds a blank or
 * is too long for the kernel.  distlib lets sh, or Python, interpret what is
 * in exe; where that would matter, exe is quoted for both.
 */
void shebang_write(struct buf *, struct str exe, bool darwin);
bool shebang_simple(struct str exe, bool darwin);

/* The script without such a head; all of it if it has none. */
struct str shebang_body(struct str script, bool *simple);

struct script {
	const char *path;	/* as RECORD has it: "../../../bin/pip" */
	struct str text;
};

/*
 * The RECORD with new hashes and sizes in the lines of these files:
 * "../../../bin/pip,sha256=47DEQp...,242".
 */
void shebang_record(struct buf *, struct str record,
    const struct script *scripts, size_t n);

/* The path in a line of RECORD, without the quotes where it has some. */
struct str shebang_recorded(struct str line);

#endif
