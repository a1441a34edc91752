/*
 * What of an installed pip depends on where the env is: the first lines of the
 * scripts in bin, and the lines of RECORD with their hashes.
 */
#ifndef CORE_PYTHON_SHEBANG_H
#define CORE_PYTHON_SHEBANG_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

/*
 * The lines that make a script run with exe, as distlib writes them:
 * "#!/e/bin/python3\n", or three lines for /bin/sh if exe holds a blank or is
 * too long for the kernel (which is stricter on macOS: darwin).  distlib would
 * have sh, or Python, interpret what is in exe; where that matters, exe is
 * quoted for both.
 */
void shebang_write(struct buf *, struct str exe, bool darwin);

/* Is one line enough? */
bool shebang_simple(struct str exe, bool darwin);

/* The script without such lines; *simple is false if it had the three. */
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

/* The path in a line of RECORD, without quotes. */
struct str shebang_recorded(struct str line);

#endif
