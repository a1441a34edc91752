#include "config.h"

#include "make/templates.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/python.h"
#include "core/text/term.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/tree.h"

enum {
	TEMPLATES_MAX = 32,
	TEMPLATE_SIZE_MAX = 256 << 10,
};

/* One from a later directory replaces one of the same name. */
static bool
template_add(struct template *list, size_t *n, struct template t)
{
	size_t at = 0;

	while (at < *n && strcmp(list[at].name, t.name) != 0)
		at++;
	if (at == TEMPLATES_MAX)
		return false;
	list[at] = t;
	*n += at == *n;
	return true;
}

/* word: "posix/activate" */
static bool
template_read(struct arena *a, int scripts, struct str word, struct template *t)
{
	const char *path = str_copy(a, word);
	struct file f = file_read(a, scripts, path, TEMPLATE_SIZE_MAX, false);

	*t = (struct template){ path_base(str_from(path)).p,
	    f.node.mode, f.text };
	return f.state == FILE_READ && utf8_valid(f.text);
}

enum templates_state
templates_read(struct arena *a, const struct python *python,
    struct templates *out)
{
	struct template *list = arena_new(a, struct template, TEMPLATES_MAX);
	struct str rest = str_from(python->templates), word;
	int scripts = tree_open_followed(text_join(a, python->stdlib,
	    "/venv/scripts", NULL));
	bool fine = scripts >= 0;
	struct template t;

	*out = (struct templates){ .list = list };
	if (rest.n == 0 && node_named(text_join(a, python->stdlib, "/venv",
	    NULL)).kind == NODE_ABSENT)
		return TEMPLATES_ABSENT;
	while (fine && str_cut(&rest, ' ', &word))
		fine = template_read(a, scripts, word, &t) &&
		    template_add(list, &out->n, t);
	fd_close(scripts);
	return fine ? TEMPLATES_READ : TEMPLATES_ODD;
}
