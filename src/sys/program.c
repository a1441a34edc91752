#include "config.h"

#include "sys/program.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/redirect.h"
#include "core/vars.h"
#include "sys/node.h"
#include "sys/owners.h"
#include "sys/say.h"

/* Is path dir, or below it? */
static bool
is_within(const char *path, const char *dir)
{
	return dir != NULL && path_within(str_from(path), str_from(dir));
}

bool
program_inside(const struct program_rules *r, const char *path)
{
	const char *home = r->vars->home, *project, *real;

	if (r->project == NULL || strcmp(r->project, "/") == 0)
		return false;
	if ((project = node_real(r->arena, r->project)) == NULL)
		project = r->project;
	if (home != NULL && (is_within(home, r->project) ||
	    ((home = node_real(r->arena, home)) != NULL &&
	    is_within(home, project))))
		return false;
	real = node_real(r->arena, path);
	return is_within(path, r->project) || is_within(path, project) ||
	    (real != NULL && is_within(real, project));
}

/* Whatever it is, is it there, and can it be run? */
static bool
program_look(struct program *p, const struct program_rules *r,
    const char *path, struct fault *f)
{
	const char *reason = NULL;

	*p = (struct program){ .rules = *r,
	    .path = path_clean(r->arena, path) };
	p->node = node_at(AT_FDCWD, p->path, true);
	if (p->node.kind == NODE_ABSENT || p->node.kind == NODE_UNREADABLE ||
	    (p->real = node_real(r->arena, p->path)) == NULL)
		reason = say_errno(r->arena);
	else if (p->node.kind != NODE_FILE)
		reason = "is no program";
	else if (access(p->path, X_OK) != 0)
		reason = "cannot be executed by you";
	return reason == NULL || fault_set(f, p->path, reason, NULL);
}

/* Nobody else may be able to change what is run. */
static bool
program_owned(const struct program *p, const struct program_rules *r,
    struct fault *f)
{
	struct fault why;

	return r->foreign || owners_check(r->arena, r->vars, p->path,
	    OWNERS_PROGRAM, &why) || fault_set(f, p->path,
	    text_join(r->arena, "is not run, because ", why.reason, NULL),
	    why.hint);
}

bool
program_at(struct program *p, const struct program_rules *r, const char *path,
    struct fault *f)
{
	if (!program_look(p, r, path, f))
		return false;
	if (!r->foreign && program_inside(r, p->path))
		return fault_set(f, p->path, "is inside the project, and "
		    "nothing is run from there", NULL);
	return program_owned(p, r, f);
}

bool
program_of_env(struct program *p, const struct program_rules *r,
    const char *env, const char *name, struct fault *f)
{
	return program_look(p, r, text_join(r->arena, env, "/bin/", name,
	    NULL), f) && program_owned(p, r, f);
}

bool
program_path_next(struct str *rest, struct str *dir)
{
	while (str_cut(rest, ':', dir)) {
		while (dir->n > 1 && dir->p[dir->n - 1] == '/')
			dir->n--;
		if (dir->n > 1 && dir->p[0] == '/')
			return true;
	}
	return false;
}

bool
program_find(struct program *p, const struct program_rules *r,
    const char *name, struct fault *f)
{
	struct str rest = str_from(r->vars->path == NULL ? "" :
	    r->vars->path), dir;
	struct fault first = { 0 }, fault;

	while (program_path_next(&rest, &dir)) {
		const char *path = text_join(r->arena,
		    str_copy(r->arena, dir), "/", name, NULL);

		if (access(path, X_OK) != 0)
			continue;
		if (program_at(p, r, path, &fault))
			return true;
		if (first.subject == NULL)
			first = fault;
	}
	*f = first;
	return first.subject != NULL ? false :
	    fault_set(f, name, "is not on PATH", NULL);
}
