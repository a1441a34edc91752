/*
 * What a row of core/manager works with: the facts it has, and its answer.
 *
 * Functions that ask for a fact return NULL while it is not known; the row
 * then returns, and is called again once it is.  Functions that read a value
 * of a file return false if the file cannot be understood; the answer says so
 * by then.
 */
#ifndef CORE_MANAGER_INQUIRY_H
#define CORE_MANAGER_INQUIRY_H

#include "core/manager/manager.h"

struct inquiry {
	struct arena *a;
	const struct manager *row;
	const struct manager_case *at;
	struct manager_answer *out;
	bool steered;		/* the next paths are chosen by a file of the */
				/* project */
};

/* A variable of the row's list; NULL if it is not set, or empty. */
const char *inquiry_var(struct inquiry *, const char *name);

/* The same as a boolean: 0 for "0", "false", "no", "off"; -1: not set. */
int inquiry_flag(struct inquiry *, const char *name);

/*
 * Ask for a fact: the text of a file of the project (one of row->files), or of
 * any file; whether a path is there; the names in a directory that begin so.
 */
const struct manager_fact *inquiry_here(struct inquiry *, const char *name);
const struct manager_fact *inquiry_text(struct inquiry *, const char *path);
const struct manager_fact *inquiry_there(struct inquiry *, const char *path);
const struct manager_fact *inquiry_names(struct inquiry *, const char *dir,
    const char *prefix);

/*
 * What the file says at a path of names (core/text/toml): out->p is NULL, or
 * *truth -1, or *there false, if nothing, or if there is no file.
 */
bool inquiry_string(struct inquiry *, const struct manager_fact *,
    const char *path, struct str *out);
bool inquiry_truth(struct inquiry *, const struct manager_fact *,
    const char *path, int *truth);
bool inquiry_has(struct inquiry *, const struct manager_fact *,
    const char *path, bool *there);

/* Answer: another candidate; or that it cannot be told (always false). */
void inquiry_answer(struct inquiry *, const char *env);
bool inquiry_unsure(struct inquiry *, const char *reason, const char *hint);

/*
 * A path somebody wrote: absolute, below home with ~/, else below dir.  NULL
 * if it cannot be known: $VARIABLE, ~user, controls, no dir for it.
 */
const char *inquiry_path(struct inquiry *, struct str text, const char *dir);

/* $VAR if it is absolute, else $HOME/below; NULL without a home. */
const char *inquiry_dir(struct inquiry *, const char *var,
    const char *below);

/*
 * $VAR/name, or $HOME/below/name where the variable is not set; on macOS
 * always ~/Library/Application Support/name.
 */
const char *inquiry_own(struct inquiry *, const char *var,
    const char *below, const char *name);

/* dir/name; NULL if dir is NULL. */
const char *inquiry_below(struct inquiry *, const char *dir,
    const char *name);

/* Can it be one component of a path? */
bool name_is_plain(struct str name);

/* Every run of - _ . as one -, in lower case (PEP 503). */
struct str name_canonical(struct arena *, struct str name);

/* Each of the bytes `bad` as _, cut to 42 characters. */
struct str name_safe(struct arena *, struct str name, const char *bad);

/* The hash by which poetry, pipenv and hatch tell projects of a name apart. */
struct str name_hash(struct arena *, const char *path);

#endif
