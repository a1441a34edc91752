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
#include "sys/error.h"
#include "sys/node.h"
#include "sys/owners.h"

/* Is path dir, or below it? */
static bool
is_within(const char *path, const char *dir)
{
	return dir != NULL && path_within(str_from(path), str_from(dir));
}

/* The project, as it is spelled and without links; false: there is none. */
static bool
program_project(const struct program_rules *r, const char *roots[2])
{
	const char *home = r->vars->home, *real;

	if (r->project == NULL || strcmp(r->project, "/") == 0)
		return false;
	roots[0] = r->project;
	roots[1] = node_real(r->arena, r->project);
	if (home == NULL)
		return true;
	real = node_real(r->arena, home);
	return !is_within(home, roots[0]) &&
	    (real == NULL || !is_within(real, roots[1]));
}

/* Is path, or any link on the way to what it leads to, in the project? */
static bool
way_inside(const struct program_rules *r, const struct owners_list *way,
    const char *path)
{
	const char *roots[2];

	if (!program_project(r, roots))
		return false;
	for (size_t i = 0; i < way->n; i++)
		if (is_within(way->list[i].path, roots[0]) ||
		    is_within(way->list[i].path, roots[1]))
			return true;
	return is_within(path, roots[0]);
}

bool
program_inside(const struct program_rules *r, const char *path)
{
	struct owners_list way = owners_in(r->arena, r->vars);

	owners_way(&way, path, OWNERS_PROGRAM);
	return way_inside(r, &way, path);
}

/* Is it a file that the user may execute? */
static bool
program_look(struct program *p, const struct program_rules *r,
    const char *path, struct fault *f)
{
	const char *reason = NULL;

	*p = (struct program){ .rules = *r,
	    .path = path_clean(r->arena, path) };
	p->node = node_at(AT_FDCWD, p->path, true);
	if (p->node.kind == NODE_ABSENT || p->node.kind == NODE_UNREADABLE)
		reason = error_reason(r->arena);
	else if (p->node.kind != NODE_FILE)
		reason = "is not a program";
	else if (access(p->path, X_OK) != 0)
		reason = "cannot be executed by you";
	return reason == NULL || fault_set(f, p->path, reason, NULL);
}

/* Both rules: is it in the project (inside: that may be), and who owns it? */
static bool
program_judge(const struct program *p, const char *path, bool inside,
    struct fault *f)
{
	struct arena *a = p->rules.arena;
	struct owners_list way = owners_in(a, p->rules.vars);
	struct fault why = { 0 };

	if (p->rules.foreign)
		return true;
	owners_way(&way, path, OWNERS_PROGRAM);
	if (!inside && way_inside(&p->rules, &way, path))
		why.reason = text_join(a, path, " is inside the project",
		    NULL);
	else if (owners_judge(&way, path, &why))
		return true;
	return fault_set(f, p->path, text_join(a, "is not run, because ",
	    why.reason, NULL), why.hint);
}

bool
program_at(struct program *p, const struct program_rules *r, const char *path,
    struct fault *f)
{
	return program_look(p, r, path, f) &&
	    program_judge(p, p->path, false, f);
}

bool
program_with(const struct program *p, const char *directory, struct fault *f)
{
	return node_at(AT_FDCWD, directory, true).kind == NODE_ABSENT ||
	    program_judge(p, directory, false, f);
}

bool
program_of_env(struct program *p, const struct program_rules *r,
    const char *env, const char *name, struct fault *f)
{
	return program_look(p, r, text_join(r->arena, env, "/bin/", name,
	    NULL), f) && program_judge(p, p->path, true, f);
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
