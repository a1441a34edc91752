/*
 * What Python's own text functions make of a string, byte for byte, because
 * `python -m venv` writes their results to disk.
 */
#ifndef CORE_PYTHON_PYTEXT_H
#define CORE_PYTHON_PYTEXT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

/* Does str.isprintable() of Python 3.minor hold for this character? */
bool pytext_printable(unsigned long point, unsigned minor);

/* repr(s) of Python 3.minor: it's gives "it's", a\b gives 'a\\b'. */
void pytext_repr(struct buf *, struct str s, unsigned minor);

/* shlex.quote(s): a b gives 'a b', it's gives 'it'"'"'s', nothing gives ''. */
void pytext_shell(struct buf *, struct str s);

/* The quoting of venv for Activate.ps1: it's gives 'it''s'. */
void pytext_powershell(struct buf *, struct str s);

/* s.replace(word, by). */
void pytext_replace(struct buf *, struct str s, struct str word,
    struct str by);

/* os.path.normpath(path): "a//b/../c/." gives "a/c", "" gives ".". */
char *pytext_normal(struct arena *, const char *path);

/* os.path.abspath(path) with the working directory cwd. */
char *pytext_absolute(struct arena *, const char *cwd, const char *path);

/*
 * The reason in the last OSError that a Python has printed: "No space left on
 * device" of "OSError: [Errno 28] No space left on device"; "": there is none.
 */
struct str pytext_errno(struct str said);

#endif
