#include "config.h"

#include "sys/parent.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { STAT_MAX = 1024, PROCESS_MAX = 1 << 30 };

/* A file of /proc, whose size is not known before it is read. */
static struct str
proc_read(struct arena *a, const char *path)
{
	char *text = arena_alloc(a, STAT_MAX, 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, STAT_MAX);

	if (fd >= 0)
		close(fd);
	return (struct str){ text, n < 0 ? 0 : (size_t)n };
}

/* "12 (bash) S 11 ...": the name, and the process that started it. */
static bool
process_read(struct arena *a, unsigned long long id, struct str *name,
    unsigned long long *parent)
{
	struct buf path = buf_in(a);
	struct str text, word;
	const char *from, *to;

	buf_text(&path, "/proc/");
	buf_number(&path, id);
	buf_text(&path, "/stat");
	text = proc_read(a, buf_string(&path));
	from = str_find(text, STR(" ("));
	to = text.p + text.n;
	while (to > text.p && to[-1] != ')')
		to--;
	if (from == NULL || to < from + 3)
		return false;
	*name = str_range(from + 2, to - 1);
	text = str_trim(str_range(to, text.p + text.n));
	return str_cut(&text, ' ', &word) && str_cut(&text, ' ', &word) &&
	    str_number(word, PROCESS_MAX, parent);
}

const char *
parent_name(struct arena *a, unsigned level)
{
	unsigned long long id = (unsigned long long)getppid();
	struct str name;

	for (;;) {
		unsigned long long parent;

		if (id == 0 || !process_read(a, id, &name, &parent))
			return NULL;
		if (level-- == 0)
			return str_copy(a, name);
		id = parent;
	}
}
