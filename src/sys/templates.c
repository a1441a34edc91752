#include "config.h"

#include "sys/templates.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python.h"
#include "core/term.h"
#include "sys/file.h"
#include "sys/tree.h"

enum {
	TEMPLATES_MAX = 32,
	TEMPLATE_SIZE_MAX = 256 << 10,
	MODULE_SIZE_MAX = 1 << 20,
};

/* The fix of CVE-2024-9287 came to some versions by patch, so ask the text. */
static bool
quotes(struct str module)
{
	static const char sign[] = "\nimport shlex";
	const char *end = module.p + module.n, *at = module.p;

	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) >= sizeof(sign) - 1 &&
		    memcmp(at, sign, sizeof(sign) - 1) == 0)
			return true;
		at++;
	}
	return false;
}

/* A later directory's file takes the place of an earlier one's. */
static bool
add(struct template *list, size_t *n, struct template t)
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

static bool
read_one(struct arena *a, int dirfd, const char *name, struct template *t)
{
	struct file f = file_read(a, dirfd, name, TEMPLATE_SIZE_MAX, false);

	*t = (struct template){ arena_string(a, name), f.st.st_mode & 07777,
	    f.text };
	return f.state == FILE_READ && utf8_valid(f.text);
}

static bool
read_dir(struct arena *a, int scripts, const char *dir, struct template *list,
    size_t *n)
{
	int dirfd = openat(scripts, dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *names = dirfd < 0 ? NULL : tree_list(dirfd);
	struct template t;
	const char *name;
	bool fine = names != NULL || errno == ENOENT;

	while (fine && names != NULL && (name = tree_next(names)) != NULL)
		fine = read_one(a, dirfd, name, &t) && add(list, n, t);
	if (names != NULL)
		closedir(names);
	if (dirfd >= 0)
		close(dirfd);
	return fine;
}

enum templates_state
templates_read(struct arena *a, const struct python *python,
    struct templates *out)
{
	struct template *list = arena_new(a, struct template, TEMPLATES_MAX);
	char *venv = text_join(a, python->stdlib, "/venv", NULL);
	int dirfd = open(venv, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int scripts = dirfd < 0 ? -1 : openat(dirfd, "scripts",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct file module = { .state = FILE_ABSENT };
	bool fine = scripts >= 0;

	*out = (struct templates){ .list = list };
	if (dirfd >= 0)
		module = file_read(a, dirfd, "__init__.py", MODULE_SIZE_MAX,
		    false);
	fine = fine && module.state == FILE_READ &&
	    read_dir(a, scripts, "common", list, &out->n) &&
	    read_dir(a, scripts, "posix", list, &out->n);
	if (fine)
		out->quoted = quotes(module.text);
	if (scripts >= 0)
		close(scripts);
	if (dirfd >= 0)
		close(dirfd);
	if (module.state == FILE_ABSENT)
		return TEMPLATES_ABSENT;
	return fine && out->n > 0 ? TEMPLATES_READ : TEMPLATES_ODD;
}
