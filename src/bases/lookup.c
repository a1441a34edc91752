#include "config.h"

#include "bases/lookup.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/asks.h"
#include "core/python/pytext.h"
#include "core/vars.h"
#include "sys/climb.h"
#include "sys/cwd.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/program.h"
#include "sys/tree.h"

enum { PIN_MAX = 4096 };

void
lookup_names(const struct lookup *h, const char *dir,
    struct lookup_names *names)
{
	int fd = tree_open_followed(dir);
	struct names *list = fd < 0 ? NULL : tree_list(fd);
	const char *name;

	names->n = 0;
	while (list != NULL && names->n < LOOKUP_NAMES &&
	    (name = tree_next(list)) != NULL)
		names->row[names->n++] = arena_string(h->arena, name);
	tree_end(list);
	fd_close(fd);
}

static const char *
project_path(struct arena *a, const char *project)
{
	const char *cwd;

	if (project != NULL && project[0] == '/')
		return project;
	if ((cwd = cwd_path(a)) == NULL)
		return "/";
	return pytext_absolute(a, cwd, project == NULL ? "." : project);
}

struct lookup
lookup_from(struct arena *a, const struct vars *v, const char *project,
    struct progress *progress)
{
	return (struct lookup){ .arena = a, .vars = v,
	    .project = project_path(a, project), .progress = progress };
}

struct program_rules
lookup_rules(const struct lookup *h)
{
	return (struct program_rules){ .arena = h->arena, .vars = h->vars,
	    .project = h->project, .foreign = h->foreign };
}

struct file
lookup_file(const struct lookup *h, const char *path, size_t max)
{
	if (node_named(path).kind == NODE_LINK &&
	    climb_wakes(h->arena, path, h->vars->home, h->project))
		return (struct file){ .state = FILE_NOT_REGULAR };
	return file_named(h->arena, path, max, false);
}

bool
lookup_runnable(const char *path)
{
	struct node node = node_followed(path);

	return node.kind == NODE_FILE && (node.mode & 0111) != 0;
}

/* Read the .python-version in dir; false: it is not there, or says nothing. */
static bool
pin_read(const struct lookup *h, const char *dir, struct pin *pin)
{
	const char *path = text_join(h->arena, dir, "/.python-version", NULL);
	struct file f = lookup_file(h, path, PIN_MAX);
	struct str rest = f.text, word;

	if (f.state == FILE_ABSENT || f.state == FILE_NOT_REGULAR ||
	    (f.state == FILE_READ && !pin_next(&rest, &word)))
		return false;
	*pin = (struct pin){ .path = path, .dir = dir, .text = f.text.p,
	    .reason = f.state == FILE_READ ? NULL : file_reason(h->arena, &f) };
	return true;
}

void
lookup_pin(const struct lookup *h, struct pin *pin)
{
	struct climb c;

	*pin = (struct pin){ 0 };
	if (h->project == NULL)
		return;
	c = climb_from(h->arena, h->project, h->vars->home);
	if (!climb_here(&c))
		return;
	while (!pin_read(h, c.dir, pin) && climb_up(&c))
		continue;
}
