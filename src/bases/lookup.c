#include "config.h"

#include "bases/lookup.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "core/python/pyproject.h"
#include "sys/file.h"
#include "sys/program.h"
#include "sys/tree.h"

enum { PIN_MAX = 4096, LEVELS_MAX = 128 };

void
lookup_names(const struct lookup *h, const char *dir,
    struct lookup_names *names)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = fd < 0 ? NULL : tree_list(fd);
	const char *name;

	names->n = 0;
	while (list != NULL && names->n < LOOKUP_NAMES &&
	    (name = tree_next(list)) != NULL)
		names->row[names->n++] = arena_string(h->arena, name);
	if (list != NULL)
		closedir(list);
	if (fd >= 0)
		close(fd);
}

struct program_rules
lookup_rules(const struct lookup *h)
{
	return (struct program_rules){ .arena = h->arena, .vars = h->vars,
	    .project = h->project, .foreign = h->foreign };
}

bool
lookup_runnable(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & 0111) != 0;
}

/* False where there is none that says anything. */
static bool
pin_read(const struct lookup *h, const char *dir, struct pin *pin)
{
	const char *path = text_join(h->arena, dir, "/.python-version", NULL);
	struct file f = file_read(h->arena, AT_FDCWD, path, PIN_MAX, false);
	struct str rest = f.text, word;

	if (f.state == FILE_ABSENT || f.state == FILE_NOT_REGULAR ||
	    (f.state == FILE_READ && !pin_next(&rest, &word)))
		return false;
	*pin = (struct pin){ .path = path, .dir = dir, .text = f.text.p,
	    .reason = f.state == FILE_READ ? NULL : file_reason(h->arena, &f) };
	return true;
}

const char *
lookup_above(const struct lookup *h, const char *dir)
{
	struct str above = path_dir(str_from(dir));
	const char *home = h->vars->home, *path;
	struct stat here, there;

	if (above.n <= 1 || (home != NULL && strcmp(dir, home) == 0))
		return NULL;
	path = str_copy(h->arena, above);
	if (stat(dir, &here) != 0 || stat(path, &there) != 0 ||
	    here.st_dev != there.st_dev)
		return NULL;
	return path;
}

void
lookup_pin(const struct lookup *h, struct pin *pin)
{
	const char *dir = h->project;

	*pin = (struct pin){ 0 };
	for (int i = 0; dir != NULL && i < LEVELS_MAX; i++) {
		if (pin_read(h, dir, pin))
			return;
		dir = lookup_above(h, dir);
	}
}
